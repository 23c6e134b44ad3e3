"""From a moved criterion to the new picture: in the kernel, and in the page.

    python tests/benchmarks/criterion.py [--runs 20] [--contacts 5000]
    python tests/benchmarks/criterion.py --contacts 1000000

The reference is the same picture's bare query, run by hand in the same process; the ratio says
what the kit adds (rule, tables, chart, widgets). The page adds the way there and back.
"""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
import time
from pathlib import Path
from statistics import median, quantiles

sys.path.insert(0, str(Path(__file__).parents[1]))
from support.browser.kit import browser, drawn, open_page, running

from workshop.agenda import BEATS, Beat
from workshop.crm.sample import write_sample
from workshop.crm.store import import_crm, open_crm
from workshop.notebook.act1.proposal import ProposalDesk
from workshop.notebook.act1.shared_term import SharedTerm
from workshop.notebook.frame.hidden import cover
from workshop.room.log.log import EventLog
from workshop.room.room import Room
from workshop.session import Session, open_session
from workshop.side import SIDES
from workshop.story.context import Stage
from workshop.terms.outcome.comparison import tally
from workshop.terms.rules.rule import Criterion, Group, Op, Rule
from workshop.terms.rules.template import TEMPLATES
from workshop.words import Words

PICTURE = ".ot-cols-live .ot-table"


def rule(points: int) -> Rule:
    """Return a rule with one threshold."""
    return Rule(where=Group(criteria=[Criterion(field="score", op=Op.AT_LEAST, value=points)]))


def prepare(session: Session, contacts: int) -> SharedTerm:
    """Return act 1 at the decision, building freely, on a company of this size."""
    with tempfile.TemporaryDirectory() as folder:
        write_sample(Path(folder), contacts=contacts)
        import_crm(Path(folder), session.crm, private=False)
    act = SharedTerm(Stage(session, Room(EventLog(session.log)), Words("de")))
    for side, key in zip(SIDES, ("can_buy", "showed_interest"), strict=True):
        act.table.write(side, sentence="Satz", rule=TEMPLATES[key].rule.data())
        cover(act, side, done=True)
    act.table.proposal.keep(sentence="Satz", rule=rule(40).data(), free=True)
    for beat in BEATS[1:4]:
        act.enter(beat)
    return act


def timed(call: object, runs: int) -> list[float]:
    """Return the milliseconds of each call, the first one left out."""
    taken = []
    for run in range(runs + 1):
        begin = time.perf_counter()
        call(run)  # type: ignore[operator]
        taken.append(1000 * (time.perf_counter() - begin))
    return taken[1:]


def in_page(home: Path, runs: int) -> list[float]:
    """Return the milliseconds from a changed number to the changed table in a real page."""
    with running(home, "de") as kit, browser() as chromium:
        page = open_page(chromium, kit, "de", "shared_terms")
        drawn(page)
        field = page.get_by_label("Wert", exact=True).first
        table = page.locator(PICTURE)
        table.wait_for()

        def move(run: int) -> None:
            before = table.inner_html()
            field.fill("20" if run % 2 else "60")
            field.press("Enter")
            page.wait_for_function(
                "([place, before]) => document.querySelector(place)?.innerHTML !== before",
                arg=[PICTURE, before],
            )

        return timed(move, runs)


def report(name: str, taken: list[float], reference: float | None = None) -> None:
    """Print median and 95th percentile, and the ratio to the reference."""
    ratio = f"  {median(taken) / reference:5.1f} x the bare query" if reference else ""
    p95 = quantiles(taken, n=20)[-1]
    print(f"{name:<28} n={len(taken)}  median {median(taken):6.0f} ms  p95 {p95:6.0f} ms{ratio}")


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--runs", type=int, default=20)
    parser.add_argument("--contacts", type=int, default=5000)
    options = parser.parse_args()
    os.environ["WORKSHOP_NOW"] = "2026-11-23T09:00"
    with tempfile.TemporaryDirectory() as folder:
        session = open_session(Path(folder) / "journey")
        act = prepare(session, options.contacts)
        assert act.beat is Beat.DECIDE
        crm = open_crm(session.crm)
        bare = timed(lambda run: tally(crm, rule(20 + run)), options.runs)
        kernel = timed(
            lambda run: ProposalDesk(act, act.table).picture(rule(20 + run)), options.runs
        )
        report("bare query", bare)
        report("new picture in the kernel", kernel, median(bare))
        report("new picture in the page", in_page(Path(folder), options.runs), median(bare))


if __name__ == "__main__":
    main()
