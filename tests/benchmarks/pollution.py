"""Silent misreads: files with one structural fault, read by the kit, by DuckDB and by pandas.

    python tests/benchmarks/pollution.py [--files 2160] [--seed 1]

Every cell is compared with the clean export. A file is loaded exactly; or some rows are set aside,
or columns stay out, and that is said; or it is refused with a reason; or it is misread without a
word. For what the kit misreads, its numbers of deals are compared as well.
"""

from __future__ import annotations

import argparse
import csv
import sys
import tempfile
import time
from collections import Counter
from io import BytesIO
from pathlib import Path

import duckdb
import pandas as pd

sys.path.insert(0, str(Path(__file__).parent.parent))

from support.exports.cell_faults import FAULTS
from support.exports.polluting import Loaded, by_kit, changes_a_number, outcome, polluted

from workshop.errors import WorkshopError

OUTCOMES = ("exact", "aside", "refused", "misread")


def by_duckdb(content: bytes) -> Loaded:
    """Let DuckDB find out everything by itself."""
    with tempfile.NamedTemporaryFile(suffix=".csv") as file:
        file.write(content)
        file.flush()
        try:
            found = duckdb.connect().execute(
                "select * from read_csv(?, all_varchar = true)", [file.name]
            )
            rows = [[cell or "" for cell in row] for row in found.fetchall()]
        except duckdb.Error as error:
            raise WorkshopError(str(error)) from error
        return Loaded([one[0] for one in found.description], rows, said=False)


def by_pandas(content: bytes) -> Loaded:
    """Let pandas find the delimiter, and take the rest as it comes."""
    try:
        frame = pd.read_csv(
            BytesIO(content), sep=None, engine="python", dtype=str, keep_default_na=False
        )
    except (ValueError, LookupError, csv.Error, pd.errors.ParserError) as error:
        raise WorkshopError(str(error)) from error
    rows = [["" if cell is None else str(cell) for cell in row] for row in frame.to_numpy()]
    return Loaded([str(name) for name in frame.columns], rows, said=False)


READERS = {"kit": by_kit, "DuckDB": by_duckdb, "pandas": by_pandas}


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--files", type=int, default=60 * len(FAULTS))
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    found: dict[str, Counter[tuple[str, str]]] = {name: Counter() for name in READERS}
    seconds: Counter[str] = Counter()
    changed = []
    for number, one in enumerate(polluted(options.files, options.seed)):
        for name, read in READERS.items():
            start = time.perf_counter()
            how = outcome(one, read)
            seconds[name] += time.perf_counter() - start
            found[name][one.fault, how] += 1
            if name == "kit" and how == "misread" and changes_a_number(one):
                changed.append((number, one.fault))
    print(f"{'misread of':44}" + "".join(f"{name:>8}" for name in READERS) + f"{'files':>8}")
    for fault in sorted(FAULTS):
        counts = [found[name][fault, "misread"] for name in READERS]
        files = sum(found["kit"][fault, how] for how in OUTCOMES)
        print(f"{fault:44}" + "".join(f"{n:>8}" for n in counts) + f"{files:>8}")
    print()
    for how in OUTCOMES:
        sums = [sum(n for (_, one), n in found[name].items() if one == how) for name in READERS]
        print(f"{how:44}" + "".join(f"{n:>8}" for n in sums))
    print(f"{'seconds':44}" + "".join(f"{seconds[name]:>8.1f}" for name in READERS))
    print(f"\nmisread by the kit with another number of deals: {len(changed)} {changed[:20]}")


if __name__ == "__main__":
    main()
