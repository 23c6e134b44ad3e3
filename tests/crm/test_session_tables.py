"""Data comes into a session once."""

from __future__ import annotations

from typing import TYPE_CHECKING

import duckdb
import ibis
import pytest
from pyarrow import parquet
from support.data.tables import arrow, deals
from support.exports.brought import export, own_headers
from support.exports.exports import DEAL, DEALS, folder, refusal

from workshop.crm.intake.importing import import_export
from workshop.crm.session_tables import ELSEWHERE, bring_data, data_here
from workshop.crm.store import open_crm
from workshop.session import DATA_VARIABLE

if TYPE_CHECKING:
    from pathlib import Path

PASSWORD = "very-secret"  # noqa: S105 - of nobody
PLACES = ("lake", "database")


@pytest.fixture
def session(tmp_path: Path) -> Path:
    """Return where the tables of an empty session would lie."""
    (tmp_path / "session").mkdir()
    return tmp_path / "session" / "crm.duckdb"


def elsewhere(tmp_path: Path, kind: str) -> str:
    """Return a folder of Parquet files, or the address of a database, with three deals."""
    rows = arrow("deals", deals(3, "won"))
    if kind == "lake":
        (tmp_path / "lake").mkdir()
        parquet.write_table(rows, tmp_path / "lake" / "deals.parquet")
        return str(tmp_path / "lake")
    with duckdb.connect(str(tmp_path / "w.duckdb")) as place:
        place.register("incoming", rows)
        place.execute("create table deals as from incoming")
    return f"duckdb:///{tmp_path / 'w.duckdb'}"


def written(tmp_path: Path) -> Path:
    """Return a folder that an import wrote."""
    mapping = own_headers(deals=DEALS)
    done = import_export(export(deals=DEALS + DEAL), mapping, tmp_path / "imported", "Team")
    done.crm.engine.close()
    return done.folder


def test_own_data(tmp_path: Path) -> None:
    """A folder that is named is the data."""
    bring_data(tmp_path / "crm.duckdb", folder(tmp_path / "mine", deals=DEALS + DEAL), None)

    assert "mine" == open_crm(tmp_path / "crm.duckdb").name


def test_the_sample_company_by_default(tmp_path: Path) -> None:
    """Who brings nothing works with the sample."""
    bring_data(tmp_path / "crm.duckdb", None, None)

    assert "contacts" in open_crm(tmp_path / "crm.duckdb").tables


def test_going_on_changes_nothing(tmp_path: Path) -> None:
    """A second start without data keeps the file, byte for byte."""
    target = tmp_path / "crm.duckdb"
    bring_data(target, folder(tmp_path / "mine", deals=DEALS + DEAL), None)
    before = target.read_bytes()
    bring_data(target, None, None)

    assert before == target.read_bytes()


def test_other_data_is_refused(tmp_path: Path) -> None:
    """Decisions rest on the first data; others need another session."""
    target = tmp_path / "crm.duckdb"
    data = folder(tmp_path / "mine", deals=DEALS + DEAL)
    bring_data(target, data, None)
    before = target.read_bytes()
    error = refusal(bring_data, target, data, None)

    assert "This session already has its data; decisions depend on it." == error.fact
    assert before == target.read_bytes()


@pytest.mark.parametrize("kind", PLACES)
def test_what_lies_elsewhere_is_not_copied(tmp_path: Path, session: Path, kind: str) -> None:
    """A warehouse stays where it is; a note says so and does not say where."""
    place = elsewhere(tmp_path, kind)
    bring_data(session, place, None)

    assert [ELSEWHERE] == [path.name for path in session.parent.iterdir()]
    assert str(tmp_path) not in session.with_name(ELSEWHERE).read_text(encoding="utf-8")


@pytest.mark.parametrize("kind", PLACES)
def test_what_lies_elsewhere_is_read_there(
    tmp_path: Path, session: Path, kind: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Every act asks the place that the variable names."""
    place = elsewhere(tmp_path, kind)
    bring_data(session, place, None)
    monkeypatch.setenv(DATA_VARIABLE, place)
    found = data_here(session)

    assert 3 == found.table("deals").count().to_pyarrow().as_py()
    assert not session.exists()


def test_a_session_whose_data_lies_elsewhere_asks_where(tmp_path: Path, session: Path) -> None:
    """It must not go on with the sample company in silence."""
    bring_data(session, elsewhere(tmp_path, "lake"), None)

    for call in (lambda: bring_data(session, None, None), lambda: data_here(session)):
        assert "nobody has said which one" in refusal(call).fact
    assert not session.exists()


def test_the_place_may_be_named_anew(tmp_path: Path, session: Path) -> None:
    """Each start names it; the note stays."""
    place = elsewhere(tmp_path, "lake")
    bring_data(session, place, None)
    bring_data(session, place, None)

    assert [ELSEWHERE] == [path.name for path in session.parent.iterdir()]


def test_decisions_that_rest_on_a_warehouse_get_no_other_data(
    tmp_path: Path, session: Path
) -> None:
    """Files are other data, also where nothing was copied before."""
    bring_data(session, elsewhere(tmp_path, "lake"), None)
    refusal(bring_data, session, folder(tmp_path / "mine", deals=DEALS + DEAL), None)

    assert not session.exists()


def test_a_place_that_cannot_be_opened_leaves_no_note(session: Path) -> None:
    """A slip in the address must not lock the session; nor is the password shown."""
    error = refusal(bring_data, session, f"postgres://anna:{PASSWORD}@127.0.0.1:1/x", None)

    assert [] == list(session.parent.iterdir())
    assert PASSWORD not in str(error)


def test_a_note_names_no_password(
    tmp_path: Path, session: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A session's folder is passed on; an address is not."""
    place = elsewhere(tmp_path, "database")
    monkeypatch.setattr(
        "workshop.crm.open.ibis.connect",
        lambda *_, **__: ibis.duckdb.connect(place.removeprefix("duckdb:///"), read_only=True),
    )
    bring_data(session, f"postgres://anna:{PASSWORD}@host/x", None)
    content = b"".join(path.read_bytes() for path in session.parent.iterdir())

    assert content
    assert PASSWORD.encode() not in content


def test_a_folder_that_an_import_wrote_is_copied(tmp_path: Path, session: Path) -> None:
    """Byte for byte: ids are hashed once, and the report comes along."""
    place = written(tmp_path)
    bring_data(session, place, None)

    assert (place / "crm.duckdb").read_bytes() == session.read_bytes()
    assert ["crm.duckdb"] == [path.name for path in session.parent.iterdir()]
    assert "Team" == data_here(session).name


def test_a_damaged_import_is_not_copied(tmp_path: Path, session: Path) -> None:
    """What cannot be opened there would not open here."""
    (tmp_path / "imported").mkdir()
    (tmp_path / "imported" / "crm.duckdb").write_bytes(b"garbage" * 1000)
    refusal(bring_data, session, tmp_path / "imported", None)

    assert [] == list(session.parent.iterdir())


@pytest.mark.parametrize("place", ["postgres://anna:very-secret@h/x", "some/folder"])
def test_a_session_with_data_takes_none_from_anywhere(session: Path, place: str) -> None:
    """Neither an address nor a folder; what was brought is not even looked at."""
    session.write_bytes(b"precious")
    error = refusal(bring_data, session, place, None)

    assert "This session already has its data; decisions depend on it." == error.fact
    assert b"precious" == session.read_bytes()
    assert PASSWORD not in str(error)


def test_a_mapping_without_data_is_refused(tmp_path: Path, session: Path) -> None:
    """A mapping says how to read own data; the sample company needs none."""
    error = refusal(bring_data, session, None, tmp_path / "m.yaml")

    assert "m.yaml" in str(error)
    assert [] == list(session.parent.iterdir())


@pytest.mark.parametrize("kind", [*PLACES, "imported"])
def test_a_mapping_for_tables_that_need_none_is_refused(
    tmp_path: Path, session: Path, kind: str
) -> None:
    """Somebody believes it counts; it would be passed over in silence."""
    place = written(tmp_path) if kind == "imported" else elsewhere(tmp_path, kind)
    mapping = tmp_path / "m.yaml"
    mapping.write_text("tables: {deals: {file: a.csv, columns: {deal_id: Id}}}", encoding="utf-8")
    refusal(bring_data, session, place, mapping)

    assert [] == list(session.parent.iterdir())


def test_own_files_are_hidden(tmp_path: Path, session: Path) -> None:
    """Ids of own files are hashed on their way into a session."""
    content = "contact_id,created_at\nanna@firma.example,2026-01-02\n"
    bring_data(session, folder(tmp_path / "mine", contacts=content), None)
    (found,) = data_here(session).table("contacts").contact_id.to_pyarrow().to_pylist()

    assert found.startswith("C")
    assert b"anna@firma" not in session.read_bytes()
