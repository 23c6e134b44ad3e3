"""Is any number wrong unasked? Exports of all systems, every KPI counted again from planted facts.

    python tests/benchmarks/corpus.py [--exports 10] [--first 1000]

For each system: how many KPIs are equal to the planted ones, refused with a reason, asked about,
or wrong; and what became of those that were asked about once somebody who knows had answered.
"""

from __future__ import annotations

import argparse
import sys
import time
from collections import Counter
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent))

from support.corpus.dialects import DIALECTS
from support.corpus.exported import exported
from support.corpus.verdicts import Judged, Verdict, judged


def main() -> None:
    """Print the table; exit with 1 where a number is wrong."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--exports", type=int, default=10, help="of each system")
    parser.add_argument("--first", type=int, default=1000, help="seed")
    options = parser.parse_args()
    start, every = time.perf_counter(), list[Judged]()
    print(f"{'system':24}" + "".join(f"{v:>10}" for v in (*Verdict, "answered:", "equal", "wrong")))
    for system in DIALECTS:
        seeds = range(options.first, options.first + options.exports)
        found = [judged(exported(system, seed)) for seed in seeds]
        _print_row(system, found)
        every += found
    _print_row("all", every)
    for one in every:
        for kpi, why in one.wrong.items():
            print(f"WRONG {kpi} {one.export!r}\n  {why}")
    reasons = Counter(
        one.why[kpi] for one in every for kpi, v in one.verdicts.items() if v is Verdict.REFUSED
    )
    print("\nrefused most often because of:")
    for why, n in reasons.most_common(12):
        print(f"{n:>7}  {why}")
    topics = Counter(topic.split(":")[0] for one in every for topic in {*one.topics})
    print("\nasked most often:")
    for topic, n in topics.most_common(12):
        print(f"{n:>7}  {topic}")
    print(f"\n{len(every)} exports, {time.perf_counter() - start:.0f} s")
    sys.exit(any(one.wrong for one in every))


def _print_row(name: str, found: list[Judged]) -> None:
    counts = sum((one.counts for one in found), Counter[Verdict]())
    later = sum((one.answered.counts for one in found if one.answered), Counter[Verdict]())
    cells = [counts[verdict] for verdict in Verdict]
    cells += ["", later[Verdict.EQUAL], later[Verdict.WRONG]]
    print(f"{name:24}" + "".join(f"{cell:>10}" for cell in cells), flush=True)


if __name__ == "__main__":
    main()
