"""The sample company is the same everywhere, holds together and has something to tell."""

from __future__ import annotations

from functools import cache
from itertools import pairwise
from pathlib import Path

import pandas as pd
import pytest

from workshop.crm.sample import make_sample, write_sample
from workshop.crm.schema import TABLES, Kind
from workshop.errors import WorkshopError
from workshop.stats import Interval, wilson

SHIPPED = Path(__file__).parents[2] / "datasets"
DAY_AFTER = pd.Timestamp("2026-10-01")
MESS = {("accounts", "industry"): {"Bitte wählen"}}
KEYS = {table.fields[0].name: name for name, table in TABLES.items()}


@cache
def company(seed: int = 7, contacts: int = 4000) -> dict[str, pd.DataFrame]:
    return make_sample(seed, contacts)


def marketing_rule() -> pd.Series[bool]:
    contacts = company()["contacts"]
    return contacts["form_sent"] | (contacts["webinars"] >= 1) | (contacts["score"] >= 40)


def sales_rule() -> pd.Series[bool]:
    contacts = company()["contacts"]
    return contacts["need_known"] & (contacts["budget_known"] | contacts["decides"])


def won_in_180_days() -> pd.Series[bool]:
    contacts, deals = company()["contacts"], company()["deals"]
    won = deals[deals["status"] == "won"]
    seen = won["contact_id"].map(contacts.set_index("contact_id")["created_at"])
    quick = won[won["closed_at"] - seen <= pd.Timedelta(days=180)]
    return contacts["contact_id"].isin(quick["contact_id"])


def first_human_touch() -> pd.Series[pd.Timestamp]:
    touches = company()["touchpoints"]
    human = touches[(touches["side"] == "sales") & touches["human"]]
    return human.groupby("contact_id")["happened_at"].min()


def beside_contact(table: str, moment: str) -> pd.DataFrame:
    """Return a table's moments beside the moment its contact was first seen."""
    seen = company()["contacts"].set_index("contact_id")["created_at"]
    frame = company()[table]
    return pd.DataFrame({"seen": frame["contact_id"].map(seen), "then": frame[moment]})


def files(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in sorted(folder.glob("*.csv"))}


def test_same_seed_same_bytes(tmp_path: Path) -> None:
    """Two people with the same seed hold the same files."""
    write_sample(tmp_path / "one", seed=3, contacts=300)
    write_sample(tmp_path / "two", seed=3, contacts=300)

    assert files(tmp_path / "one") == files(tmp_path / "two")


def test_another_seed_is_another_company() -> None:
    """The seed decides."""
    assert not company(3, 300)["contacts"].equals(company(4, 300)["contacts"])


def test_shipped_files_are_a_fresh_generation(tmp_path: Path) -> None:
    """Nobody edits the shipped tables by hand, and every machine makes the same ones."""
    write_sample(tmp_path)

    assert files(tmp_path) == files(SHIPPED)


def test_shipped_files_are_plain(tmp_path: Path) -> None:
    """Shipped files have one line end, no byte order mark and stay below 3 MB."""
    write_sample(tmp_path, contacts=300)
    written = b"".join(files(tmp_path).values())

    assert b"\r" not in written
    assert b"\xef\xbb\xbf" not in written
    assert sum(map(len, files(SHIPPED).values())) < 3_000_000


@pytest.mark.parametrize("name", TABLES)
def test_columns_are_the_schema(name: str) -> None:
    """Every table has exactly the canonical columns, in their order."""
    expected = [field.name for field in TABLES[name].fields]

    assert expected == list(company()[name].columns)


@pytest.mark.parametrize("name", TABLES)
def test_keys_are_unique(name: str) -> None:
    """A key names one row."""
    key = company()[name].iloc[:, 0]

    assert key.notna().all()
    assert key.is_unique


@pytest.mark.parametrize("name", TABLES)
def test_links_hold(name: str) -> None:
    """Every key of another table that stands in a row is found there."""
    for column in company()[name].columns[1:].intersection(list(KEYS)):
        known = company()[KEYS[column]][column]

        assert company()[name][column].dropna().isin(known).all()


@pytest.mark.parametrize("name", TABLES)
def test_choices_are_in_the_schema(name: str) -> None:
    """Only the declared mess stands outside the lists of the schema."""
    for field in TABLES[name].fields:
        known = {value for value, _ in field.choices} | MESS.get((name, field.name), set())
        if field.choices:
            assert set(company()[name][field.name].dropna()) <= known


@pytest.mark.parametrize(
    ("table", "moment"),
    [("touchpoints", "happened_at"), ("handoffs", "handed_at"), ("deals", "created_at")],
)
def test_nothing_happens_before_the_contact(table: str, moment: str) -> None:
    """A contact is seen first; only then it is touched, handed over or sold to."""
    both = beside_contact(table, moment)

    assert (both["seen"] <= both["then"]).all()


@pytest.mark.parametrize(
    ("table", "start", "end"),
    [
        ("deals", "created_at", "closed_at"),
        ("handoffs", "handed_at", "decided_at"),
        ("campaigns", "starts_at", "ends_at"),
    ],
)
def test_ends_follow_starts(table: str, start: str, end: str) -> None:
    """Nothing ends before it has begun."""
    frame = company()[table].dropna(subset=[end])

    assert (frame[start] < frame[end]).all()


@pytest.mark.parametrize("name", TABLES)
def test_nothing_lies_after_the_as_of_date(name: str) -> None:
    """The export was made on 2026-09-30; it knows no future."""
    for field in TABLES[name].fields:
        if field.kind is Kind.MOMENT:
            assert (company()[name][field.name].dropna() < DAY_AFTER).all()


def test_status_and_dates_agree() -> None:
    """Open deals have no end, closed ones have one; only lost ones have a reason."""
    deals = company()["deals"]

    assert (deals["closed_at"].isna() == (deals["status"] == "open")).all()
    assert set(deals.loc[deals["lost_reason"].notna(), "status"]) == {"lost"}
    assert deals.loc[deals["status"] != "open", "value"].notna().all()


def test_answers_and_dates_agree() -> None:
    """A silent hand-off has neither answer nor moment; only a rejection has a reason."""
    handoffs = company()["handoffs"]

    assert (handoffs["decided_at"].isna() == handoffs["outcome"].isna()).all()
    assert set(handoffs.loc[handoffs["reason"].notna(), "outcome"]) == {"rejected"}


def test_last_answer_does_not_contradict_a_deal() -> None:
    """Who was rejected for good has no deal."""
    last = company()["handoffs"].drop_duplicates("contact_id", keep="last")
    rejected = last.loc[last["outcome"] == "rejected", "contact_id"]

    assert not company()["deals"]["contact_id"].isin(rejected).any()


@pytest.mark.parametrize(
    ("column", "kind"),
    [("form_sent", "form"), ("meeting_held", "meeting"), ("webinars", "webinar")],
)
def test_contact_and_touchpoints_agree(column: str, kind: str) -> None:
    """What a contact's row says was done stands among its touchpoints, and the other way round."""
    contacts, touches = company()["contacts"], company()["touchpoints"]
    touched = touches.loc[touches["kind"] == kind, "contact_id"]

    assert (contacts["contact_id"].isin(touched) == (contacts[column] > 0)).all()


def test_webinars_are_counted() -> None:
    """The number of webinars is the number of their touchpoints."""
    contacts, touches = company()["contacts"], company()["touchpoints"]

    assert contacts["webinars"].sum() == (touches["kind"] == "webinar").sum()


def test_every_deal_was_worked_by_a_person() -> None:
    """No deal opens before somebody from sales has been in touch."""
    deals = company()["deals"]
    first = deals["contact_id"].map(first_human_touch())

    assert (first <= deals["created_at"]).all()


def test_machines_answer_first_and_do_not_count() -> None:
    """Automatic mails are marked as such on both sides."""
    touches = company()["touchpoints"]
    automatic = touches[touches["kind"] == "auto_mail"]

    assert not automatic["human"].any()
    assert {"sales", "marketing"} == set(automatic["side"])


def test_people_of_sales_keep_office_hours() -> None:
    """Sales works on working days, mostly between 8 and 18 o'clock."""
    touches = company()["touchpoints"]
    human = touches[(touches["side"] == "sales") & touches["human"]]["happened_at"].dt

    assert (human.day_of_week < 5).all()
    assert human.hour.between(8, 17).all()


def test_marketing_catches_about_three_times_as_many() -> None:
    """The two rules differ enough to talk about."""
    ratio = marketing_rule().sum() / sales_rule().sum()

    assert 2.3 <= ratio <= 4


def test_rules_overlap_and_both_miss_wins() -> None:
    """Neither side is simply right: each rule misses some of the wins."""
    won, marketing, sales = won_in_180_days(), marketing_rule(), sales_rule()

    assert (marketing & sales).sum() >= 300
    assert (sales & ~marketing).sum() >= 150
    assert (won & marketing & ~sales).sum() >= 10
    assert (won & sales & ~marketing).sum() >= 10


def test_conversion_is_higher_under_the_sales_rule() -> None:
    """What people have asked about says more than what machines have counted."""
    won, sales, marketing = won_in_180_days(), sales_rule(), marketing_rule()
    narrow = wilson(int((won & sales).sum()), int(sales.sum()))
    wide = wilson(int((won & marketing).sum()), int(marketing.sum()))

    assert narrow.low > wide.high


def test_a_contact_under_the_marketing_rule_is_worth_more_than_one_under_none() -> None:
    """Marketing's signals carry something as well."""
    won, none = won_in_180_days(), ~marketing_rule() & ~sales_rule()

    assert won[marketing_rule()].mean() > 1.5 * won[none].mean()


def test_half_of_the_rejections_have_no_reason() -> None:
    """The feedback loop has a hole that one can see."""
    handoffs = company()["handoffs"]
    rejected = handoffs[handoffs["outcome"] == "rejected"]

    assert 0.4 <= rejected["reason"].isna().mean() <= 0.6


def test_won_deals_were_answered_faster() -> None:
    """Half of the won hand-offs were answered sooner than half of the lost ones."""
    first = company()["handoffs"].drop_duplicates("contact_id")
    answered = first["contact_id"].map(first_human_touch()) - first["handed_at"]
    status = first["contact_id"].map(company()["deals"].set_index("contact_id")["status"])

    assert answered[status == "won"].median() < answered[status == "lost"].median()


def test_some_are_never_answered() -> None:
    """A part of what is handed over is never touched by a person from sales."""
    handed = company()["handoffs"]["contact_id"].drop_duplicates()

    assert 0.1 <= (~handed.isin(first_human_touch().index)).mean() <= 0.35


def test_win_rate_and_cycle_are_plausible() -> None:
    """A third of the closed deals is won, and winning takes longer than losing."""
    closed = company()["deals"].query("status != 'open'")
    cycle = (closed["closed_at"] - closed["created_at"]).groupby(closed["status"]).median()

    assert 0.25 <= (closed["status"] == "won").mean() <= 0.40
    assert pd.Timedelta(days=45) <= cycle["won"] <= pd.Timedelta(days=60)
    assert cycle["lost"] < cycle["won"]


def test_fairs_win_more_often_than_webinars() -> None:
    """Few talks at the fair and many webinar guests: the first are worth more each."""
    source, won = company()["contacts"]["source"], won_in_180_days()
    fair, webinar = won[source == "fair"], won[source == "webinar"]
    few, many = _interval(fair), _interval(webinar)

    assert len(webinar) > 2 * len(fair)
    assert few.low > many.high


def _interval(won: pd.Series[bool]) -> Interval:
    return wilson(int(won.sum()), len(won))


def test_summer_and_christmas_are_quiet() -> None:
    """August and December bring fewer contacts than the months around them."""
    months = company()["contacts"]["created_at"].dt.to_period("M").value_counts().sort_index()
    dips = [right < left for left, right in pairwise(months) if left > 0]

    assert months["2025-08"] < min(months["2025-07"], months["2025-09"])
    assert months["2025-12"] < min(months["2025-11"], months["2026-01"])
    assert any(dips)


@pytest.mark.parametrize(
    ("table", "column"), [("contacts", "role"), ("contacts", "source"), ("accounts", "employees")]
)
def test_a_little_is_missing(table: str, column: str) -> None:
    """About one row in fifty has a gap, as in any CRM."""
    assert 0.01 <= company()[table][column].isna().mean() <= 0.03


def test_some_persons_are_there_twice() -> None:
    """A few contacts of one account with one role appear within days of each other."""
    contacts = company()["contacts"].dropna(subset=["role"])
    gap = contacts.groupby(["account_id", "role"])["created_at"].diff()

    assert 10 <= (gap < pd.Timedelta(days=7)).sum() <= 120


@pytest.mark.parametrize("name", ["accounts", "touchpoints", "handoffs", "deals"])
def test_tables_grow_with_the_contacts(name: str) -> None:
    """Five times the contacts are about five times the rest."""
    growth = len(company(7, 20_000)[name]) / len(company()[name])

    assert growth == pytest.approx(5, rel=0.15)


@pytest.mark.parametrize("seed", range(20, 26))
def test_other_seeds_tell_the_same_story(seed: int) -> None:
    """The figures come from the parameters, not from one lucky seed."""
    contacts, deals = company(seed)["contacts"], company(seed)["deals"]
    marketing = contacts["form_sent"] | (contacts["webinars"] >= 1) | (contacts["score"] >= 40)
    sales = contacts["need_known"] & (contacts["budget_known"] | contacts["decides"])
    won = contacts["contact_id"].isin(deals.loc[deals["status"] == "won", "contact_id"])

    assert 2.3 <= marketing.sum() / sales.sum() <= 4
    assert _interval(won[sales]).low > _interval(won[marketing]).high


def test_too_small_a_company_is_refused() -> None:
    """With a handful of contacts no table would say anything."""
    with pytest.raises(WorkshopError, match="at least 100 contacts"):
        make_sample(contacts=99)
