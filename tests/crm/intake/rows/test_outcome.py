"""How a deal ended follows from all that says so: agreement counts, contradiction does not."""

from __future__ import annotations

from typing import Any

import duckdb
from hypothesis import given, settings
from hypothesis import strategies as st
from support.run.profiles import examples

from workshop.crm.intake.rows.outcome import Evidence, Witnesses, cell

FLAG = st.sampled_from(("true", "false", None))
DATE = st.sampled_from(("2026-02-01", None))
ROWS = st.fixed_dictionaries(
    {
        "won": FLAG,
        "lost": FLAG,
        "closed": FLAG,
        "active": FLAG,
        "won_on": DATE,
        "lost_on": DATE,
        "probability": st.sampled_from(("100", "0 %", "40", None)),
    }
)
STAGES = st.sampled_from(("won", "lost", "open", None))
ROLES = st.sets(
    st.sampled_from(("won", "lost", "closed", "active", "won_on", "lost_on", "probability"))
)
FACTS = st.fixed_dictionaries(
    {"roles": ROLES, "stage": STAGES, "reason": st.booleans(), "past": st.booleans()}
)
CONNECTION = duckdb.connect()


def asked(row: dict[str, Any], what: str, **facts: Any) -> Any:
    """Return what one row says: its `status`, or whether it `contradicts` itself."""
    stage, reason, past = (facts.get(key) for key in ("stage", "reason", "past"))
    roles = facts["roles"]
    evidence = Evidence(
        **{role: (role,) for role in roles}, no=facts.get("no"), first=facts.get("first")
    )
    said = Witnesses(
        evidence,
        stage=f"'{stage}'" if stage else "null::varchar",
        reason=str(bool(reason)).lower(),
        past=str(bool(past)).lower(),
    )
    cells = ", ".join(
        f'{"null" if row[role] is None else repr(row[role])}::varchar as "{cell(role)}"'
        for role in sorted(roles)
    )
    source = f" from (select {cells})" if cells else ""
    return CONNECTION.execute(f"select {getattr(said, what)}{source}").fetchall()[0][0]


def loud(row: dict[str, Any], roles: set[str], stage: str | None) -> set[str]:
    """Return what a row's strong voices say, told in Python."""
    has = {role: row[role] for role in roles}
    found = {stage} & {"won", "lost"}
    if has.get("won") == "true":
        found.add("won")
    if has.get("won") == "false" and has.get("closed") == "true":
        found.add("lost")
    if has.get("lost") == "true":
        found.add("lost")
    if has.get("closed") == "false":
        found.add("open")
    won = has.get("won") == "true" or bool(has.get("won_on")) or stage == "won"
    if has.get("active") == "false" and not won:
        found.add("lost")
    if has.get("won_on"):
        found.add("won")
    if has.get("lost_on"):
        found.add("lost")
    return {one for one in found if one}


@settings(max_examples=examples(40))
@given(ROWS, FACTS)
def test_what_all_strong_voices_say_is_the_outcome(
    row: dict[str, Any], facts: dict[str, Any]
) -> None:
    """One strong voice decides whatever the weak ones say; two that differ decide nothing."""
    voices = loud(row, facts["roles"], facts["stage"])
    status = asked(row, "status", **facts)

    if len(voices) == 1:
        assert {status} == voices
        assert not asked(row, "contradicts", **facts)
    if len(voices) > 1:
        assert status is None
        assert asked(row, "contradicts", **facts)


@settings(max_examples=examples(40))
@given(ROWS, FACTS)
def test_no_outcome_is_made_up(row: dict[str, Any], facts: dict[str, Any]) -> None:
    """Won needs somebody who says won, lost somebody who says lost."""
    roles, stage, reason = facts["roles"], facts["stage"], facts["reason"]
    status = asked(row, "status", **facts)
    chance = row["probability"] if "probability" in roles and stage is None else None
    voices = loud(row, roles, stage)

    assert status != "won" or "won" in voices or chance == "100"
    assert status != "lost" or "lost" in voices or reason or chance == "0 %"
    if not roles and not reason:
        assert status == stage


@settings(max_examples=examples(15))
@given(ROWS, FACTS, st.sampled_from(("stage", "others")))
def test_who_counts_first_changes_only_what_contradicts(
    row: dict[str, Any], facts: dict[str, Any], first: str
) -> None:
    """A person's answer about contradictions leaves every other row as it is."""
    decided = asked(row, "status", **facts, first=first)

    if not asked(row, "contradicts", **facts):
        assert decided == asked(row, "status", **facts)
    elif first == "stage":
        assert decided == facts["stage"]
    else:
        assert decided == asked(row, "others", **facts)


@given(ROWS, st.sampled_from(("open", "lost")))
def test_what_a_no_means_is_as_a_person_says(row: dict[str, Any], no: str) -> None:
    """A flag alone: yes is won, no is what was answered, and an empty one is open."""
    meant = {"true": "won", "false": no, None: "open"}

    assert meant[row["won"]] == asked(row, "status", roles={"won"}, no=no)
    assert asked(row, "undecided", roles={"won"}) == (row["won"] == "false")
