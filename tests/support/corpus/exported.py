"""Companies written as exports of single systems, with everything real exports have in them."""

from __future__ import annotations

import csv
from dataclasses import dataclass, field, replace
from datetime import datetime
from io import StringIO
from itertools import pairwise
from random import Random
from typing import TYPE_CHECKING, Any

from support.corpus.dialects import AMOUNTS, DAYS, DIALECTS, KEYS, MOMENTS, ODD_STAGES, SAME
from support.corpus.planted import MIDNIGHT, Company, Plan, planted
from support.exports.books import xlsx

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from support.corpus.dialects import Dialect
    from support.corpus.planted import Sale

CURRENCIES = {"EUR": "€", "USD": "$", "CHF": "CHF", "PLN": "zł", "GBP": "£"}
OUTCOMES = ("stage", "flags", "odd", "contradiction")
MONEY = ("none", "column", "sign", "mixed", "converted")
LINES = ("title", "footer", "total", "header", "short", "blank")
YES_NO = {"en": ("true", "false"), "de": ("Ja", "Nein")}
EN, DE = "en", "de"


@dataclass(frozen=True)
class Way:
    """What an export does besides its dialect; every choice that was made.

    Attributes:
        outcome: what says how a deal ended: the stage alone, flags beside stages nobody knows,
            such stages alone, or a flag that contradicts the stage of a few rows.
        money: how the currency is written: not at all, in a column, as a sign; several, with or
            without a converted amount beside.
        amounts: how numbers are written.
        keys: the form of keys in leads, and in everything else.
        lines: what stands between, above and below the rows, see `LINES`.
        parts: in how many files deals come; negative: one for each way they ended.
        twice: whether the parts overlap.
        beside: further tables: touches, handovers, costs.
        converts: whether leads say when they became a deal.
        delimiter, encoding, quoted, book, native: how files are written; a native workbook holds
            numbers and days, another one texts.
        leads: whether there is a file of leads.
    """

    outcome: str = "stage"
    money: str = "column"
    amounts: str = "plain"
    keys: tuple[str, str] = ("number", "number")
    lines: tuple[str, ...] = ()
    parts: int = 1
    twice: bool = False
    beside: tuple[str, ...] = ()
    converts: bool = False
    delimiter: str = ","
    encoding: str = "utf-8"
    quoted: bool = False
    book: bool = False
    native: bool = False
    leads: bool = True


@dataclass(frozen=True)
class Listing:
    """One table as it is written.

    Attributes:
        name: of the file, without its ending.
        header, rows: texts, and of native workbooks numbers and moments.
        above, below: lines around it.
    """

    name: str
    header: tuple[str, ...]
    rows: list[list[Any]]
    above: list[list[str]] = field(default_factory=list)
    below: list[list[str]] = field(default_factory=list)

    @property
    def lines(self) -> list[list[Any]]:
        """Everything, from the first line on."""
        return [*self.above, list(self.header), *self.rows, *self.below]


@dataclass(frozen=True)
class Exported:
    """An export, and what it says.

    Attributes:
        system: name of the dialect.
        seed: from which it was drawn.
        way: how it was written.
        files: name to content.
        stated: the company as far as the export states it.
        currency: in which sums are; ``XXX`` where nobody says it.
        unclear: whether only a person can say how its deals ended.
    """

    system: str
    seed: int
    way: Way
    files: dict[str, bytes]
    stated: Company
    currency: str
    unclear: bool

    def __repr__(self) -> str:
        return f"exported({self.system!r}, {self.seed})  # {self.way}"


def exported(system: str, seed: int, size: tuple[int, int] | None = None, **fixed: Any) -> Exported:
    """Return an export of chance of one system.

    Args:
        system: key of `DIALECTS`.
        seed: of everything that is drawn.
        size: how many leads and deals; of chance where absent.
        fixed: choices of `Way` that are not drawn.
    """
    rng = Random(f"{system} {seed}")  # noqa: S311 - a test, no secret
    dialect = DIALECTS[system]
    way = replace(_way(rng, dialect), **fixed)
    own = rng.choice(("EUR", "USD", "CHF")) if way.money in ("column", "sign") else "EUR"
    others = ("USD", "CHF") if way.money in ("mixed", "converted") else ()
    plan = Plan(
        *(size or (rng.randint(60, 120), rng.randint(60, 130))),
        (own, *others),
        refunds=rng.random() < 1 / 3,
        silent=rng.random() < 1 / 3,
    )
    return Writer(system, seed, dialect, way, planted(rng, plan), rng).export()


def _way(rng: Random, dialect: Dialect) -> Way:
    outcomes = OUTCOMES if "won" in dialect.flags else ("stage", "odd")
    likely = [12, 4, 1, 1] if "won" in dialect.flags else [12, 1]
    money = [one for one in MONEY if one != "converted" or "converted" in dialect.sales]
    book = dialect.book and rng.random() < 2 / 3
    encoding = "utf-8" if book else rng.choice(dialect.encodings)
    forms = [
        one
        for one in SAME.get(dialect.keys, (dialect.keys,))
        if one not in ("mark", "unseen") or encoding != "cp1252"
    ]
    other = rng.choice(forms) if rng.random() < 1 / 2 else dialect.keys
    lines = rng.sample(LINES, rng.choice((0, 0, 1, 1, 2, 3)))
    return Way(
        rng.choices(outcomes, likely)[0],
        rng.choices(money, [1, 3, 2, 1, 2][: len(money)])[0],
        rng.choice(dialect.amounts),
        (dialect.keys, other),
        tuple(sorted(lines)),
        rng.choice((1, 1, 1, 2, 3, -1)),
        rng.random() < 1 / 3,
        tuple(one for one in ("touches", "handovers", "costs") if rng.random() < 1 / 2),
        "converted_at" in dialect.people and rng.random() < 1 / 2,
        rng.choice(dialect.delimiters),
        encoding,
        rng.random() < 1 / 4,
        book,
        rng.random() < 1 / 2,
    )


@dataclass(frozen=True)
class Writer:
    """Writes one company in one way."""

    system: str
    seed: int
    dialect: Dialect
    way: Way
    company: Company
    rng: Random

    def export(self) -> Exported:
        """Return the files, and what they state."""
        listings = [*self._people(), *self._sales()]
        listings += [getattr(self, f"_{name}")() for name in self.way.beside]
        signless = self.way.money == "sign" and self._native
        unnamed = self.way.money in ("none", "mixed") or signless
        currency = "XXX" if unnamed else self.company.currency
        return Exported(
            self.system,
            self.seed,
            self.way,
            self._files([self._disturbed(one) for one in listings]),
            self._stated(),
            currency,
            self.way.outcome in ("odd", "contradiction"),
        )

    @property
    def _lang(self) -> str:
        return DE if self.dialect.german else EN

    @property
    def _native(self) -> bool:
        return self.way.book and self.way.native

    # What stands in a cell.

    def _key(self, kind: str, number: int | None, *, at_home: bool = False) -> str:
        form = self.way.keys[0] if at_home else self.way.keys[1]
        return "" if number is None else KEYS[form](kind, number)

    def _account(self, number: int | None) -> str:
        if number is None:
            return ""
        if self.dialect.keys in ("fifteen", "eighteen", "zeros", "number", "zoho"):
            return KEYS[self.dialect.keys]("account", 400_000 + number)
        return f"Muster {number} GmbH"

    def _cut(self, at: datetime | None, name: str) -> datetime | None:
        """Return a moment as exactly as the export writes it."""
        if at is None or (self.dialect.moment and name not in self.dialect.day_only):
            return at
        return datetime.combine(at, MIDNIGHT)

    def _moment(self, at: datetime | None, name: str = "created_at") -> Any:
        if at is None:
            return ""
        if self._native:
            return self._cut(at, name)
        if self.dialect.moment and name not in self.dialect.day_only:
            return MOMENTS[self.dialect.moment](at)
        return DAYS[self.dialect.day](at)

    def _cents(self, cents: int | None) -> int | None:
        """Return an amount as exactly as the export writes it."""
        if cents is None or not self.way.amounts.endswith("whole"):
            return cents
        return (abs(cents) // 100 * 100) * (-1 if cents < 0 else 1)

    def _amount(self, cents: int | None, currency: str = "") -> Any:
        cents = self._cents(cents)
        if cents is None:
            return ""
        if self._native:
            return cents / 100
        text = AMOUNTS[self.way.amounts](cents)
        if self.way.money != "sign" or not currency:
            return text
        return f"{text} {CURRENCIES[currency]}" if self.dialect.german else f"{currency} {text}"

    # Tables.

    def _people(self) -> list[Listing]:
        if not self.way.leads:
            return []
        there = {
            k: v for k, v in self.dialect.people.items() if k != "converted_at" or self.way.converts
        }
        rows = []
        for one in self.company.people:
            cells = {
                "contact_id": self._key("contact", one.key, at_home=True),
                "created_at": self._moment(one.seen),
                "source": self.dialect.sources[one.source] if one.source else "",
                "account_id": self._account(one.account),
                "converted_at": self._moment(one.converted, "converted_at"),
            }
            rows.append([*(cells[name] for name in there), f"person{one.key}@example.com"])
        name = "Kontakte" if self.dialect.german else "Contacts"
        mail = "E-Mail" if self.dialect.german else "Email"
        return [Listing(name, (*there.values(), mail), rows)]

    def _stage(self, one: Sale) -> str:
        if one.status is None:
            return ""
        stages = ODD_STAGES if self.way.outcome in ("flags", "odd") else self.dialect.stages
        words = stages[one.status]
        return words[one.key % len(words)]

    def _flags(self, one: Sale) -> dict[str, str]:
        """Return the flags of a deal by header; those that say nothing where nobody knows."""
        if (
            self.way.outcome not in ("flags", "contradiction")
            and "active" not in self.dialect.flags
        ):
            return {}
        yes, no = YES_NO[self._lang]
        contrary = self.way.outcome == "contradiction" and one.key % 9 == 0
        truth = {
            "won": (one.status == "won") != (contrary and one.status == "won"),
            "closed": one.status in ("won", "lost"),
            "active": one.status != "lost",
        }
        return {
            header: "" if one.status is None else (yes if truth[role] else no)
            for role, header in self.dialect.flags.items()
        }

    def _sale(self, one: Sale) -> dict[str, Any]:
        names, way = self.dialect.sales, self.way
        closed = one.closed if one.status != "open" or self.dialect.plans else None
        cells = {
            "deal_id": self._key("deal", one.key, at_home=True),
            "status": self._stage(one),
            "value": self._amount(one.cents, one.currency),
            "created_at": self._moment(one.opened),
            "closed_at": self._moment(closed, "closed_at"),
            "contact_id": self._key("contact", one.person),
            "account_id": self._account(one.account),
        }
        if way.money in ("column", "mixed", "converted"):
            cells["currency"] = one.currency
        if way.money == "converted":
            cells["converted"] = self._amount(one.converted)
        row = {names[name]: cell for name, cell in cells.items()} | self.dialect.beside
        if self.dialect.lost_reason:
            row[self.dialect.lost_reason] = "Price" if one.status == "lost" else ""
        if self.dialect.dates:
            won, lost = self.dialect.dates
            row[won] = cells["closed_at"] if one.status == "won" else ""
            row[lost] = cells["closed_at"] if one.status == "lost" else ""
        return row | self._flags(one)

    def _sales(self) -> list[Listing]:
        rows = [(one, self._sale(one)) for one in self.company.sales]
        name = "Verkaufschancen" if self.dialect.german else "Deals"
        if self.way.parts == 1:
            return [_listing(name, [row for _, row in rows])]
        if self.way.parts < 0:
            groups: dict[str, list[Any]] = {one.status or "open": [] for one, _ in rows}
            for one, row in rows:
                groups[one.status or "open"].append(row)
            return [_listing(f"{name}_{n}", part) for n, part in enumerate(groups.values(), 1)]
        size = -(-len(rows) // self.way.parts)
        pieces = [[row for _, row in rows[at : at + size]] for at in range(0, len(rows), size)]
        if self.way.twice:
            pieces = [
                pieces[0],
                *(before[-2:] + part for before, part in pairwise(pieces)),
            ]
        return [_listing(f"{name}_{n}", part) for n, part in enumerate(pieces, 1)]

    def _touches(self) -> Listing:
        words = {
            EN: (
                "Activities",
                "Activity ID",
                "Contact ID",
                "Activity Date",
                "Side",
                "Activity Type",
                "Human",
            ),
            DE: (
                "Aktivitäten",
                "Aktivitäts-ID",
                "Kontakt-ID",
                "Aktivitätsdatum",
                "Bereich",
                "Aktivitätstyp",
                "Persönlich",
            ),
        }[self._lang]
        yes, no = YES_NO[self._lang]
        sides = {"sales": "Vertrieb", "marketing": "Marketing"} if self.dialect.german else {}
        rows = [
            [
                str(t.key),
                self._key("contact", t.person),
                self._moment(t.at),
                sides.get(t.side, t.side),
                t.kind,
                yes if t.human else no,
            ]
            for t in self.company.touches
        ]
        return Listing(words[0], words[1:], rows)

    def _handovers(self) -> Listing:
        words = {
            EN: (
                "Handovers",
                "Handoff ID",
                "Contact ID",
                "Handed over on",
                "Decided on",
                "Outcome",
                "Rejection Reason",
            ),
            DE: (
                "Übergaben",
                "Übergabe-ID",
                "Kontakt-ID",
                "Übergeben am",
                "Entschieden am",
                "Entscheidung",
                "Ablehnungsgrund",
            ),
        }[self._lang]
        said = {"accepted": "angenommen", "rejected": "abgelehnt"} if self.dialect.german else {}
        rows = [
            [
                str(h.key),
                self._key("contact", h.person),
                self._moment(h.handed),
                self._moment(h.decided),
                said.get(h.outcome or "", h.outcome or ""),
                (h.reason or "").replace("_", " "),
            ]
            for h in self.company.handovers
        ]
        return Listing(words[0], words[1:], rows)

    def _costs(self) -> Listing:
        words = {
            EN: ("Costs", "Month", "Side", "Kind of cost", "Amount"),
            DE: ("Kosten", "Monat", "Bereich", "Kostenart", "Betrag"),
        }[self._lang]
        sides = {"sales": "Vertrieb", "marketing": "Marketing"} if self.dialect.german else {}
        kinds = {"people": "Personal", "media": "Werbung", "events": "Messen", "tools": "Software"}
        rows = [
            [
                self._month(c.month),
                sides.get(c.side, c.side),
                kinds[c.kind] if self.dialect.german else c.kind,
                self._amount(c.cents),
            ]
            for c in self.company.costs
        ]
        return Listing(words[0], words[1:], rows)

    def _month(self, month: date) -> Any:
        return datetime.combine(month, MIDNIGHT) if self._native else f"{month:%Y-%m}"

    # Lines that are no rows, and files.

    def _disturbed(self, one: Listing) -> Listing:
        if not one.name.startswith(("Deals", "Verkaufschancen")):
            return one
        lines, rows, width = self.way.lines, list(one.rows), len(one.header)
        above: list[list[str]] = []
        below: list[list[str]] = []
        if "title" in lines:
            above = [["Auswertung" if self.dialect.german else "Report"], []]
        if "header" in lines and len(rows) > 4:
            rows.insert(len(rows) // 2, list(one.header))
        if "blank" in lines and len(rows) > 4:
            rows.insert(len(rows) // 3, [""] * width)
        if "total" in lines:
            place = one.header.index(self.dialect.sales["value"])
            cents = sum(sale.cents or 0 for sale in self.company.sales)
            total = [""] * width
            total[0] = "Summe" if self.dialect.german else "Total"
            total[place] = self._amount(cents, self.company.currency)
            below.append(total)
        if "footer" in lines:
            below += [[], *([line] for line in self.dialect.footer)]
        if "short" in lines and not self.way.book:
            rows = [_cut_off(row) for row in rows]
        return replace(one, rows=rows, above=above, below=below)

    def _files(self, listings: Sequence[Listing]) -> dict[str, bytes]:
        if self.way.book:
            return {f"{one.name}.xlsx": xlsx(**{one.name[:30]: one.lines}) for one in listings}
        return {f"{one.name}.csv": self._csv(one) for one in listings}

    def _csv(self, one: Listing) -> bytes:
        text = StringIO(newline="")
        quoting: Any = csv.QUOTE_ALL if self.way.quoted else csv.QUOTE_MINIMAL
        end = "\r\n" if self.rng.random() < 1 / 2 else "\n"
        writer = csv.writer(text, delimiter=self.way.delimiter, quoting=quoting, lineterminator=end)
        writer.writerows(one.lines)
        return text.getvalue().encode(self.way.encoding)

    # What it all states.

    def _stated(self) -> Company:
        people = tuple(
            replace(
                one,
                seen=self._cut(one.seen, "created_at") or one.seen,
                converted=self._cut(one.converted, "converted_at") if self.way.converts else None,
            )
            for one in self.company.people
        )
        touches = tuple(
            replace(one, at=self._cut(one.at, "happened_at") or one.at)
            for one in self.company.touches
        )
        handovers = tuple(
            replace(
                one,
                handed=self._cut(one.handed, "handed_at") or one.handed,
                decided=self._cut(one.decided, "decided_at"),
            )
            for one in self.company.handovers
        )
        beside = self.way.beside
        return Company(
            self.company.currency,
            people,
            tuple(map(self._stated_sale, self.company.sales)),
            touches if "touches" in beside else (),
            handovers if "handovers" in beside else (),
            tuple(replace(c, cents=self._cents(c.cents) or 0) for c in self.company.costs)
            if "costs" in beside
            else (),
        )

    def _stated_sale(self, one: Sale) -> Sale:
        cents = {"converted": one.converted, "mixed": None}.get(self.way.money, one.cents)
        return replace(
            one,
            opened=self._cut(one.opened, "created_at") or one.opened,
            closed=self._cut(one.closed, "closed_at") if one.status != "open" else None,
            cents=self._cents(cents),
        )


def _listing(name: str, rows: Sequence[dict[str, Any]]) -> Listing:
    return Listing(name, tuple(rows[0]), [list(row.values()) for row in rows])


def _cut_off(row: list[Any]) -> list[Any]:
    """Return a row without the empty cells at its end, as spreadsheets write it."""
    filled = [place for place, cell in enumerate(row) if cell != ""]
    return row[: max(filled, default=0) + 1]
