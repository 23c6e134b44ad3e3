"""One company, exported twice: in clean files, and in parts with keys in other forms."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise
from typing import TYPE_CHECKING

import pandas as pd
from hypothesis import given, settings
from hypothesis import strategies as st
from support.exports.brought import export, taken_in
from support.run.profiles import examples

from workshop.crm.crm import Crm
from workshop.crm.ibis_engine import IbisEngine
from workshop.crm.intake.dialogue.proposal import propose
from workshop.crm.intake.doubt import Topic
from workshop.kpis.catalogue.answers import ask_all
from workshop.kpis.core.scope import Scope

if TYPE_CHECKING:
    from collections.abc import Callable

    from workshop.crm.intake.dialogue.proposal import Proposal

KPIS = ("lead_to_won", "lead_to_deal", "eventual_conversion", "win_rate", "won_value")
START, WINDOW = date(2025, 1, 1), 180
NUMBERS: dict[str, Callable[[str], str]] = {
    "plain": lambda key: key,
    "zeros": lambda key: key.zfill(10),
    "decimals": lambda key: f"{key}.0",
    "mark": lambda key: f"\ufeff{key}",
    "unseen": lambda key: f"{key}\u200b",
}
LETTERS: dict[str, Callable[[str], str]] = {
    "plain": lambda key: f"003Ab0000{key.zfill(6)}",
    "eighteen": lambda key: f"003Ab0000{key.zfill(6)}AAX",
    "blank": lambda key: f"003Ab0000 {key.zfill(6)}",
    "small": lambda key: f"003ab0000{key.zfill(6)}",
}
SYSTEMS = {"numbers": NUMBERS, "letters": LETTERS}


@dataclass(frozen=True)
class Company:
    """Leads by the day they were seen, and deals: lead, days until opened and closed, won."""

    leads: tuple[int, ...]
    deals: tuple[tuple[int, int, int, bool], ...]

    def contacts(self, written: Callable[[str], str], places: range) -> str:
        """Return some leads as a file."""
        lines = (
            f"{written(str(101 + n))},{START + timedelta(days=self.leads[n])},Web\n" for n in places
        )
        return "Contact ID,Create Date,Lead Source\n" + "".join(lines)

    def sold(self, written: Callable[[str], str], places: range) -> str:
        """Return some deals as a file."""
        lines = []
        for n in places:
            lead, opened, closed, won = self.deals[n]
            first = START + timedelta(days=self.leads[lead] + opened)
            last = first + timedelta(days=closed)
            stage = "Closed Won" if won else "Closed Lost"
            lines.append(f"{500 + n},{written(str(101 + lead))},{stage},{100 + n},{first},{last}\n")
        head = "Deal ID,Contact ID,Deal Stage,Amount,Create Date,Close Date\n"
        return head + "".join(lines)


@st.composite
def companies(draw: st.DrawFn) -> Company:
    """Draw forty to sixty leads, about half of them with deals, the first closed at once."""
    leads = draw(st.lists(st.integers(2, 200), min_size=40, max_size=60))
    deal = st.tuples(
        st.integers(0, len(leads) - 1), st.integers(0, 60), st.integers(0, 200), st.booleans()
    )
    deals = draw(st.lists(deal, min_size=20, max_size=40))
    # The records begin before the leads, so that none lies before the first outcome.
    return Company((0, *leads), ((0, 0, 0, False), *deals))


@st.composite
def cuts(draw: st.DrawFn, n: int) -> list[range]:
    """Cut n rows into one to three parts, none of them empty."""
    inner = draw(st.sets(st.integers(1, n - 1), max_size=2))
    edges = [0, *sorted(inner), n]
    return [range(a, b) for a, b in pairwise(edges)]


def agreed(proposal: Proposal) -> Proposal:
    """Return a proposal whose parts nobody need be asked about."""
    parts = [one for one in proposal.doubts if one.topic is Topic.PARTS]
    assert [] == [one for one in parts if one.unasked is None]
    return proposal


def figures(files: dict[str, str]) -> dict[str, tuple[object, ...]]:
    """Return the KPIs of an export, as it comes in without a question."""
    intake = taken_in(agreed(propose(export(**files))).mapping, private=True, **files)
    data = Crm(IbisEngine(intake.connection), "x", "EUR", intake.as_of, intake.report)
    return {one.name: (one.value, one.numerator, one.n) for one in ask_all(Scope.of(data), KPIS)}


def by_hand(company: Company) -> tuple[int, int]:
    """Return how many mature leads won within the window, and how many there are, with pandas."""
    leads = pd.DataFrame({"seen": company.leads})
    deals = pd.DataFrame(company.deals, columns=["lead", "opened", "closed", "won"])
    deals["at"] = deals.lead.map(leads.seen) + deals.opened + deals.closed
    last = max(leads.seen.max(), deals["at"].max())
    mature = leads[leads.seen + WINDOW < last + 1]
    wins = deals[deals.won].merge(mature, left_on="lead", right_index=True)
    won = wins[wins["at"] - wins.seen <= WINDOW].lead.nunique()
    return int(won), len(mature)


@settings(max_examples=examples(5))
@given(st.data())
def test_parts_and_forms_change_no_number(data: st.DataObject) -> None:
    """Whatever the files and whatever the forms of the keys: the same KPIs, the right ones."""
    company = data.draw(companies())
    forms = SYSTEMS[data.draw(st.sampled_from(sorted(SYSTEMS)))]
    some = st.sampled_from(sorted(forms))
    plain, everybody = forms["plain"], range(len(company.leads))
    clean = figures(
        {
            "contacts": company.contacts(plain, everybody),
            "deals": company.sold(plain, range(len(company.deals))),
        }
    )
    pieces = data.draw(cuts(len(company.leads)))
    files = {
        f"contacts_{n}": company.contacts(forms[data.draw(some)], piece)
        for n, piece in enumerate(pieces)
    }
    for n, piece in enumerate(data.draw(cuts(len(company.deals)))):
        files[f"deals_{n}"] = company.sold(forms[data.draw(some)], piece)

    assert by_hand(company) == clean["lead_to_won"][1:]
    assert clean == figures(files)
