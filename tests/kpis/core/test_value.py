"""An answer carries its reservations, and a refusal carries no number."""

from __future__ import annotations

import json
from string import Formatter

import pytest
from support.data.tables import AS_OF

from workshop.kpis.core.caveat import CAVEATS, Caveat, counted
from workshop.kpis.core.unit import Unit
from workshop.kpis.core.value import KpiValue, ratio
from workshop.policy import MIN_N
from workshop.stats import wilson
from workshop.words import Words

DE, EN = Words("de"), Words("en")
EMPTY = KpiValue("win_rate", Unit.RATIO.value, AS_OF)


def test_every_caveat_speaks_both_languages() -> None:
    """A reservation nobody can read protects nobody; both sentences take the same values."""
    for code, message in CAVEATS.items():
        names = {name for _, name, _, _ in Formatter().parse(message) if name}
        values = dict.fromkeys(names, 1234)
        german, english = (Caveat(code, values).text(words) for words in (DE, EN))

        assert german != english
        assert "{" not in german + english
        for words, text in ((DE, german), (EN, english)):
            shown = text.replace("1234", words.number(1234))  # names of places are texts
            assert len(names) == shown.count(words.number(1234)), text


def test_shares_in_caveats_are_percent() -> None:
    """A share is written as people say it."""
    assert "37%" in Caveat("value_missing_for_lost", {"share": 0.37}).text(EN)


def test_text_in_caveats_is_no_template() -> None:
    """A column may be called anything."""
    assert "{n}" in Caveat("missing_columns", {"columns": "{n}"}).text(EN)


def test_a_ratio_has_its_interval_and_its_parts() -> None:
    """Value, interval, numerator, denominator and n belong together."""
    found = ratio(EMPTY, 12, 40)

    assert (0.3, 12, 40, 40) == (found.value, found.numerator, found.denominator, found.n)
    assert wilson(12, 40) == (found.low, found.high)
    assert () == found.caveats


@pytest.mark.parametrize(("n", "code"), [(0, "no_cases"), (1, "small_n"), (MIN_N - 1, "small_n")])
def test_small_n_gives_no_rate(n: int, code: str) -> None:
    """Never 100 % of 1; the counts stay to be seen."""
    found = ratio(EMPTY, n, n)

    assert (None, None, None) == (found.value, found.low, found.high)
    assert [code] == [caveat.code for caveat in found.caveats]
    assert (n, n) == (found.n, found.numerator)


def test_the_least_n_gives_a_rate() -> None:
    """The limit itself is enough."""
    assert ratio(EMPTY, MIN_N, MIN_N).value == 1.0


def test_the_worst_caveat_stands_first() -> None:
    """A refusal's reason is read before the footnotes."""
    found = ratio(EMPTY, 12, 40).noting(Caveat("undecided", {"n": 1}), None)

    assert ["no_cases", "undecided"] == [c.code for c in found.refused(Caveat("no_cases")).caveats]
    assert found.refused(Caveat("no_cases")).value is None
    assert found.value == 0.3


def test_no_case_no_caveat() -> None:
    """“0 left out” is noise."""
    assert counted(0, "undecided") is None
    assert Caveat("undecided", {"n": 2}) == counted(2, "undecided")


def test_json_holds_what_was_promised() -> None:
    """Programs read it: names, numbers, ISO dates, stable codes."""
    found = ratio(EMPTY, 1, 2).as_json(EN)

    assert found == json.loads(json.dumps(found, allow_nan=False))
    assert {
        "name": "win_rate",
        "value": None,
        "unit": "ratio",
        "n": 2,
        "numerator": 1,
        "denominator": 2,
        "low": None,
        "high": None,
        "window_days": None,
        "as_of": "2026-09-30",
        "caveats": [{"code": "small_n", "text": found["caveats"][0]["text"]}],
        "missing": [],
        "beside": [],
    } == found
