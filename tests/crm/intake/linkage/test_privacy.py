"""Ids still link tables, and lead nobody back to a person."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import duckdb
import pytest
from support.exports.brought import export, own_headers, taken_in
from support.exports.exports import refusal
from support.exports.namesakes import FAMILY, GIVEN, planted
from support.source.command import run

from workshop.crm.intake.importing import import_export
from workshop.crm.intake.linkage.privacy import HASH_DIGITS, LETTERS, LINKED, hidden, new_salt
from workshop.crm.readings.sql import literal
from workshop.crm.schema import TABLES, Kind
from workshop.crm.store import CRM_FILE

if TYPE_CHECKING:
    from pathlib import Path

PEOPLE = ("anna.muster@firma.example", "Bernd Beispiel", "+49 221 445566", "Žofia Łąka")
CONTACTS = "contact_id,account_id,created_at,owner_id\n" + "".join(
    f"{person},Kunde {n} GmbH,2026-01-0{n},Nora Berg\n" for n, person in enumerate(PEOPLE, 1)
)
DEALS = "deal_id,contact_id,account_id,created_at,status,owner_id\n" + "".join(
    f"Server für {person},{person},Kunde {n} GmbH,2026-01-02,open,Tim Wolf\n"
    for n, person in enumerate(PEOPLE, 1)
)
ACCOUNTS = "account_id,country\n" + "".join(f"Kunde {n} GmbH,DE\n" for n in range(1, 5))
EXPORT = {"accounts": ACCOUNTS, "contacts": CONTACTS, "deals": DEALS}
SECRETS = [
    *PEOPLE,
    *(f"Kunde {n} GmbH" for n in range(1, 5)),
    "Server für",
    "Nora Berg",
    "Tim Wolf",
]


def tables(*, owners: bool = False) -> dict[str, dict[str, list[Any]]]:
    """Return the columns of a private import."""
    mapping = own_headers(**EXPORT).model_copy(update={"owners": owners})
    intake = taken_in(mapping, private=True, **EXPORT)
    return {n: intake.connection.table(n).to_pyarrow().to_pydict() for n in EXPORT}


def digest(column: str, salt: str, value: str | None) -> str | None:
    """Return what stands in place of one id."""
    text = "null::varchar" if value is None else literal(value)
    query = f"select {hidden(column, salt, '7')} from (select {text} as {column})"  # noqa: S608
    found: tuple[str | None] = duckdb.sql(query).fetchone()
    return found[0]


def test_every_id_has_a_letter() -> None:
    """An id without one would stay as it is."""
    ids = {f.name for table in TABLES.values() for f in table.fields if f.kind is Kind.ID}

    assert ids == {*LETTERS}
    assert len(LETTERS) == len({*LETTERS.values()})


def test_ids_that_others_point_at_are_linked() -> None:
    """Customers, people, campaigns and colleagues; a deal's own number is only counted."""
    assert {"account_id", "contact_id", "campaign_id", "owner_id"} == LINKED


@pytest.mark.parametrize("column", sorted(LINKED))
def test_a_hash_is_a_letter_and_digits(column: str) -> None:
    """One look tells what kind of thing it names."""
    found = digest(column, "salt", "anna@firma.example") or ""

    assert LETTERS[column] == found[0]
    assert HASH_DIGITS == len(found) - 1
    assert {*found[1:]} <= {*"0123456789ABCDEF"}


def test_equal_ids_have_equal_hashes() -> None:
    """Else no deal would find its contact; another salt gives another hash."""
    first, same = digest("contact_id", "a", "anna"), digest("contact_id", "a", "anna")
    others = [
        digest("contact_id", "b", "anna"),
        digest("contact_id", "a", "Anna"),
        digest("contact_id", "a", "anna "),
    ]

    assert first == same
    assert 3 == len({*others} - {first})


def test_an_empty_link_stays_empty() -> None:
    """Nobody is not somebody with a hash."""
    assert digest("contact_id", "salt", None) is None


def test_a_salt_is_new_each_time() -> None:
    """Two imports cannot be laid side by side, and nobody tries out names on a known salt."""
    salts = {new_salt() for _ in range(50)}

    assert 50 == len(salts)
    assert {32} == {len(salt) for salt in salts}


def test_hashes_link_the_tables() -> None:
    """The third deal belongs to the third contact, who belongs to the third account."""
    found = tables()

    assert found["contacts"]["contact_id"] == found["deals"]["contact_id"]
    assert found["accounts"]["account_id"] == found["contacts"]["account_id"]
    assert len(PEOPLE) == len({*found["contacts"]["contact_id"]})


def test_two_imports_have_nothing_in_common() -> None:
    """The same file twice gives other hashes, or one could follow a person over years."""
    first, second = tables(), tables()

    for name, column in (("contacts", "contact_id"), ("accounts", "account_id")):
        assert not {*first[name][column]} & {*second[name][column]}


def test_a_deal_s_own_id_is_its_row() -> None:
    """Titles of deals name customers and people; nothing points at them, so a number will do."""
    assert ["D2", "D3", "D4", "D5"] == tables()["deals"]["deal_id"]


def test_colleagues_are_hashed_too() -> None:
    """Who switches owners on still sees no name, and each table has the same hash for one."""
    found = tables(owners=True)

    assert "owner_id" not in tables()["deals"]
    assert 1 == len({*found["deals"]["owner_id"]})
    assert found["deals"]["owner_id"] != found["contacts"]["owner_id"]
    assert all(one.startswith("P") for one in found["deals"]["owner_id"])


@pytest.mark.parametrize("owners", [False, True])
def test_no_raw_id_is_in_any_file(tmp_path: Path, owners: bool) -> None:  # noqa: FBT001
    """Neither in the bytes of what is written nor in any cell of the database."""
    mapping = own_headers(**EXPORT).model_copy(update={"owners": owners})
    import_export(export(**EXPORT), mapping, tmp_path / "x", "x").crm.engine.close()
    written = [path.read_bytes() for path in (tmp_path / "x").rglob("*") if path.is_file()]

    assert len(written) > 1
    for secret in SECRETS:
        for raw in (secret.encode(), secret.encode("utf-16-le"), secret.lower().encode()):
            assert not any(raw in content for content in written)
    cells = everything(tmp_path / "x" / "crm.duckdb")
    assert [] == [secret for secret in SECRETS if secret.lower() in cells.lower()]


def everything(path: Path) -> str:
    """Return every cell of every table of a database; its bytes may be packed."""
    with duckdb.connect(str(path), read_only=True) as place:
        names = [name for (name,) in place.execute("show tables").fetchall()]
        return str([place.execute(f"from {name}").fetchall() for name in names])


def test_the_salt_is_not_written_down(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whoever has the salt can try out names; so nobody has it."""
    salt = "0123456789abcdef" * 2
    monkeypatch.setattr("workshop.crm.intake.load.new_salt", lambda: salt)
    done = import_export(export(**EXPORT), own_headers(**EXPORT), tmp_path / "x", "x")
    hashes = done.crm.table("contacts").contact_id.to_pyarrow().to_pylist()
    done.crm.engine.close()
    written = b"".join(p.read_bytes() for p in (tmp_path / "x").rglob("*") if p.is_file())

    assert [digest("contact_id", salt, person) for person in PEOPLE] == hashes
    assert salt.encode() not in written
    assert salt not in everything(tmp_path / "x" / "crm.duckdb")


def test_an_error_about_keys_is_said_to_the_person_who_has_the_file() -> None:
    """The message shows the key, because that person must find the rows; nothing else is shown."""
    twice = DEALS + DEALS.split("\n", 1)[1].replace("open", "won")
    error = refusal(lambda: taken_in(private=True, deals=twice))

    assert "Server für anna" in str(error)
    assert "Tim Wolf" not in str(error)


def test_no_name_of_two_hundred_reaches_a_file(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Whatever column a name stands in, no file of the import holds it, no table and no line."""
    for name, content in planted().items():
        (tmp_path / f"{name}.csv").write_text(content, "utf-8")
    target = tmp_path / "crm"
    code, out, complaint = run(
        capsys, "import", *tmp_path.glob("*.csv"), "--to", target, "--yes", "--lang", "de"
    )
    assert code == 0, complaint

    written = b"".join(file.read_bytes() for file in target.rglob("*") if file.is_file())
    with duckdb.connect(target / CRM_FILE, read_only=True) as crm:
        names = [name for (name,) in crm.execute("select name from (show tables)").fetchall()]
        texts = [str(crm.table(name).fetchall()) for name in names]
    everything = out + "".join(texts)
    assert "Empfehlung …" in everything
    assert {"contacts", "deals"} <= {*names}
    people = {*GIVEN, *(part for name in FAMILY for part in name.split() if len(part) > 3)}
    assert [] == [name for name in sorted(people) if name.encode() in written]
    assert [] == [name for name in sorted(people) if name in everything]
