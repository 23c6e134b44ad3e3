"""One table in several files or sheets: united, no row twice, and never one of them in silence."""

from __future__ import annotations

from typing import TYPE_CHECKING

from support.exports.brought import export, rows, taken_in
from support.exports.exports import refusal

from workshop.crm.intake.dialogue.answering import answered
from workshop.crm.intake.dialogue.proposal import propose
from workshop.crm.intake.doubt import APART, LATER, TOGETHER, Topic
from workshop.crm.intake.report import Reason
from workshop.crm.intake.said import report_lines
from workshop.crm.mapping import read_mapping, validated
from workshop.words import Words

if TYPE_CHECKING:
    from pathlib import Path

    from workshop.crm.intake.dialogue.proposal import Proposal
    from workshop.crm.intake.doubt import Doubt
    from workshop.crm.mapping import CrmMapping, TableMapping

EN = "Deal ID,Deal Stage,Amount,Create Date,Close Date\n"
DE = "Deal-ID;Deal-Phase;Betrag;Erstellungsdatum;Abschlussdatum\n"
WON = EN + "1,Closed Won,1000,2026-01-05,2026-02-01\n2,Closed Won,2000,2026-01-06,2026-02-11\n"
LOST = EN + (
    "3,Closed Lost,3000,2026-01-07,2026-02-12\n4,Closed Lost,4000,2026-01-08,2026-02-13\n"
    "5,Closed Lost,5000,2026-01-09,2026-02-14\n"
)
GERMAN = DE + "6;Verloren;1.000,00;05.01.2026;01.02.2026\n7;Gewonnen;500,00;06.01.2026;02.02.2026\n"
NO_KEY = "Deal Stage,Amount,Create Date,Close Date\n"


def asked(**files: str) -> tuple[Proposal, list[Doubt]]:
    """Return the proposal for some files and its questions about parts."""
    found = propose(export(**files))
    return found, [doubt for doubt in found.doubts if doubt.topic is Topic.PARTS]


def unasked(doubts: list[Doubt]) -> set[str | None]:
    """Return the answers that need nobody; None among them where a person has to give one."""
    return {doubt.unasked for doubt in doubts}


def ids(mapping: CrmMapping, **files: str) -> list[str]:
    """Return the deals that are read with a mapping."""
    return sorted(row["deal_id"] for row in rows(taken_in(mapping, **files), "deals"))


SAFE = {
    "two stages, two files": {"deals_won": WON, "deals_lost": LOST},
    "a row that stands in both alike": {"all": WON, "again": WON},
    "three files": {"a": WON, "b": LOST, "c": EN + "9,Proposal,10,2026-01-01,\n"},
    "without keys and without a common row": {
        "q1": NO_KEY + "Closed Won,1000,2026-01-05,2026-02-01\n",
        "q2": NO_KEY + "Closed Lost,2000,2026-04-05,2026-05-01\n",
    },
    "German, by quarter": {
        "abschluesse_q1": GERMAN,
        "abschluesse_q2": GERMAN.replace("\n6", "\n8").replace("\n7", "\n9"),
    },
    "columns in another order": {
        "a": WON,
        "b": "Close Date,Create Date,Amount,Deal Stage,Deal ID\n"
        "2026-03-01,2026-01-01,7,Closed Lost,8\n",
    },
}
OPEN = {
    "a key with two contents": {"a": WON, "b": WON.replace("1000", "1500")},
    "other headers": {"a": WON, "b": GERMAN},
    "a key with two stages": {"a": WON, "b": EN + "2,Closed Lost,2000,2026-01-06,2026-02-11\n"},
    "the same rows without keys": {
        "a": NO_KEY + "Closed Won,1000,2026-01-05,2026-02-01\n",
        "b": NO_KEY + "Closed Won,1000,2026-01-05,2026-02-01\n",
    },
}


def test_what_is_proven_to_be_one_table_is_proposed() -> None:
    """The same columns and no key with two contents: nothing is guessed."""
    open_ones = {name: asked(**files)[1] for name, files in SAFE.items()}

    assert {name: len(files) - 1 for name, files in SAFE.items()} == {
        name: len(doubts) for name, doubts in open_ones.items()
    }
    assert {TOGETHER} == {doubt.proposed for doubts in open_ones.values() for doubt in doubts}
    assert [] == [name for name, doubts in open_ones.items() if None in unasked(doubts)]


def test_what_would_be_a_guess_is_open() -> None:
    """A person decides; until then nothing is taken."""
    assert [] == [name for name, files in OPEN.items() if None not in unasked(asked(**files)[1])]


def test_all_parts_are_read() -> None:
    """Two won and three lost deals are five deals, whichever file fits the table better."""
    files = {"deals_won": WON, "deals_lost": LOST}
    found, _ = asked(**files)
    statuses = [row["status"] for row in rows(taken_in(found.mapping, **files), "deals")]

    assert (2, 3) == (statuses.count("won"), statuses.count("lost"))


def test_parts_may_have_other_headers() -> None:
    """Each file is read by its own columns, numbers and dates included."""
    files = {"a": WON, "b": GERMAN}
    found, (doubt,) = asked(**files)
    values = [
        row["value"]
        for row in rows(taken_in(answered(found, doubt, TOGETHER).mapping, **files), "deals")
    ]

    assert [500.0, 1000.0, 1000.0, 2000.0] == sorted(values)


def test_a_row_that_stands_twice_counts_once() -> None:
    """It is set aside in the later file, by the number it has there."""
    files = {"a": WON, "b": EN + "8,Proposal,1,2026-01-01,\n" + WON.split("\n", 1)[1]}
    found, _ = asked(**files)
    intake = taken_in(found.mapping, **files)
    aside = {one.source: one.set_aside for one in intake.report.tables}
    ((twice,),) = [groups for groups in aside.values() if groups]

    assert ["1", "2", "8"] == ids(found.mapping, **files)
    assert (Reason.DUPLICATE, 2) == (twice.reason, twice.n)
    assert sum(one.kept for one in intake.report.tables) == 3


def test_of_a_key_with_two_contents_the_chosen_row_counts_and_the_other_is_said() -> None:
    """The answer is the order of the files in the mapping, so it is never asked again."""
    files = {"a": WON, "b": WON.replace("1000", "1500")}
    found, (doubt,) = asked(**files)
    values = {}
    for answer in (TOGETHER, LATER):
        mapping = answered(found, doubt, answer).mapping
        intake = taken_in(mapping, **files)
        values[answer] = sorted(row["value"] for row in rows(intake, "deals"))
        lines = report_lines(intake.report, Words("en"))
        assert any("already belongs to another row. Rows: 1 (2)" in line for line in lines)

    first = 1000.0 if found.sources["deals"][0] == "a.csv" else 1500.0
    assert {TOGETHER: first, LATER: 2500.0 - first} == {key: v[0] for key, v in values.items()}
    assert (TOGETHER, LATER, APART) == doubt.options


def test_a_key_in_another_form_is_the_same_key() -> None:
    """Two files may write one id in two ways; case tells keys apart, as it does in Salesforce."""
    twins = {
        "003Ab00000XyZ01": ("003Ab00000XyZ01AAX", 1),
        "4711": ("0004711", 1),
        "003Ab00000XyZ02": ("003aB00000XyZ02", 2),
    }
    row = ",Closed Won,1000,2026-01-05,2026-02-01\n"
    found = {}
    for key, (other, _) in twins.items():
        files = {"a": EN + key + row, "b": EN + other + row}
        proposal, (doubt,) = asked(**files)
        assert doubt.unasked is not None
        found[key] = len(ids(proposal.mapping, **files))

    assert {key: n for key, (_, n) in twins.items()} == found
    other = {"a": EN + "4711" + row, "b": EN + "0004711" + row.replace("1000", "9")}
    assert asked(**other)[1][0].unasked is None


def test_a_file_can_be_left_out() -> None:
    """Whoever says no gets the table of the first file alone, written as it always was."""
    found, (doubt,) = asked(deals_won=WON, deals_lost=LOST)
    alone = answered(found, doubt, APART)

    assert 1 == len(alone.mapping.parts("deals"))
    assert "- file" not in alone.mapping.to_yaml()
    assert [doubt.column] == [*alone.unknown]
    assert {one.source for one in alone.understood} == {*alone.sources["deals"]}


def test_the_mapping_is_read_again(tmp_path: Path) -> None:
    """Next quarter's files need no answer."""
    files = {"deals_won": WON, "deals_lost": LOST}
    mapping = asked(**files)[0].mapping
    path = tmp_path / "mapping.yaml"
    path.write_text(mapping.to_yaml(), encoding="utf-8")

    assert mapping == read_mapping(path)
    assert ["1", "2", "3", "4", "5"] == ids(read_mapping(path), **files)


def _plain(one: TableMapping) -> TableMapping:
    return one.model_copy(update={"values": {}})


def test_renamed_files_that_are_read_differently_are_not_mixed_up() -> None:
    """What means won in one may not be applied to the other."""
    files = {"deals_won": WON, "deals_lost": LOST}
    mapping = asked(**files)[0].mapping
    parts = mapping.parts("deals")
    alike = mapping.model_copy(update={"tables": {"deals": tuple(_plain(one) for one in parts)}})
    renamed = {
        "q2_a": WON.replace("Closed Won", "won"),
        "q2_b": LOST.replace("Closed Lost", "lost"),
    }

    assert 5 == len(ids(alike, **renamed))
    assert "Several sheets" in str(refusal(lambda: taken_in(mapping, q2_a=WON, q2_b=LOST)))


def test_a_finding_in_one_of_several_files_names_it() -> None:
    """Rows are numbered in each file anew, so a number alone says nothing."""
    late = EN + "8,Closed Won,1,1805-01-01,2026-02-01\n"
    found, _ = asked(a=WON, b=late)
    lines = report_lines(taken_in(found.mapping, a=WON, b=late).report, Words("en"))

    assert any("b.csv: " in line and "In row: 2." in line for line in lines)


def test_a_list_of_no_files_is_refused() -> None:
    """A table has one part at least."""
    assert "the minimum is 1" in str(refusal(lambda: validated({"tables": {"deals": []}}, "x")))


def test_one_answer_holds_for_every_file_that_asks_the_same() -> None:
    """Three files with one contradiction each ask once, and none of them stays undecided."""
    head = "Id,StageName,IsClosed,IsWon,Amount,CreatedDate,CloseDate\n"
    row = "{},Closed Won,true,false,1000,2026-01-05,2026-02-0{}\n"
    other = "{},Closed Lost,true,false,1000,2026-01-05,2026-02-1{}\n"
    files = {f"deals_{n}": head + row.format(n, n) + other.format(5 + n, n) for n in (1, 2, 3)}
    proposal = propose(export(**files))
    (rivals,) = (doubt for doubt in proposal.doubts if doubt.topic is Topic.RIVALS)
    said = answered(proposal, rivals, "stage")

    states = [row["status"] for row in rows(taken_in(said.mapping, **files), "deals")]
    assert ["lost", "lost", "lost", "won", "won", "won"] == sorted(states)


def test_a_question_outlives_the_file_that_asked_it_first() -> None:
    """Leave the second of three files out: what it asked for the third as well is still asked."""
    known = EN + "1,Closed Won,1000,2026-01-05,2026-02-01\n8,Closed Lost,9,2026-01-05,2026-02-01\n"
    odd = EN + "{},Ablage P,1000,2026-01-05,\n{},Closed Won,1000,2026-01-05,2026-02-01\n"
    files = {"a": known, "b": odd.format(2, 4), "c": odd.format(3, 5)}
    proposal = propose(export(**files))
    last = [one for one in proposal.doubts if one.topic is Topic.PARTS and one.source == "b.csv"]
    left = answered(proposal, last[0], APART)

    assert any(one.topic is Topic.VALUE and one.example == "Ablage P" for one in left.doubts)
