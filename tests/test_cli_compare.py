"""Rules side by side at the terminal: counts that add up, alpha, findings, bad input."""

from __future__ import annotations

import json
from itertools import combinations
from typing import TYPE_CHECKING, Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st
from support.data.raters import percent_agreement
from support.data.rules import RULES
from support.data.tables import contacts, crm, deals
from support.run.profiles import examples
from support.source.command import run

from workshop.cli.compared import Compared
from workshop.crm.schema import TABLES
from workshop.terms.agreement.alpha import alpha
from workshop.terms.outcome.comparison import compare
from workshop.terms.rules.rule import Rule
from workshop.terms.rules.template import TEMPLATES
from workshop.words import LANGS, Words

if TYPE_CHECKING:
    from pathlib import Path

KEYS = [
    "entity", "as_of", "window_days", "cases", "wins", "union", "all", "none", "alpha",
    "agreement", "rules", "pairs", "parts",
]  # fmt: skip
RULE_KEYS = [
    "name", "sentence", "count", "share", "mature", "won", "conversion", "low", "high",
    "circular", "wins_covered", "findings",
]  # fmt: skip


def written(place: Path, content: Any, name: str = "rules.yaml") -> Path:
    """Return a file with this content: text as it is, data as YAML."""
    file = place / name
    text = content if isinstance(content, str) else yaml.safe_dump(content, allow_unicode=True)
    file.write_text(text, encoding="utf-8")
    return file


def data(*keys: str) -> dict[str, Any]:
    """Return templates as rules by name."""
    return {key: TEMPLATES[key].rule.data() for key in keys}


def found(capsys: pytest.CaptureFixture[str], *arguments: object) -> dict[str, Any]:
    """Return what `workshop compare --json` says."""
    code, out, err = run(capsys, "compare", "--json", *arguments)

    assert (0, "") == (code, err)
    answer: dict[str, Any] = json.loads(out)
    return answer


def complaint(capsys: pytest.CaptureFixture[str], *arguments: object) -> str:
    """Return what is said about bad input; it is one message and exit code 2."""
    code, out, err = run(capsys, "compare", "--lang", "en", *arguments)

    assert (2, "") == (code, out)
    assert "Traceback" not in err
    return err


def test_the_shape_of_the_json_is_a_contract(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    """Other programs rely on these keys."""
    got = found(capsys, "--rules", written(tmp_path, data("can_buy", "form", "customer")))

    assert KEYS == list(got)
    assert [RULE_KEYS] * 3 == [list(one) for one in got["rules"]]
    pair_keys = ["rules", "both", "only_first", "only_second", "jaccard"]
    assert [pair_keys] * 3 == [list(one) for one in got["pairs"]]
    findings = [one for rule in got["rules"] for one in rule["findings"]]
    assert all(["code", "level", "text", "hint"] == list(one) for one in findings)


def test_the_numbers_add_up(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    """Parts make cases, pairs make rules, nobody is counted twice."""
    got = found(capsys, "--rules", written(tmp_path, data("can_buy", "form", "score")))
    counts = {one["name"]: one["count"] for one in got["rules"]}

    assert got["cases"] == sum(part["cases"] for part in got["parts"])
    assert got["cases"] == got["union"] + got["none"]
    for pair in got["pairs"]:
        first, second = pair["rules"]
        assert counts[first] == pair["both"] + pair["only_first"]
        assert counts[second] == pair["both"] + pair["only_second"]
        either = pair["both"] + pair["only_first"] + pair["only_second"]
        assert pair["jaccard"] == pytest.approx(pair["both"] / either)


@settings(max_examples=examples(8))
@given(st.lists(RULES, min_size=2, max_size=4), st.integers(0, 2**32))
def test_alpha_of_the_rules_is_that_of_raters_who_sort_every_case(
    rules: list[Rule], seed: int
) -> None:
    """Computed from counts, equal to Krippendorff's on all cases one by one."""
    people = [
        {
            **one,
            "decides": bool(seed >> k & 1),
            "need_known": bool(seed >> (k + 3) & 1),
            "score": float(seed % (k + 7) * 10),
            "source": "fair" if seed >> (k + 5) & 1 else "ads",
        }
        for k, one in enumerate(contacts(12))
    ]
    held = crm(**{name: [] for name in TABLES} | {"contacts": people, "deals": deals(3, "won")})
    named = {f"r{k}": rule for k, rule in enumerate(rules)}
    comparison = compare(held, named)
    compared = Compared(comparison, named, {name: [] for name in named})
    units = [(f"{sorted(p)}{k}", p) for p, t in comparison.parts.items() for k in range(t.cases)]
    raters = {name: {unit: int(name in part) for unit, part in units} for name in named}
    got, agreed = compared.agreement()

    assert agreed == pytest.approx(percent_agreement(raters))
    assert got == pytest.approx(alpha(raters, "nominal"))


def test_overlaps_are_those_of_the_parts() -> None:
    """Both, and each without the other, for every two of three rules."""
    people = [
        {**one, "decides": k % 2 == 0, "need_known": k % 3 == 0, "score": 50.0 * (k % 5 == 0)}
        for k, one in enumerate(contacts(60))
    ]
    held = crm(contacts=people, deals=[], accounts=[])
    named = {key: TEMPLATES[key].rule for key in ("can_buy", "showed_interest")}
    named["all"] = Rule()
    compared = Compared(compare(held, named), named, {name: [] for name in named})

    for one, other in combinations(named, 2):
        both, first, second = compared.both(one, other)
        assert compared.comparison.rule(one).cases == both + first
        assert compared.comparison.rule(other).cases == both + second


def test_one_rule_a_file_is_named_after_the_file(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    """YAML and JSON alike."""
    one = written(tmp_path, data("form")["form"], "sales.yaml")
    other = written(tmp_path, json.dumps(data("score")["score"]), "marketing.json")
    got = found(capsys, "--rules", one, "--rules", other)

    assert ["sales", "marketing"] == [rule["name"] for rule in got["rules"]]


@pytest.mark.parametrize("lang", LANGS)
def test_the_page_names_every_rule_and_every_finding(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, lang: str
) -> None:
    """Counts, shares, alpha and what the linter minds, in both languages."""
    file = written(tmp_path, data("can_buy", "customer"))
    got = found(capsys, "--rules", file, "--term", "lead", "--lang", lang)
    code, page, _ = run(capsys, "compare", "--rules", file, "--term", "lead", "--lang", lang)
    findings = [one for rule in got["rules"] for one in rule["findings"]]

    assert (0, ["late"]) == (code, [one["code"] for one in findings])
    assert all(one["text"] in page and one["hint"] in page for one in findings)
    assert all(rule["sentence"] in page for rule in got["rules"])
    assert Words(lang).number(got["alpha"], 2) in page


def test_names_of_agreed_words_are_linted_as_such(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    """MQL outside Lead is seen without being asked for."""
    rules = {"lead": data("can_buy")["can_buy"], "mql": data("form")["form"]}
    got = found(capsys, "--rules", written(tmp_path, rules))
    codes = {rule["name"]: [one["code"] for one in rule["findings"]] for rule in got["rules"]}

    assert "outside" in codes["mql"]


def test_an_earlier_day_knows_less(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    """--as-of hides what came after, --window changes who is mature."""
    file = written(tmp_path, data("met", "form"))
    late = found(capsys, "--rules", file)
    early = found(capsys, "--rules", file, "--as-of", "2025-09-30", "--window", "30")

    assert ("2025-09-30", 30) == (early["as_of"], early["window_days"])
    assert early["cases"] < late["cases"]
    assert early["wins"] < late["wins"]


def test_what_has_no_date_is_refused_as_of_an_earlier_day(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    """Since when a need is known stands nowhere; today the rule runs."""
    file = written(tmp_path, data("can_buy", "form"))
    said = complaint(capsys, "--rules", file, "--as-of", "2025-06-30")

    assert "there’s no date for it" in said
    assert "need_known" in said
    assert 0 < found(capsys, "--rules", file)["cases"]


@pytest.mark.parametrize("day", ["2031-01-01", "2001-01-01"])
def test_a_day_the_data_do_not_know_is_refused(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, day: str
) -> None:
    """As for KPIs: one meaning of as-of, one set of days."""
    file = written(tmp_path, data("met", "form"))

    assert "it knows about is" in complaint(capsys, "--rules", file, "--as-of", day)


BAD = {
    "no rule": ("[]", "isn’t a rule"),
    "empty": ("", "isn’t a rule"),
    "text": ("hello", "isn’t a rule"),
    "broken": ("{", "neither YAML nor JSON"),
    "tag": ("!!python/object:os.system {}", "neither YAML nor JSON"),
    "field": ("a: {where: {criteria: [{field: nope, op: is_true}]}}", "unknown field “nope”"),
    "operator": ("a: {where: {criteria: [{field: score, op: is_true}]}}", "doesn’t fit"),
    "entity": ("a: {entity: people}", "rules.yaml, a"),
    "one": ("a: {entity: contacts}", "two rules"),
    "mixed": ("{a: {entity: contacts}, b: {entity: deals}}", "different things"),
}


@pytest.mark.parametrize(("content", "said"), BAD.values(), ids=BAD)
def test_bad_files_are_said(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, content: str, said: str
) -> None:
    """Fact, what was found, hint; never a traceback."""
    assert said in complaint(capsys, "--rules", written(tmp_path, content))


def test_a_file_that_is_not_there_is_said(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    """With its name."""
    assert "gone.yaml" in complaint(capsys, "--rules", tmp_path / "gone.yaml")


def test_a_file_that_is_no_text_is_said(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    """A workbook by mistake."""
    file = tmp_path / "rules.xlsx"
    file.write_bytes(b"PK\x03\x04\xff\xfe\x00")

    assert "neither YAML nor JSON" in complaint(capsys, "--rules", file)


def test_two_rules_of_one_name_are_refused(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    """One would silently take the other's place."""
    file = written(tmp_path, data("form", "score"))

    assert "same name" in complaint(capsys, "--rules", file, "--rules", file)


@pytest.mark.parametrize(
    ("more", "said"),
    [
        (["--term", "love"], "no term with this name"),
        (["--term", "opportunity"], "something other than the term"),
        (["--as-of", "soon"], "doesn’t fit --as-of"),
        (["--window", "0"], "doesn’t fit --window"),
        (["--data", "/nowhere"], "doesn’t exist"),
    ],
)
def test_bad_options_are_said(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, more: list[str], said: str
) -> None:
    """One sentence each."""
    file = written(tmp_path, data("form", "score"))

    assert said in complaint(capsys, "--rules", file, *more)


def test_names_move_no_terminal(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    """What strangers typed into a file is printed as text."""
    rules = {"a\x1b[2J": data("form")["form"], "b": data("score")["score"]}
    _, out, _ = run(capsys, "compare", "--rules", written(tmp_path, rules))

    assert "\x1b" not in out
