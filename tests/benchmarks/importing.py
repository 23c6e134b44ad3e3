"""Importing a large export: seconds and memory against DuckDB's own CSV reader.

    python tests/benchmarks/importing.py [--contacts 1000000] [--touchpoints 10000000] [--runs 3]

The reference is the least anybody could do: DuckDB reads the same two files, guesses the types
and writes the same columns into a database file, without checking, hiding or reporting anything.
Both run in processes of their own, in turns; figures are medians, memory is the peak.
"""

from __future__ import annotations

import argparse
import json
import resource
import subprocess
import sys
import tempfile
import time
from datetime import date
from pathlib import Path
from statistics import median

import duckdb

from workshop.crm.folder import find_mapping, folder_export
from workshop.crm.intake.load import take_in
from workshop.crm.sample import write_sample
from workshop.crm.store import write_crm

TABLES = ("contacts", "touchpoints")
OPTIONS = "(header, timestampformat '%Y-%m-%dT%H:%M')"
SEED = 7


def prepare(folder: Path, contacts: int, touchpoints: int) -> None:
    """Write the two tables as CSV; touches repeat under new ids until there are enough."""
    with tempfile.TemporaryDirectory() as drawn:
        write_sample(Path(drawn), seed=SEED, contacts=contacts, parquet=True)
        source = duckdb.connect()
        for table in TABLES:
            source.read_parquet(f"{drawn}/{table}.parquet").create_view(table)
        source.execute(
            f"copy contacts to '{folder}/contacts.csv' (header, timestampformat '%Y-%m-%dT%H:%M')"
        )
        have = source.execute("select count(*) from touchpoints").fetchone()[0]
        rounds = -(-touchpoints // have)
        again = "touchpoint_id || '-' || round as touchpoint_id, * exclude (touchpoint_id, round)"
        many = f"select {again} from touchpoints, range({rounds}) t(round) limit {touchpoints}"  # noqa: S608
        source.execute(f"copy ({many}) to '{folder}/touchpoints.csv' {OPTIONS}")


def by_kit(folder: Path, target: Path) -> None:
    """Import as `workshop import` does, with the mapping known."""
    mapping = find_mapping(folder)
    intake = take_in(
        folder_export(folder), mapping, date(2026, 11, 23), private=True, thorough=True
    )
    write_crm(intake, mapping, target, name="benchmark")


def by_duckdb(folder: Path, target: Path) -> None:
    """Let DuckDB read and write the same columns."""
    connection = duckdb.connect(target)
    connection.execute("set enable_progress_bar = false")
    for table in TABLES:
        connection.execute(f"create table {table} as from read_csv('{folder}/{table}.csv')")
    connection.close()


WAYS = {"kit": by_kit, "duckdb": by_duckdb}


def measured(way: str, folder: Path) -> tuple[float, float]:
    """Return seconds and peak memory (MB) of one import in a process of its own."""
    command = [sys.executable, __file__, "--one", way, "--folder", str(folder)]
    said = subprocess.run(command, check=True, capture_output=True, text=True).stdout
    found = json.loads(said.splitlines()[-1])
    return found["seconds"], found["megabytes"]


def one(way: str, folder: Path) -> None:
    """Import once and print what it took."""
    with tempfile.TemporaryDirectory() as place:
        start = time.perf_counter()
        WAYS[way](folder, Path(place) / "crm.duckdb")
        seconds = time.perf_counter() - start
    megabytes = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(json.dumps({"seconds": seconds, "megabytes": megabytes}))


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--contacts", type=int, default=1_000_000)
    parser.add_argument("--touchpoints", type=int, default=10_000_000)
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--one", choices=WAYS)
    parser.add_argument("--folder", type=Path)
    options = parser.parse_args()
    if options.one:
        one(options.one, options.folder)
        return
    with tempfile.TemporaryDirectory() as folder:
        prepare(Path(folder), options.contacts, options.touchpoints)
        size = sum(path.stat().st_size for path in Path(folder).iterdir()) / 1e6
        print(f"{options.contacts:,} contacts, {options.touchpoints:,} touchpoints, {size:,.0f} MB")
        found: dict[str, list[tuple[float, float]]] = {way: [] for way in WAYS}
        for _ in range(options.runs):
            for way in WAYS:
                found[way].append(measured(way, Path(folder)))
                print(f"  {way:7} {found[way][-1][0]:7.1f} s {found[way][-1][1]:7.0f} MB")
    seconds = {way: median(s for s, _ in runs) for way, runs in found.items()}
    memory = {way: median(m for _, m in runs) for way, runs in found.items()}
    print(
        f"seconds: kit {seconds['kit']:.1f}, DuckDB {seconds['duckdb']:.1f}, "
        f"ratio {seconds['kit'] / seconds['duckdb']:.2f} (median of {options.runs})"
    )
    print(
        f"memory: kit {memory['kit']:.0f} MB, DuckDB {memory['duckdb']:.0f} MB, "
        f"ratio {memory['kit'] / memory['duckdb']:.2f}"
    )


if __name__ == "__main__":
    main()
