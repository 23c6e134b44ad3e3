"""KPIs of a large company: seconds and memory against SQL by hand, pandas, and MetricFlow.

    python tests/benchmarks/kpis.py [--contacts 1000000] [--touchpoints 10000000] [--runs 3]

The sample company has one deal for five contacts. ``dashboard`` is every KPI of the catalogue;
``kit`` are those the others compute as well: lead to won, acceptance, win rate, three cycles, won
value and response time, with intervals and caveats, which the others leave out. Each way reads
the same Parquet files in a process of its own, in turns; all must come to the same numbers.
Figures are medians, memory is the peak. MetricFlow writes SQL for seven of the eight (it knows no
business hours, and counts young cohorts), and DuckDB runs it.
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
import numpy as np
import pandas as pd

from workshop.crm.days.calendar import Calendar
from workshop.crm.open import open_data
from workshop.crm.sample import write_sample
from workshop.kpis.catalogue.answers import ask_all
from workshop.kpis.core.assumptions import Assumptions
from workshop.kpis.core.business_hours import days_table
from workshop.kpis.core.scope import Scope
from workshop.kpis.metricflow.export import metricflow_yaml
from workshop.kpis.metricflow.models import EXPRESSED
from workshop.terms.rules.template import TEMPLATES
from workshop.words import Words

sys.path.insert(0, str(Path(__file__).parent.parent))
from support.data.flows import DAYS, engine, sql_of

SEED, WINDOW = 7, 180
END = "2026-10-01"
"""The first day that the sample company does not know any more."""
SILENCE = 40
"""Business hours after which silence on a hand-off counts as a no."""
SAID = Assumptions(
    goal=1e9, gross_margin=0.3, monthly_revenue_per_account=2000.0, marketing_share=0.4
)
SHARED = (
    "lead_to_won", "acceptance_rate", "win_rate", "sales_cycle_won", "sales_cycle_lost",
    "sales_cycle_closed", "won_value", "response_time",
)  # fmt: skip


def prepare(folder: Path, contacts: int, touchpoints: int) -> None:
    """Write the company as Parquet; touches repeat under new ids until there are enough."""
    write_sample(folder, seed=SEED, contacts=contacts, parquet=True)
    file, more = folder / "touchpoints.parquet", folder / "more.parquet"
    source = duckdb.connect()
    source.read_parquet(str(file)).create_view("touchpoints")
    have = source.execute("select count(*) from touchpoints").fetchone()[0]
    again = "touchpoint_id || '-' || round as touchpoint_id, * exclude (touchpoint_id, round)"
    many = f"select {again} from touchpoints, range({-(-touchpoints // have)}) t(round)"  # noqa: S608
    source.execute(f"copy ({many} limit {touchpoints}) to '{more}' (format parquet)")
    source.close()
    more.replace(file)


def by_kit(folder: Path) -> dict[str, float]:
    """Ask the kit for what the others compute."""
    return {one.name: one.value for one in ask_all(Scope.of(open_data(folder)), SHARED)}


def by_dashboard(folder: Path) -> dict[str, float]:
    """Ask the kit for everything it has."""
    terms = {"mql": TEMPLATES["showed_interest"].rule}
    found = ask_all(Scope.of(open_data(folder), terms=terms, assumptions=SAID))
    values = {one.name: one.value for one in found}
    return {name: values[name] for name in SHARED} | {"": len([v for v in values.values() if v])}


def by_sql(folder: Path) -> dict[str, float]:
    """Ask DuckDB in SQL as an analyst writes it, one query a number."""
    source = duckdb.connect()
    for table in ("contacts", "deals", "handoffs", "touchpoints"):
        source.read_parquet(str(folder / f"{table}.parquet")).create_view(table)
    days, before, today = calendar()
    source.register("calendar", pd.DataFrame({"day": days, "before": before, "today": today}))
    return {name: source.execute(query).fetchone()[0] for name, query in QUERIES.items()}


def calendar() -> tuple[list[date], list[float], list[float]]:
    """Return the days the sample company knows: day, business hours before it, and in it."""
    table = (
        days_table(Calendar(), date(2024, 1, 1), date.fromisoformat(END)).to_pyarrow().to_pydict()
    )
    return table["day"], table["before"], table["today"]


def cycle(where: str) -> str:
    """Return the query for the median days of deals."""
    return f"""select median(days) from (
        select case when closed_at::date = created_at::date
            then greatest(epoch(closed_at) - epoch(created_at), 0)
            else epoch(closed_at) - epoch(created_at) end / 86400 as days
        from deals where status in ({where}) and closed_at < '{END}'
            and (created_at < '{END}' or created_at is null)) where days >= 0"""  # noqa: S608


QUERIES = {
    "lead_to_won": f"""
        with wins as (select c.contact_id, min(d.closed_at) as won_at
            from deals d join contacts c using (contact_id)
            where status = 'won' and closed_at < '{END}'
                and closed_at::date >= c.created_at::date group by 1)
        select avg((w.won_at <= c.created_at + interval {WINDOW} day and w.won_at is not null)::int)
        from contacts c left join wins w using (contact_id)
        where c.created_at < timestamp '{END}' - interval {WINDOW} day""",  # noqa: S608
    "acceptance_rate": f"""
        select avg((outcome is not null and outcome = 'accepted' and decided_at < '{END}')::int)
        from handoffs join calendar c on c.day = handed_at::date
        where handed_at < '{END}' and (outcome is null or decided_at is not null)
            and (select before from calendar where day = '{END}') - c.before
            - case when c.today > 0 then
                least(greatest((epoch(handed_at) - epoch(handed_at::date)) / 3600 - 9, 0), 8)
              else 0 end >= {SILENCE}""",  # noqa: S608
    "win_rate": f"""
        select avg((status = 'won')::int) from deals where status in ('won', 'lost')
            and closed_at < '{END}' and (created_at < '{END}' or created_at is null)""",  # noqa: S608
    "sales_cycle_won": cycle("'won'"),
    "sales_cycle_lost": cycle("'lost'"),
    "sales_cycle_closed": cycle("'won', 'lost'"),
    "won_value": f"""
        select sum(value) from deals where status = 'won' and closed_at < '{END}'
            and (created_at < '{END}' or created_at is null)""",  # noqa: S608
    "response_time": f"""
        with answers as (select contact_id, min(happened_at) as answered_at from touchpoints
            where human and side = 'sales' and happened_at < '{END}' group by 1),
        waits as (select created_at, answered_at from contacts join answers using (contact_id)
            where created_at < '{END}' and answered_at >= created_at),
        clock as (select b.before as b, b.today as bt, e.before as e, e.today as et,
            (epoch(created_at) - epoch(created_at::date)) / 3600 - 9 as bh,
            (epoch(answered_at) - epoch(answered_at::date)) / 3600 - 9 as eh
            from waits join calendar b on b.day = created_at::date
            join calendar e on e.day = answered_at::date)
        select median(e + case when et > 0 then least(greatest(eh, 0), 8) else 0 end
            - b - case when bt > 0 then least(greatest(bh, 0), 8) else 0 end) from clock""",  # noqa: S608
}


def by_pandas(folder: Path) -> dict[str, float]:
    """Compute the same with frames in memory, only the columns that are needed."""
    end, window = pd.Timestamp(END), pd.Timedelta(days=WINDOW)

    def frame(table: str, *columns: str) -> pd.DataFrame:
        return pd.read_parquet(folder / f"{table}.parquet", columns=list(columns))

    people = frame("contacts", "contact_id", "created_at")
    deals = frame("deals", "contact_id", "status", "created_at", "closed_at", "value")
    handed = frame("handoffs", "handed_at", "decided_at", "outcome")
    touches = frame("touchpoints", "contact_id", "happened_at", "side", "human")
    closed = deals[(deals.closed_at < end) & ~(deals.created_at >= end)]
    won, ended = closed[closed.status == "won"], closed[closed.status.isin(["won", "lost"])]
    wins = deals[(deals.status == "won") & (deals.closed_at < end)]
    wins = wins[["contact_id", "closed_at"]].merge(people, on="contact_id")
    since = wins[wins.closed_at.dt.normalize() >= wins.created_at.dt.normalize()]
    first = since.groupby("contact_id").closed_at.min()
    mature = people[people.created_at < end - window]
    won_at = mature.contact_id.map(first)
    given = handed[(handed.handed_at < end) & (handed.outcome.isna() | handed.decided_at.notna())]
    by_sales = touches[touches.human & (touches.side == "sales") & (touches.happened_at < end)]
    answers = by_sales.groupby("contact_id").happened_at.min()
    waiting = people[people.created_at < end]
    answered = waiting.contact_id.map(answers)
    timed = answered >= waiting.created_at
    days, before, today = (np.array(one) for one in calendar())

    def clock(moments: pd.Series) -> np.ndarray:
        day = moments.dt.normalize()
        place = np.searchsorted(
            days.astype("datetime64[D]"), day.to_numpy().astype("datetime64[D]")
        )
        hours = (moments - day).dt.total_seconds().to_numpy() / 3600 - 9
        return before[place] + np.where(today[place] > 0, hours.clip(0, 8), 0)

    def median_days(rows: pd.DataFrame) -> float:
        taken = (rows.closed_at - rows.created_at).dt.total_seconds() / 86400
        same = rows.closed_at.dt.normalize() == rows.created_at.dt.normalize()
        taken = taken.mask(same & (taken < 0), 0)
        return float(taken[taken >= 0].median())

    since_handed = clock(pd.Series([end]))[0] - clock(given.handed_at)
    given = given[since_handed >= SILENCE]
    yes = (given.outcome == "accepted") & (given.decided_at < end)
    return {
        "lead_to_won": float((won_at <= mature.created_at + window).mean()),
        "acceptance_rate": float(yes.mean()),
        "win_rate": float((ended.status == "won").mean()),
        "sales_cycle_won": median_days(won),
        "sales_cycle_lost": median_days(ended[ended.status == "lost"]),
        "sales_cycle_closed": median_days(ended),
        "won_value": float(won.value.sum()),
        "response_time": float(
            np.median(clock(answered[timed]) - clock(waiting.created_at[timed]))
        ),
    }


def by_metricflow(folder: Path) -> dict[str, float]:
    """Let MetricFlow write the SQL of an export of the KPIs, and DuckDB run it."""
    flow = engine(metricflow_yaml(Words("en"), names=SHARED, window_days=WINDOW))
    source = duckdb.connect()
    for table in ("contacts", "deals", "handoffs"):
        source.read_parquet(str(folder / f"{table}.parquet")).create_view(table)
    source.execute(DAYS)
    said = [name for name in SHARED if name in EXPRESSED]
    found = {name: source.execute(sql_of(flow, name)).fetchone()[0] for name in said}
    # Cohorts and hand-offs that still have time are counted there: asked, but not the same.
    return {k: v for k, v in found.items() if k not in {"lead_to_won", "acceptance_rate"}}


WAYS = {
    "kit": by_kit,
    "dashboard": by_dashboard,
    "sql": by_sql,
    "pandas": by_pandas,
    "metricflow": by_metricflow,
}


def measured(way: str, folder: Path) -> dict[str, object]:
    """Return seconds, peak memory (MB) and values of one way in a process of its own."""
    command = [sys.executable, __file__, "--one", way, "--folder", str(folder)]
    said = subprocess.run(command, check=True, capture_output=True, text=True).stdout
    found: dict[str, object] = json.loads(said.splitlines()[-1])
    return found


def one(way: str, folder: Path) -> None:
    """Ask once and print what it took."""
    start = time.perf_counter()
    values = WAYS[way](folder)
    seconds = time.perf_counter() - start
    megabytes = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(json.dumps({"seconds": seconds, "megabytes": megabytes, "values": values}))


def check(found: dict[str, dict[str, float]]) -> None:
    """Stop where two ways come to different numbers: a fast wrong one is no reference."""
    for name in SHARED:
        values = {way: values[name] for way, values in found.items() if name in values}
        low, high = min(values.values()), max(values.values())
        if high - low > 1e-9 * abs(high):
            sys.exit(f"{name} differs: {values}")


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--contacts", type=int, default=1_000_000)
    parser.add_argument("--touchpoints", type=int, default=10_000_000)
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--one", choices=("prepare", *WAYS))
    parser.add_argument("--folder", type=Path)
    options = parser.parse_args()
    if options.one == "prepare":
        prepare(options.folder, options.contacts, options.touchpoints)
        return
    if options.one:
        one(options.one, options.folder)
        return
    with tempfile.TemporaryDirectory() as folder:
        # In a process of its own: a child's peak begins at what its parent holds.
        sizes = (f"--contacts={options.contacts}", f"--touchpoints={options.touchpoints}")
        command = [sys.executable, __file__, "--one", "prepare", "--folder", folder, *sizes]
        subprocess.run(command, check=True)
        deals = duckdb.read_parquet(f"{folder}/deals.parquet").count("*").fetchone()[0]
        print(
            f"{options.contacts:,} contacts, {options.touchpoints:,} touchpoints, {deals:,} deals"
        )
        runs: dict[str, list[dict[str, object]]] = {way: [] for way in WAYS}
        for _ in range(options.runs):
            for way in WAYS:
                runs[way].append(measured(way, Path(folder)))
                last = runs[way][-1]
                print(
                    f"  {way:10} {last['seconds']:7.2f} s {last['megabytes']:7.0f} MB", flush=True
                )
            check({way: all_runs[-1]["values"] for way, all_runs in runs.items()})
    seconds = {way: median(r["seconds"] for r in all_runs) for way, all_runs in runs.items()}
    memory = {way: median(r["megabytes"] for r in all_runs) for way, all_runs in runs.items()}
    print(f"the same {len(SHARED)} numbers, seven by MetricFlow (median of {options.runs}):")
    for way in WAYS:
        print(
            f"  {way:10} {seconds[way]:7.2f} s, {seconds[way] / seconds['sql']:5.2f} x SQL, "
            f"{seconds[way] / seconds['pandas']:5.2f} x pandas, {memory[way]:6.0f} MB"
        )


if __name__ == "__main__":
    main()
