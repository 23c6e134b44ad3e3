"""What not everybody needs is loaded where it is needed: a laptop may block or lack it."""

from __future__ import annotations

import os
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest
from support.run.profiles import NIGHT

from workshop.words import LANGS

if TYPE_CHECKING:
    from pathlib import Path

NATIVE = (
    "duckdb",
    "pyarrow",
    "pandas",
    "numpy",
    "python_calamine",
    "rapidfuzz",
    "vl_convert",
    "pydantic_core",
    "zmq",
    "sqlalchemy",
    "typst",
    "docx",
)
BLOCKED = [
    (name, lang)
    for name, by_day in zip(NATIVE[:4], ("de", "en", "de", "en"), strict=True)
    for lang in (LANGS if NIGHT else (by_day,))
]
"""What `kpis` cannot do without, in both languages at night, in turns by day."""
OPTIONAL = (
    "python_calamine",
    "rapidfuzz",
    "vl_convert",
    "typst",
    "docx",
    "lxml",
    "icalendar",
    "holidays",
)
HOOK = """
import sys
class Blocker:
    def find_spec(self, name, path=None, target=None):
        if name.partition(".")[0] in BLOCKED:
            text = "DLL load failed while importing {}: An Application Control policy has blocked"
            raise ImportError(text.format(name), name=name)
BLOCKED = set(sys.argv.pop(1).split(","))
sys.meta_path.insert(0, Blocker())
"""
COMMAND = HOOK + "from workshop.cli import main; sys.exit(main())"
KIT = HOOK + "import workshop.notebook, workshop.lab.server, workshop.room.server.serve"


def blocked(script: str, names: str, *arguments: object, home: Path) -> tuple[int, str, str]:
    """Run a script where some packages cannot be loaded: exit code, output, complaint."""
    command = [sys.executable, "-c", script, names, *map(str, arguments)]
    environment = {**os.environ, "WORKSHOP_HOME": str(home), "PYTHONIOENCODING": "utf-8"}
    done = subprocess.run(
        command, capture_output=True, encoding="utf-8", env=environment, check=False, timeout=120
    )
    return done.returncode, done.stdout, done.stderr


@pytest.mark.parametrize("lang", ["de", "en"])
def test_help_needs_none_of_them(tmp_path: Path, lang: str) -> None:
    """Whoever looks for a way out can still read what there is."""
    code, out, err = blocked(COMMAND, ",".join(NATIVE), "--lang", lang, "--help", home=tmp_path)

    assert (0, "") == (code, err)
    assert "import" in out


def test_the_kit_starts_without_what_not_everybody_needs(tmp_path: Path) -> None:
    """Acts, JupyterLab and the room load where workbooks, likeness and pictures are blocked."""
    code, _, err = blocked(KIT, ",".join(OPTIONAL), home=tmp_path)

    assert 0 == code, err


def test_rules_kpis_and_ways_need_no_engine_to_load(tmp_path: Path) -> None:
    """They are expressions and text: in a browser, another engine than ours computes them."""
    rooms = ["workshop.terms", "workshop.kpis", "workshop.journey", "workshop.crm.engine"]
    script = f"""
import pkgutil, importlib, sys
for room in {rooms}:
    found = importlib.import_module(room)
    for one in pkgutil.walk_packages(getattr(found, "__path__", []), room + "."):
        importlib.import_module(one.name)
from workshop.terms.rules.compile import rule_sql
from workshop.terms.rules.template import TEMPLATES
print(len([rule_sql(one.rule) for one in TEMPLATES.values()]))
"""
    code, out, err = blocked(HOOK + script, "duckdb,pyarrow,pandas", home=tmp_path)

    assert (0, "") == (code, err)
    assert int(out) > 0


def export(folder: Path) -> Path:
    """Write an export whose columns the kit knows by name."""
    rows = ["deal_id,created_at,status,value", *(f"d{n},2026-01-05,won,100" for n in range(9))]
    (folder / "deals.csv").write_text("\n".join(rows) + "\n", encoding="utf-8")
    return folder / "deals.csv"


def test_an_import_of_csv_needs_no_workbooks(tmp_path: Path) -> None:
    """Nor anything that draws."""
    file, target = export(tmp_path), tmp_path / "data"
    given = ("import", file, "--to", target, "--yes")
    code, _, err = blocked(COMMAND, "python_calamine,vl_convert", *given, home=tmp_path)

    assert (0, "") == (code, err)
    assert (target / "crm.duckdb").is_file()


@pytest.mark.parametrize(("name", "lang"), BLOCKED)
def test_kpis_without_what_they_need_is_one_message(tmp_path: Path, name: str, lang: str) -> None:
    """Fact, reason and a way out, with the package's name; never a traceback."""
    code, out, err = blocked(COMMAND, name, "kpis", "--lang", lang, home=tmp_path)

    assert (2, "") == (code, out)
    assert 3 == len(err.splitlines()), err
    assert name in err.splitlines()[0]
    assert f"{name}==" in err.splitlines()[2]
    assert lang == "en" or "Application Control" not in err


def test_a_workbook_without_the_package_names_it(tmp_path: Path) -> None:
    """The file is not called damaged: nothing is wrong with it."""
    book = tmp_path / "deals.xlsx"
    script = "import sys, openpyxl; b = openpyxl.Workbook(); b.active.append(['deal_id', 'value'])"
    subprocess.run([sys.executable, "-c", f"{script}; b.save(sys.argv[1])", book], check=True)
    given = ("import", book, "--to", tmp_path / "x", "--yes", "--lang", "en")
    code, _, err = blocked(COMMAND, "python_calamine", *given, home=tmp_path)

    assert 2 == code
    assert "python_calamine" in err
    assert "python-calamine==" in err
    assert "damaged" not in err


def test_a_fault_of_the_kit_itself_is_no_message(tmp_path: Path) -> None:
    """Whoever mends it needs the traceback."""
    script = "import workshop.words as w; del w.both\n" + COMMAND
    code, _, err = blocked(script, "nothing", "kpis", home=tmp_path)

    assert 1 == code
    assert "Traceback" in err
