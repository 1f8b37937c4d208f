"""The period under discussion: what a results section, a list or a paragraph has set."""

from __future__ import annotations

import datetime as dt
import re

from pr_extract.context.basis.comparing import comparing_span
from pr_extract.context.modality import looks_ahead
from pr_extract.context.period import says_now
from pr_extract.context.phrases import Sentence
from pr_extract.context.reading import BasisReading, Context, PeriodReading, Reading
from pr_extract.context.when import period_of
from pr_extract.context.words import role_words
from pr_extract.dates import DateMention
from pr_extract.layout import Block
from pr_extract.quantities import Quantity
from pr_extract.source import Span


class TopicPeriod:
    """Follows the release and fills in the period of figures that go on about one already named.

    A heading or another part of the release (its boilerplate, say) starts anew, and so does a
    paragraph of a release that reports no period in its headline or lead. A period still to come
    is not gone on about.
    """

    def __init__(self, reading: Reading) -> None:
        self._reading = reading
        self._period: PeriodReading | None = None
        self._outer: PeriodReading | None = None
        self._introduced = False
        self._outlook: PeriodReading | None = None
        self._basis: BasisReading | None = None
        self._block: Block | None = None
        self._dated = False
        self._announced: PeriodReading | None = None
        self._now = False
        self._sentence = 0
        dateline = reading.layout.dateline
        self._today: dt.date | None = dateline.date if dateline else None
        self._results = any(
            self._reporting(date, heading=True)
            for block in reading.layout.blocks
            if block.section in {"headline", "subhead", "lead"}
            for date in reading.dates
            if block.span.covers(date.span) and not date.comparison
        )

    def enter(self, sentence: Sentence, block: Block | None) -> None:
        """Note what the next sentence changes: a new part, a heading, a reporting period named."""
        if block is not self._block:
            if self._outer is not None and not _is_bullet(block):
                self._period, self._outer = self._outer, None
            if self._is_undated() and not (self._results or _is_bullet(block)):
                self._period = None  # what cannot be dated holds for its own paragraph
            if self._starts_anew(block) or self._runs_in(block):
                self._period, self._introduced, self._outlook = None, False, None
            elif self._is_day() and not (self._in_list() or _is_bullet(block)):
                self._period = None  # outside a list, a day holds for its own paragraph
            if block is not None and block.kind == "paragraph" and block.lead_in is None:
                self._announced = None
            if block is not None and block.kind == "bullet" and not self._in_list():
                self._basis = None
                self._period = self._of_lead_in(block)
                self._introduced = self._period is not None and block.lead_in is not None
            self._block = block
        self._sentence = sentence.span.start
        if self._announced is not None:  # by the sentence before
            self._outlook, self._announced = self._announced, None
        self._now = any(says_now(sentence, i) for i in range(len(sentence.kinds)))
        self._dated = any(self._reading.dates[i].type == "date" for i in sentence.dates)
        for index, position in sorted(sentence.dates.items(), key=lambda item: item[1]):
            date = self._reading.dates[index]
            if not self._reporting(date, heading=block is not None and block.kind == "heading"):
                continue
            compares = date.comparison or comparing_span(sentence, position) is not None
            if not compares and not sentence.figures:
                self._period = period_of(date, "")
        if sentence.dates:
            ahead = [self._reading.dates[i] for i in sentence.dates]
            long = [d for d in ahead if d.type == "period" or len(d.timex) == 4]
            if len(long) == 1 and looks_ahead(sentence):
                self._outlook = period_of(long[0], "")
            elif len(long) == 1 and not self._over(long[0]) and not self._reaches(long[0]):
                self._announced = period_of(long[0], "")

    def settle(
        self,
        figure: Quantity,
        context: Context,
        *,
        event: bool = False,
        aside: bool = False,
        first: bool = True,
    ) -> None:
        """Give the figure the period under discussion if it names none, or take its own over.

        An ``event`` is told in the past tense (`carried 388,000 guests`); the time of an
        ``aside``, a figure in brackets, is not gone on about; ``first`` says that no other figure
        stands before it in its sentence.
        """
        period = context.period
        if context.role == "change":
            self._carry_basis(context)
        if period is None:
            if context.modality == "expected" and not context.old:
                context.period = self._outlook
            if context.period is None and self._goes_on(figure, context, event):
                context.period = self._period
                if self._period is not None:
                    context.trace.append("period.topic")
            return
        if not (context.old or aside) and context.modality == "actual" and self._past(period):
            if self._takes_over(period, first=first):
                self._outer = self._period if self._within(period) else None
                self._period = period

    def _carry_basis(self, context: Context) -> None:
        """The lines of a list are measured against the same time, once one of them names it."""
        if context.basis is None and self._in_list():
            context.basis = self._basis
        elif context.basis is not None and context.basis.kind != "other":
            self._basis = context.basis

    def _starts_anew(self, block: Block | None) -> bool:
        before = self._block
        if before is None or block is None:
            return True
        if not self._results and not (block.kind == before.kind == "bullet"):
            return True
        if before.kind == "heading" and block.heading == before.span:
            return False
        if _part(block) != _part(before):
            return True
        heading = block.span if block.kind == "heading" else block.heading
        if self._is_results_heading(heading) or self._introduces(heading):
            return False
        return block.kind == "heading" or block.heading != before.heading

    def _is_results_heading(self, heading: Span | None) -> bool:
        """`Financial Highlights` goes on about the period that the lead has named."""
        if heading is None or any(heading.covers(date.span) for date in self._reading.dates):
            return False
        words = heading.of(self._reading.text).lower().rstrip(":").split()
        return bool(set(words) & role_words("results_noun"))

    def _introduces(self, heading: Span | None) -> bool:
        """`Passenger numbers were as follows:` leads over to what it goes on about."""
        text = heading.of(self._reading.text).rstrip() if heading is not None else ""
        words = text[:-1].lower().split()
        return text.endswith(":") and not role_words("leading_over").isdisjoint(words)

    def _runs_in(self, block: Block | None) -> bool:
        """`Royalties – Total revenue was $5 million`: a heading that runs into its paragraph."""
        if block is None or block.kind != "paragraph":
            return False
        return _RUN_IN.match(self._reading.text, block.span.start, block.span.end) is not None

    def _in_list(self) -> bool:
        return _is_bullet(self._block)

    def _is_undated(self) -> bool:
        period = self._period
        return period is not None and period.start is None and period.end is None

    def _is_day(self) -> bool:
        period = self._period
        return period is not None and period.start is not None and period.start == period.end

    def _of_lead_in(self, block: Block) -> PeriodReading | None:
        """A list goes on about the period its lead-in names, and about no other."""
        if block.lead_in is None:
            return self._period
        dates = [d for d in self._reading.dates if block.lead_in.covers(d.span)]
        named = [
            d
            for d in dates
            if d.type in {"date", "period"} and len(d.timex) <= 9 and not self._compares(d)
        ]
        if not named:
            return None if any(not self._compares(d) for d in dates) else self._period
        opening = self._reading.text[max(named[-1].span.start - 12, 0) : named[-1].span.start]
        return period_of(named[-1], opening.split()[-1].lower() if opening.split() else "")

    def _is_declared(self, concept: Span | None) -> bool:
        """A dividend is declared on a day, and for no time that the text goes on about."""
        text = concept.of(self._reading.text).lower() if concept is not None else ""
        return text.endswith(("dividend", "dividends", "distribution", "distributions"))

    def _is_measure(self, concept: Span | None) -> bool:
        """`production of 61,000 ounces`: a size that is told for a time, as a sum is."""
        words = concept.of(self._reading.text).lower().split() if concept is not None else []
        return bool(words) and words[-1] in role_words("measure_noun") - role_words("state_noun")

    def _named_here(self) -> bool:
        period, block = self._period, self._block
        return period is not None and block is not None and block.span.covers(period.span)

    def _takes_over(self, period: PeriodReading, *, first: bool) -> bool:
        """Whether another time is gone on about from here, and not named in passing.

        An earlier one as long is compared with, unless it opens its sentence; one within the time
        under discussion is a detail of it, unless the sentence's first figure names it.
        """
        now = self._period
        if now is None or now.start is None or now.end is None or self._opens(period):
            return True
        if period.start is None or period.end is None:
            return True
        if (
            period.end < now.end
            and abs((period.end - period.start) - (now.end - now.start)).days < 5
        ):
            return False
        if period.start == period.end and self._in_list() and now.start != now.end:
            return self._as_of(period)  # busiest day: 19 July
        inside = now.start <= period.start and period.end <= now.end
        return first or not inside or period.start == period.end

    def _within(self, period: PeriodReading) -> bool:
        """Whether it is a month of the time under discussion: a detail, for its paragraph."""
        now = self._period
        if now is None or now.start is None or now.end is None:
            return False
        if period.start is None or period.end is None:
            return False
        inside = now.start <= period.start and period.end <= now.end
        return inside and (period.end - period.start).days <= 31 < (now.end - now.start).days

    def _as_of(self, period: PeriodReading) -> bool:
        before = self._reading.text[max(period.span.start - 8, 0) : period.span.start].lower()
        return before.split()[-2:-1] == ["as"] or before.split()[-1:] == ["at"]

    def _opens(self, period: PeriodReading) -> bool:
        start = self._sentence
        return period.span.start <= start or (
            not any(c in ".,;" for c in self._reading.text[start : period.span.start])
            and len(self._reading.text[start : period.span.start].split()) <= 3
        )

    def _compares(self, date: DateMention) -> bool:
        """`as follows, compared with 2023:`: named only to compare with."""
        before = self._reading.text[max(date.span.start - 20, 0) : date.span.start]
        return date.comparison or _COMPARING.search(before) is not None

    def _reaches(self, date: DateMention) -> bool:
        """`enough to fund operations into 2027`: how far, and no time that is spoken of."""
        before = self._reading.text[max(date.span.start - 20, 0) : date.span.start].lower()
        return not {"into", "until", "through", "till", "to"}.isdisjoint(before.split()[-2:])

    def _over(self, date: DateMention) -> bool:
        """Whether a time is over at the release's date, as far as both are known."""
        return date.end is None or self._today is None or date.end <= self._today

    def _past(self, period: PeriodReading) -> bool:
        if (period.start is None) != (period.end is None):
            return False  # since 2018, by 2027: no time to go on about
        if period.start is None and self._is_passing(period):
            return False
        return period.end is None or self._today is None or period.end <= self._today

    def _is_passing(self, period: PeriodReading) -> bool:
        """`over the past month`, `this morning`, in a text without a date of its own."""
        timexes = [date.timex for date in self._reading.dates if date.span == period.span]
        return any(timex.startswith(("P", "FUTURE", "XXXX-WXX", "XXXX-XX")) for timex in timexes)

    def _reporting(self, date: DateMention, *, heading: bool) -> bool:
        """Quarters, halves, fiscal years; in a heading any year too."""
        past = date.end is None or self._today is None or date.end <= self._today
        if date.type == "period":
            days = (date.end - date.start).days if date.start and date.end else 90
            return past and not date.timex.startswith("P") and days >= 27
        return past and heading and date.type == "date" and len(date.timex) <= 7

    def _goes_on(self, figure: Quantity, context: Context, event: bool) -> bool:
        """Amounts and percentages of a statement about results; never a forecast or old value."""
        if context.old or (context.modality != "actual" and not self._introduced):
            return False
        if context.role == "from" or (self._block and self._block.section == "boilerplate"):
            return False
        if self._now or self._is_declared(context.concept):
            return False
        if context.rule("concept") == "concept.age":
            return False
        if self._reading.layout.quote_at(figure.span.start) is not None:
            return self._named_here()
        if self._dated and self._is_day():
            return False  # a sentence with a day of its own goes on about no other
        labelled = self._in_list() and "concept.label" in context.trace
        if figure.kind in {"count", "measurement"}:
            moved = context.direction is not None or event or labelled
            return moved or self._is_measure(context.concept)
        if figure.kind == "multiple":
            return context.direction is not None
        return figure.kind in {"money", "percentage", "ratio"}


_COMPARING = re.compile(r"\b(?:compared (?:to|with)|versus|vs\.?|against|than|from)\s*$")

# Up to eight words, most in title case, and a dash before the sentence's capital.
_RUN_IN = re.compile(r"[A-Z][\w&']*(?: (?:[A-Z][\w&']*|and|of|the|in|for)){0,7} [–—-] (?=[A-Z])")


def _is_bullet(block: Block | None) -> bool:
    return block is not None and block.kind == "bullet"


def _part(block: Block) -> str:
    """Lead and body are one part, so are headline and subheads; the rest are their own."""
    if block.section in {"headline", "subhead"}:
        return "headline"
    return "body" if block.section in {"lead", "body", "quote"} else block.section
