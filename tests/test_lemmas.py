import pytest

from pr_extract.quantities.lemmas import is_plural, singular


@pytest.mark.parametrize(
    ("noun", "lemma"),
    [
        ("Companies", "company"),
        ("analyses", "analysis"),
        ("houses", "house"),
        ("campuses", "campus"),
        ("buses", "bus"),
        ("boxes", "box"),
        ("branches", "branch"),
        ("classes", "class"),
        ("sizes", "size"),
        ("databases", "database"),
        ("executives", "executive"),
        ("lives", "life"),
        ("movies", "movie"),
        ("people", "person"),
        ("salespeople", "salesperson"),
        ("women", "woman"),
        ("salesmen", "salesman"),
        ("specimens", "specimen"),
        ("grandchildren", "grandchild"),
        ("criteria", "criterion"),
        ("series", "series"),
        ("staff", "staff"),
        ("EVs", "ev"),
        ("SKUs", "sku"),
        ("KPI's", "kpi"),
        ("co-founders", "co-founder"),
        ("glass", "glass"),
        ("news", "news"),
    ],
)
def test_the_singular_of_a_noun(noun: str, lemma: str) -> None:
    assert singular(noun) == lemma


@pytest.mark.parametrize("noun", ["stores", "people", "series", "SKUs", "children"])
def test_plurals_are_told_by_their_form(noun: str) -> None:
    assert is_plural(noun)


@pytest.mark.parametrize("noun", ["store", "glass", "bus", "analysis", "campus", "staff"])
def test_singulars_are_no_plurals(noun: str) -> None:
    assert not is_plural(noun)
