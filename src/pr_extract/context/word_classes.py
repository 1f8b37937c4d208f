"""One letter a token: what it is to the tape of phrases, where tagger and spelling leave doubt.

The small model mistakes verbs of headlines for nouns, participles for verbs and capitals for
anything; each function here says by what such a word is told.
"""

from __future__ import annotations

from spacy.tokens import Token

from pr_extract.changes import change_entries
from pr_extract.context.words import role_words

_CLASS_OF_TAG = {
    "DT": "D", "PDT": "D", "PRP$": "D", "WP$": "D",
    "JJ": "J", "JJR": "J", "JJS": "J", "AFX": "J",
    "NN": "N", "NNS": "N", "NNP": "N", "NNPS": "N", "FW": "N", "ADD": "N",
    "CD": "C", "POS": "S", "VBG": "G", "VBN": "B",
    "VBD": "V", "VBZ": "V", "VBP": "V", "VB": "V", "MD": "M", "TO": "T",
    "IN": "I", "RP": "I", "RB": "R", "RBR": "R", "RBS": "R",
    "PRP": "P", "EX": "P", "WDT": "W", "WP": "W", "WRB": "W", "CC": "c",
    ",": ",", "-LRB-": "(", "-RRB-": ")", "``": '"', "''": '"', ".": ".", "HYPH": "h",
}  # fmt: skip

_CLASS_OF_TEXT = {
    ":": ":", ";": ";", "—": "-", "–": "-", "--": "-", "-": "-", "(": "(", ")": ")",
    "[": "(", "]": ")", ",": ",", "&": "h", "/": "h", "“": '"', "”": '"', '"': '"',
    "*": ";", "•": ";", "●": ";", "○": ";", "|": ";", ".": ".", "!": ".", "?": ".", "…": ".",
}  # fmt: skip


_TOLERANCE = frozenset({"+/-", "+", "/-", "±"})


def letter_of(token: Token) -> str:
    """The letter of a token's class, as the pattern of `phrases` reads it: `N` a noun, `V` a verb.

    `x` is what has no class; figures, dates and bases have letters of their own, not from here.
    """
    text, tag = token.text, token.tag_
    if text in _TOLERANCE:
        return "R"
    by_text = _CLASS_OF_TEXT.get(text)
    if by_text is not None:
        # A hyphen inside a compound (full-time) holds together; one between spaces divides.
        if text in "-–" and not token.whitespace_ and token.i and not token.nbor(-1).whitespace_:
            return "h"
        return by_text
    if text in {"’", "'"} and _ends_plural(token):
        return "S"
    letter = _CLASS_OF_TAG.get(tag, "x")
    if letter in "VB" and (_rate_of_it(token) or _people_counted(token)):
        return "N"
    if letter in "RVBGMx" and text.isupper() and _is_initials(token):
        return "N"
    if letter == "G" and _capitalised_noun(token):
        return "N"
    if letter == "G" and _names_a_kind(token):
        return "J"
    if letter in "GBV" and token.lower_ in role_words("participial_modifier"):
        if token.i + 1 < len(token.doc) and token.nbor(1).tag_.startswith("N"):
            return "J"  # `adjusted EBIT` is often read as a verb with its object
    if letter in "GB" and token.dep_ in {"amod", "compound"} and token.head.i > token.i:
        return "V" if letter == "B" and _opens_report(token) else "J"
    if token.lower_ == "record" and letter == "N" and _at_amount(token):
        return "J"
    if token.lower_ in {"high", "low"} and letter == "J" and _acts_as_noun(token):
        return "N"
    if letter == "N" and _title_verb(token):
        return "V"
    if letter == "N" and text in role_words("linking_noun") and _links(token):
        return "I"
    if letter == "N":
        if tag == "NNS" and (_headline_verb(token) or _totals(token) or _says_what(token)):
            return "V"
        if tag == "NN" and token.lower_ in role_words("same_past") and _only_verb(token):
            return "V"
        if _moves_after_per(token):
            return "V"
        if _plans_to(token):
            return "V"
        return "K" if _shares_head(token) else "N"
    return "J" if _inside_compound(token) else letter


def _rate_of_it(token: Token) -> bool:
    """`unemployment rate 7.6%`: a noun after a noun, in a line without verbs."""
    if token.lower_ not in {"rate", "rates"} or not token.i or token.i + 1 >= len(token.doc):
        return False
    return token.nbor(-1).tag_ == "NN" and token.nbor(1).tag_ in {"CD", "$", "IN", ":"}


def _people_counted(token: Token) -> bool:
    """`the number of employed fell`, `of all unemployed are`: a participle for people."""
    if token.tag_ != "VBN" or token.i < 2 or token.i + 1 >= len(token.doc):
        return False
    finite = token.nbor(1).tag_ in {"VBD", "VBZ", "VBP", "MD"}
    return finite and token.nbor(-1).lower_ in {"of", "all"} and token.lower_.endswith("ed")


def _moves_after_per(token: Token) -> bool:
    """`Earnings per share rise to $2.46`: one noun follows `per`, then comes the verb."""
    if token.i < 2 or token.i + 1 >= len(token.doc) or token.nbor(-2).lower_ != "per":
        return False
    moves = any("verb" in entry.classes for entry in change_entries(token.lower_))
    return moves and token.nbor(1).lower_ in {"to", "by", "from", "$"}


def _totals(token: Token) -> bool:
    """`Consideration for the Option totals $60,000`: a verb in -s before an amount."""
    if token.i + 1 >= len(token.doc) or token.lower_ not in role_words("level_verb"):
        return False
    return token.nbor(1).tag_ in {"$", "CD"} or token.nbor(1).text.isupper()


def _links(token: Token) -> bool:
    if not token.i or token.i + 1 >= len(token.doc):
        return False
    before, after = token.nbor(-1).lower_, token.nbor(1).lower_
    return before in {"on", "in", "with"} and after in {"of", "to", "with", "for"}


def _is_initials(token: Token) -> bool:
    """`OPM was 16%`: capitals in a line of small letters are a name, whatever the tagger says."""
    if len(token.text) < 3 or not token.text.isalpha() or token.i + 1 >= len(token.doc):
        return False
    beside = [token.nbor(1), *([token.nbor(-1)] if token.i else [])]
    return token.nbor(1).is_lower and not any(t.is_upper and len(t) > 1 for t in beside)


def _says_what(token: Token) -> bool:
    """`a score above 50 signals positive momentum`: no noun stands before an adjective."""
    if not token.i or token.i + 2 >= len(token.doc) or token.nbor(-1).tag_ != "CD":
        return False
    return token.nbor(1).tag_ == "JJ" and token.nbor(2).tag_ in {"NN", "NNS"}


def _plans_to(token: Token) -> bool:
    """`21% plan to travel`, `the average shopper plans to spend`: a verb with its infinitive."""
    if token.lower_ not in role_words("predicate_verb") or token.i + 2 >= len(token.doc):
        return False
    if token.nbor(1).tag_ != "TO" or token.nbor(2).tag_ != "VB" or not token.i:
        return False
    before = token.nbor(-1)
    return before.text in {"%", "percent"} or before.tag_ in {"NN", "NNS"}


def _only_verb(token: Token) -> bool:
    """Right behind the name that opens a sentence without another finite verb."""
    sentence = token.sent
    before = sentence[: token.i - sentence.start]
    if not before or any(t.tag_ not in {"NNP", "NNPS", "DT"} for t in before):
        return False
    finite = {"VBD", "VBZ", "VBP", "MD"}
    return token.nbor(1).tag_[:2] in {"NN", "JJ", "CD"} and not any(
        t.tag_ in finite for t in sentence
    )


def _names_a_kind(token: Token) -> bool:
    """`All-in sustaining costs`, `Sustaining capital should`: an -ing form that is no verb."""
    if token.i + 2 >= len(token.doc) or token.nbor(1).tag_ not in {"NN", "NNS"}:
        return False
    if token.is_sent_start:
        return token.nbor(2).tag_ in {"MD", "VBD", "VBZ"}
    before = token.nbor(-1)
    return before.tag_ in {"JJ", "RB", "HYPH"} and (
        before.is_sent_start or (before.i >= 2 and before.nbor(-1).text in {"-", "the", "The"})
    )


def _headline_verb(token: Token) -> bool:
    """`Brookfield invests in …`: after a name that opens the line, a verb read as a plural noun."""
    if not token.is_lower or not token.i or token.i + 1 >= len(token.doc):
        return False
    start = token.sent.start
    before = [t for t in token.doc[start : token.i] if not t.is_punct and not t.is_space]
    named = bool(before) and all(t.tag_ in {"NNP", "NNPS"} for t in before)
    return named and token.nbor(1).tag_ in {"IN", "DT", "CD", "$", "PRP$"}


def _ends_plural(token: Token) -> bool:
    """The apostrophe of `stockholders’ equity`."""
    if not token.i or token.i + 1 >= len(token.doc) or not token.whitespace_:
        return False
    before = token.nbor(-1)
    return before.lower_.endswith("s") and not before.whitespace_ and before.tag_[:2] == "NN"


def _capitalised_noun(token: Token) -> bool:
    """`a PIPE Offering`: in a title an -ing form after a noun is its head."""
    if not token.i or not token.text[:1].isupper() or token.lower_ in role_words("arrival"):
        return False
    following = token.nbor(1).tag_ if token.i + 1 < len(token.doc) else "."
    before = token.nbor(-1)
    return before.tag_[:2] == "NN" and before.text[:1].isupper() and following not in {
        "DT", "CD", "$", "PRP$", "IN",
    }  # fmt: skip


def _title_verb(token: Token) -> bool:
    """`Acme Motor Reports Global Sales of …`: a headline's verb, tagged as part of the name."""
    if not token.text[:1].isupper() or token.lower_ not in role_words("headline_verb"):
        return False
    if not token.i or token.i + 1 >= len(token.doc) or token.sent[-1].text == ".":
        return False
    return token.nbor(-1).tag_ in {"NNP", "NNPS", "NN", "NNS"} and token.nbor(1).lower_ != "of"


def _at_amount(token: Token) -> bool:
    """`hit a record $7 billion`."""
    return token.i + 1 < len(token.doc) and token.nbor(1).tag_ in {"CD", "$"}


def _opens_report(token: Token) -> bool:
    """`• Generated net revenue of $10 million`: the only verb of a line, and its first word."""
    sentence = token.sent
    first = next((t for t in sentence if t.text[0].isalnum()), None)
    if first is None or first.i != token.i or not token.text[0].isupper():
        return False
    return not any(
        t.tag_ in {"VBD", "VBZ", "VBP", "MD"} for t in sentence[token.i - sentence.start :]
    )


def _acts_as_noun(token: Token) -> bool:
    """`hit an all-time high at`, `a record low of`: no noun follows it."""
    following = token.nbor(1).tag_ if token.i + 1 < len(token.doc) else "."
    return (
        bool(token.i)
        and following in {"IN", ".", ",", "CD", "$", "TO"}
        and (token.nbor(-1).tag_ in {"DT", "NN", "JJ"})
    )


def _shares_head(token: Token) -> bool:
    """`state and local tax revenue`: the noun before `and` modifies the head that comes later."""
    if token.dep_ not in {"amod", "compound", "nmod"} or token.i + 2 >= len(token.doc):
        return False
    return token.nbor(1).tag_ == "CC" and token.head.i > token.i + 2


def _inside_compound(token: Token) -> bool:
    """`out-of-pocket`, `opening-up`: a word that hyphens glue to the words around it."""
    doc, i = token.doc, token.i
    glued_right = (
        i + 2 < len(doc) and not token.whitespace_ and doc[i + 1].text == "-"
    ) and not doc[i + 1].whitespace_
    glued_left = i >= 2 and doc[i - 1].text == "-" and not doc[i - 1].whitespace_
    return glued_right or (glued_left and not doc[i - 2].whitespace_)
