"""What is wrong with a command: the part is named, in the language, with what was meant."""

from __future__ import annotations

import re
from datetime import date

import pytest
from support.source.command import run

from workshop.cli import _parser
from workshop.day import read_day
from workshop.words import LANGS, Lang, Words

WRONG: dict[str, tuple[str, str]] = {
    "--sesion team": ("--sesion", "--session"),
    "--Port 1": ("--Port", "--port"),
    "-help": ("-help", "--help"),
    "sample --ot x": ("--ot", "--out"),
    "room --cpa 3": ("--cpa", "--cap"),
    "kpi": ("kpi", "kpis"),
    "imprt x.csv": ("imprt", "import"),
    "dance": ("dance", ""),
    "--nonsense": ("--nonsense", ""),
    "--session": ("--session", "--session NAME"),
    "--lang": ("--lang", "--lang de|en"),
    "--session --port 3": ("--session", "--session NAME"),
    "--port abc": ("--port abc", "65535"),
    "--port 70000": ("--port 70000", "65535"),
    "--room-port -1": ("--room-port -1", "65535"),
    "--cap 0": ("--cap 0", "5000"),
    "--fewest 4": ("--fewest 4", "20"),
    "sample --seed x --out y": ("--seed x", ""),
    "kpis --before never": ("--before never", "won, opened"),
    "kpis --as-of 31/12/2026": ("--as-of 31/12/2026", "31.12.2026"),
    "import x.csv --to y --as-of 2026-02-30": ("--as-of 2026-02-30", "2026-12-31"),
    "compare --rules x --window 0": ("--window 0", "1"),
    "--lang fr": ("--lang fr", ""),
    "--no-room=yes": ("--no-room", ""),
    "room stage": ("stage", ""),
    "import": ("--to", "import"),
    "import x.csv": ("--to", "--to"),
    "sample": ("--out", "--out"),
    "forget": ("SESSION", "forget SESSION"),
    "compare": ("--rules", "--rules"),
}
"""What was typed: the part that is wrong, and what the hint offers."""
ARGPARSE = re.compile(
    r"argument|unrecognized|invalid|expected|required|usage|choose|ignored|error|one of|value",
    re.IGNORECASE,
)
"""Words of argparse's own sentences, and of the kit's English ones."""


@pytest.mark.parametrize("typed", WRONG)
def test_the_part_is_named_and_german_stays_german(
    capsys: pytest.CaptureFixture[str], typed: str
) -> None:
    """Not “I do not understand this command”, no word of argparse's English, and no half
    translation: English names the same part in other words.
    """
    part, offered = WRONG[typed]
    code, out, err = run(capsys, *typed.split())
    *named, hint = err.splitlines() if err.count("\n") > 1 else [err, err]

    assert (2, "") == (code, out)
    assert part in "\n".join(named)
    assert offered in hint
    assert [] == ARGPARSE.findall(err)
    if typed not in {"--lang", "--lang fr"}:
        english = run(capsys, "--lang=en", *typed.split())[2]

        assert part in english
        assert not {*err.splitlines()[::2]} & {*english.splitlines()[::2]}


def test_what_was_meant_is_offered(capsys: pytest.CaptureFixture[str]) -> None:
    """To one person, in full; the option a person mistyped, not the value behind it."""
    assert run(capsys, "--sesion", "team")[2].splitlines() == [
        "Diese Option gibt es nicht.",
        "Gefunden: --sesion",
        "Tipp: Meintest du --session?",
    ]


def test_what_is_missing_is_shown_as_an_example(capsys: pytest.CaptureFixture[str]) -> None:
    """Whoever types `import` alone reads how it goes, with the names that the help uses."""
    _, _, err = run(capsys, "import")

    assert "DATEIEN" in err.splitlines()[0]
    assert err.splitlines()[1].endswith("import DATEIEN --to ORDNER")


def options(lang: Lang) -> list[tuple[str, str]]:
    """Return command and option of everything that takes a value."""
    top = _parser(Words(lang))
    parsers = {"": top, **dict(top.commands)}
    return [
        (command, name)
        for command, parser in parsers.items()
        for name, settings in parser.known.items()
        if name.startswith("--") and settings.get("action") in {None, "append"}
    ]


@pytest.mark.parametrize("lang", LANGS)
def test_every_option_without_its_value_says_so(
    capsys: pytest.CaptureFixture[str], lang: Lang
) -> None:
    """Whatever options come later: each names itself and shows how it is written."""
    silent = []
    for command, option in options("de"):
        if option == "--explain":
            continue  # alone it means all KPIs
        spoken: Lang = "de" if option == "--lang" else lang
        code, _, err = run(capsys, *command.split(), f"--lang={spoken}", option)
        needs = Words(spoken)("{option} needs a value.", option=option)
        if code != 2 or not err.startswith(needs) or f": {option} " not in err.splitlines()[2]:
            silent.append((command, option, code, err))

    assert options("de")
    assert [] == silent


@pytest.mark.parametrize(
    ("typed", "day"),
    [
        ("2026-12-31", date(2026, 12, 31)),
        ("31.12.2026", date(2026, 12, 31)),
        ("1.2.2026", date(2026, 2, 1)),
        (" 01. 02. 2026 ", date(2026, 2, 1)),
        ("31.2.2026", None),
        ("12/31/2026", None),
        ("31.12.26", None),
        ("", None),
        ("soon", None),
    ],
)
def test_a_day_is_read_as_people_type_it(typed: str, day: date | None) -> None:
    """Year first or in the German way; what could be two days is none."""
    assert day == read_day(typed)


@pytest.mark.parametrize("typed", ["kpis", "dashboard --out x", "compare --rules x"])
def test_the_german_day_counts_like_the_other(typed: str) -> None:
    """Both ways of typing one day are one day."""
    days = {
        _parser(Words("de")).parse_args([*typed.split(), "--as-of", day]).as_of
        for day in ("2026-03-31", "31.03.2026")
    }

    assert {date(2026, 3, 31)} == days
