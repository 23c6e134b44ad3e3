"""Damaged files through the import: what becomes of them, how long it takes, how much memory.

    python tests/benchmarks/fuzz.py [--files 10000] [--first 0]

Every file has one damage of chance and can be made again by its number. Bad are: another number
without a word (silent), a row that says what no cell says (invented), and an error that is no
message to people (crashed).
"""

from __future__ import annotations

import argparse
import resource
import signal
import sys
import time
from collections import Counter
from pathlib import Path
from threading import Event

sys.path.insert(0, str(Path(__file__).parent.parent))

from support.corpus.fuzzing import BAD, Damaged, Outcome, damaged, outcome

MEGABYTE = 1024
MOST_MEMORY = 2048
"""Megabytes that small files may take, thousands of them one after the other."""


def main() -> None:
    """Print the table; exit with 1 where anything is bad."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--files", type=int, default=10_000)
    parser.add_argument("--first", type=int, default=0)
    options = parser.parse_args()
    start, counts, times = time.perf_counter(), Counter[tuple[str, Outcome]](), list[float]()
    # Ctrl-C is heard between two files: in the midst of one it would count as a crash.
    stopped = Event()
    signal.signal(signal.SIGINT, lambda *_: stopped.set())
    for one in damaged(range(options.first, options.first + options.files)):
        if stopped.is_set():
            break
        _damage(one, counts, times)
    print(f"{'damage':32}" + "".join(f"{how:>10}" for how in Outcome))
    for damage in sorted({damage for damage, _ in counts}):
        print(f"{damage:32}" + "".join(f"{counts[damage, how]:>10}" for how in Outcome))
    sums = {how: sum(n for (_, each), n in counts.items() if each is how) for how in Outcome}
    print(f"{'all':32}" + "".join(f"{n:>10}" for n in sums.values()))
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // MEGABYTE
    seconds, worst = time.perf_counter() - start, max(times, default=0)
    print(f"\n{len(times)} files, {seconds:.0f} s, the slowest {worst:.1f} s, {memory} MB")
    sys.exit(any(sums[how] for how in BAD) or memory > MOST_MEMORY)


def _damage(one: Damaged, counts: Counter[tuple[str, Outcome]], times: list[float]) -> None:
    begun = time.perf_counter()
    found, why = outcome(one)
    times.append(time.perf_counter() - begun)
    counts[one.damage, found] += 1
    if found in BAD:
        place = f"{one.base.export.system}, {one.damage} of {one.file}"
        print(f"{one.number} {found}: {place}: {why[:600]}", flush=True)


if __name__ == "__main__":
    main()
