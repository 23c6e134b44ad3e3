"""How page 1 of the charter is worded, from the fullest to the shortest.

Whoever sets the page takes the fullest poster that fits. What a shorter one leaves out is named on
it, and stands in the annex in any case.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from workshop.charter.document import OPENING
from workshop.charter.poster import Item, Part, Poster, Stamp
from workshop.charter.sentences import changes_counted, exercise_notice, open_parts, who_until
from workshop.side import SIDES
from workshop.words import N_, Words

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from workshop.charter.document import Charter, Signatures
    from workshop.side import Side

MOST = 10**6
FOR: dict[Side, str] = {"sales": N_("for sales"), "marketing": N_("for marketing")}
PROMISED: dict[Side, str] = {
    "sales": N_("Sales promises"),
    "marketing": N_("Marketing promises"),
}


@dataclass(frozen=True)
class Detail:
    """How much of everything a poster says.

    Attributes:
        fine: whether it says more than who, what and when.
        length: characters of one text.
        entries: of one part.
        names: of those who signed beside the two.
    """

    fine: bool = True
    length: int = MOST
    entries: int = MOST
    names: int = 12


DETAILS = (
    Detail(),
    Detail(fine=False),
    Detail(fine=False, length=220, entries=10, names=8),
    Detail(fine=False, length=130, entries=8, names=6),
    Detail(fine=False, length=80, entries=8, names=4),
    Detail(fine=False, length=44, entries=8, names=3),
)


def posters(charter: Charter) -> tuple[Poster, ...]:
    """Return page 1 of a charter, the fullest first."""
    whole = _Maker(charter, DETAILS[0])
    return tuple(_Maker(charter, detail).poster(whole.parts()) for detail in DETAILS)


class _Maker:
    """Makes the poster of a charter at one level of detail."""

    def __init__(self, charter: Charter, detail: Detail) -> None:
        self.charter, self.detail, self.words = charter, detail, Words(charter.lang)

    def poster(self, whole: tuple[Part, ...]) -> Poster:
        charter, words, signatures = self.charter, self.words, self.charter.signatures
        parts = self.parts()
        short = [a.title for a, b in zip(parts, whole, strict=True) if a != b]
        customer = self._cut(charter.customer, 2)
        if customer != _line(charter.customer):
            short.insert(0, words("What our customers notice"))
        line = self._line()
        if line != self._line(whole=True):
            short.insert(0, words("How we introduce ourselves"))
        team = self._cut(charter.team)
        title = words("Our shared charter")
        return Poster(
            kicker=words("Sales and marketing round one table"),
            title=f"{title} · {team}" if team else title,
            version=self._version(),
            label=words(OPENING) if customer else "",
            customer=customer,
            line=line,
            columns=_columns(parts),
            stamps=(self._stamp("sales"), self._stamp("marketing")),
            signed=self._cut(signatures.day) if signatures else words("Not signed yet."),
            beside=tuple(self._beside(signatures)) if signatures else (),
            reunion=self._reunion(),
            notices=tuple(self._notices()),
            feet=tuple(self._feet(short)),
        )

    def parts(self) -> tuple[Part, ...]:
        """Return every part, those without entries as well."""
        words, charter = self.words, self.charter
        promises = {side: words(label) for side, label in PROMISED.items()}
        given = {
            side: [promise for promise in charter.promises if promise.side == side]
            for side in SIDES
        }
        nobodys = [promise for promise in charter.promises if promise.side is None]
        return (
            self._part(words("Our terms"), (Item(t.label, t.sentence) for t in charter.terms)),
            *(
                self._part(
                    promises[side],
                    (Item("", each.text, "", (each.baseline,), side) for each in given[side]),
                )
                for side in SIDES
            ),
            self._part(
                words("Our promises"),
                (Item(each.giver, each.text, "", (each.baseline,)) for each in nobodys),
            ),
            self._part(words("Our numbers"), self._kpis()),
            self._part(words("What we’re trying"), self._experiments()),
            self._part(words("What we’ll do"), self._actions()),
            self._part(words("Our rituals"), self._rituals()),
            self._part(words("Where we stay different"), map(_difference, charter.differences)),
        )

    def _part(self, title: str, items: Iterable[Item]) -> Part:
        kept = tuple(self._shortened(item) for item in items)
        more = len(kept) - self.detail.entries
        if more > 0:
            note = self.words.plural("and {n} more", "and {n} more", more)
            kept = (*kept[: self.detail.entries], Item(text=note))
        return Part(title, kept)

    def _shortened(self, item: Item) -> Item:
        return replace(
            item,
            title=self._cut(item.title),
            text=self._cut(item.text),
            big=self._cut(item.big, 0.5),
            notes=tuple(self._cut(note) for note in item.notes if note),
            sales=self._cut(item.sales, 0.5),
            marketing=self._cut(item.marketing, 0.5),
        )

    def _kpis(self) -> Iterator[Item]:
        then = self.words("When we decided:")
        for kpi in self.charter.kpis:
            yield Item(
                title=kpi.label,
                big=kpi.target,
                notes=(_said(then, kpi.value.strip("–")),),  # why there is none says the annex
                sales=kpi.sales_owner,
                marketing=kpi.marketing_owner,
            )

    def _experiments(self) -> Iterator[Item]:
        words = self.words
        for each in self.charter.experiments:
            who = who_until(each.owner, each.partner, each.until, words)
            seen = _said(words("We’ll see it in:"), each.seen_in)
            today = _said(words("Today:"), each.today), _said(words("Good would be:"), each.good)
            fine = (
                _said(words("So that:"), each.so_that),
                " · ".join(part for part in (seen, *today) if part),
                _said(words("Done when:"), each.done_when),
            )
            yield Item(each.what, "", "", (who, *(fine if self.detail.fine else ())))

    def _actions(self) -> Iterator[Item]:
        words = self.words
        for each in self.charter.actions:
            who = f"{each.owner}, {words('by {day}', day=each.due)}"
            done = _said(words("Done when:"), each.done_when)
            yield Item(each.what, "", "", (who, done) if self.detail.fine else (who,))

    def _rituals(self) -> Iterator[Item]:
        words = self.words
        for each in self.charter.rituals:
            when = f"{each.cadence}, {each.minutes}"
            first = words("first on {day}", day=each.first) if each.first else ""
            host = words("{host} invites", host=each.host) if each.host else ""
            notes = (" · ".join(part for part in (first, host) if part),)
            yield Item(each.name, when, "", notes if self.detail.fine else (first,))

    def _line(self, *, whole: bool = False) -> str:
        """Return with which line both sides introduce the company; empty where there is none."""
        line = _line(self.charter.line) if whole else self._cut(self.charter.line, 2)
        return self.words("That’s who we are: {line}", line=line) if line else ""

    def _version(self) -> str:
        charter, words = self.charter, self.words
        number = words("Version {n}", n=charter.version) if charter.version else words("Draft")
        day = self._cut(charter.signatures.day) if charter.signatures else ""
        return f"{number} · {day}" if day.strip("–") else number

    def _stamp(self, side: Side) -> Stamp:
        words, signatures = self.words, self.charter.signatures
        note = words(FOR[side])
        if signatures is None:
            return Stamp(side, "", note)
        if signatures.played == side:
            note = f"{note}, {words('played by the kit')}"
        role = signatures.sales if side == "sales" else signatures.marketing
        return Stamp(side, self._cut(role), note)

    def _beside(self, signatures: Signatures) -> Iterator[tuple[str, str]]:
        words = self.words
        if signatures.others:
            yield words("Also signed by:"), self._names(signatures.others)
        if signatures.sponsor:
            yield words("Has our back:"), self._cut(signatures.sponsor, 2)
        if signatures.witnesses:
            yield words("Witnesses:"), self._names(signatures.witnesses)

    def _names(self, names: tuple[str, ...]) -> str:
        shown = [self._cut(name) for name in names[: self.detail.names]]
        more = len(names) - len(shown)
        last = [self.words.plural("and {n} more", "and {n} more", more)] if more else []
        return ", ".join([*shown, *last])

    def _reunion(self) -> tuple[str, ...]:
        signatures = self.charter.signatures
        if signatures is None or not signatures.reunion:
            return ()
        return self.words("We meet again on"), self._cut(signatures.reunion)

    def _notices(self) -> Iterator[str]:
        if self.charter.exercise:
            yield exercise_notice(self.charter, self.words)
        yield from (self._cut(sentence, 3) for sentence in self.charter.unread[:3])

    def _feet(self, short: list[str]) -> Iterator[str]:
        words, charter = self.words, self.charter
        if still_open := open_parts(charter, words):
            yield " ".join(still_open)
        if short:
            parts = ", ".join(words("“{value}”", value=part) for part in dict.fromkeys(short))
            yield words("Shortened to fit this page, in full in the annex: {parts}.", parts=parts)
        if charter.since:
            yield changes_counted(charter, words)
        yield words(
            "In the annex: the rules as sentences and as SQL, caveats, every objection, and how "
            "the numbers were counted."
        )
        yield words("Calculated from: {data}", data=self._cut(charter.data, 2))

    def _cut(self, text: str, times: float = 1) -> str:
        """Return a text on one line, cut at a word where it is longer than there is room for."""
        line, most = _line(text), int(self.detail.length * times)
        if len(line) <= most:
            return line
        kept = line[: most - 1]
        whole = kept.rpartition(" ")[0]
        return f"{(whole if len(whole) > most // 2 else kept).rstrip(' ,;:–-')} …"


def _difference(text: str) -> Item:
    return Item(text=text)


def _said(label: str, text: str) -> str:
    return f"{label} {text}" if text.strip() else ""


def _line(text: str) -> str:
    return " ".join(text.split())


def _columns(parts: tuple[Part, ...]) -> tuple[tuple[Part, ...], ...]:
    """Return the parts side by side: terms, promises, numbers, and what is done about it."""
    terms, sales, marketing, nobodys, kpis, *doing = parts
    beside = ((terms,), (sales, marketing, nobodys), (kpis,), tuple(doing))
    filled = (tuple(part for part in column if part.items) for column in beside)
    return tuple(column for column in filled if column)
