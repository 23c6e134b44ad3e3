"""A certificate is tried before anything starts: what it is for, and whether it is any good."""

from __future__ import annotations

import datetime as dt
import ssl
from typing import TYPE_CHECKING

import pytest
from cryptography.hazmat.primitives import serialization
from support.browser.trust import Authority

from workshop.errors import WorkshopError
from workshop.room.reach.certificate import Certificate, read_certificate

if TYPE_CHECKING:
    from pathlib import Path

LONG_AGO = dt.datetime(2001, 1, 1, tzinfo=dt.UTC)


@pytest.fixture
def authority(tmp_path: Path) -> Authority:
    return Authority(tmp_path)


def test_its_names_are_the_ones_it_lists(authority: Authority) -> None:
    """Host names and addresses, and whoever signed it does not matter here."""
    found = read_certificate(*authority.issue("room.example.com", "192.168.1.5"))

    assert {"room.example.com", "192.168.1.5"} == set(found.names)


@pytest.mark.parametrize(
    ("names", "host", "expected"),
    [
        (["room.example.com", "192.168.1.5"], "192.168.1.5", "192.168.1.5"),
        (["192.168.1.5", "room.example.com"], "10.0.0.2", "room.example.com"),
        (["localhost", "room.example.com"], "127.0.0.1", "localhost"),
        (["localhost", "room.example.com"], "10.0.0.2", "room.example.com"),
        (["*.example.com", "room.example.org"], "10.0.0.2", "room.example.org"),
    ],
)
def test_phones_open_a_name_it_is_for(names: list[str], host: str, expected: str) -> None:
    """The address where it is listed, else a name; never one that a browser would warn about."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)

    assert expected == Certificate(context, tuple(names)).name_for(host)


@pytest.mark.parametrize("names", [(), ("*.example.com",), ("192.168.1.5",), ("localhost",)])
def test_a_certificate_without_a_name_to_open_is_refused(names: tuple[str, ...]) -> None:
    """No link is printed that phones warn about; what would help is named."""
    certificate = Certificate(ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER), names)

    with pytest.raises(WorkshopError, match=r"isn’t for this computer.*--public-url"):
        certificate.name_for("10.0.0.2")


def test_a_file_that_is_not_there_is_named(authority: Authority, tmp_path: Path) -> None:
    """The likeliest mistake is a wrong path."""
    cert, key = authority.issue("room.example.com")

    for wrong in ((tmp_path / "no.crt", key), (cert, tmp_path / "no.key")):
        with pytest.raises(WorkshopError, match=r"can’t be read.*no\."):
            read_certificate(*wrong)


def test_a_key_of_another_certificate_is_refused(authority: Authority) -> None:
    """Found before the first phone comes, not by it."""
    cert, _ = authority.issue("room.example.com")
    _, other = authority.issue("other.example.com")

    with pytest.raises(WorkshopError, match="don’t match"):
        read_certificate(cert, other)


def test_files_of_something_else_are_refused(authority: Authority, tmp_path: Path) -> None:
    """A letter, or the two files the other way round."""
    cert, key = authority.issue("room.example.com")
    letter = tmp_path / "letter.txt"
    letter.write_text("Dear all", encoding="utf-8")

    for wrong in ((letter, key), (cert, letter), (key, cert)):
        with pytest.raises(WorkshopError, match="aren’t a certificate and its key"):
            read_certificate(*wrong)


def test_a_key_with_a_password_is_refused_and_nobody_is_asked(authority: Authority) -> None:
    """Beside JupyterLab nobody sees a prompt, and the room would hang."""
    cert, key = authority.issue("room.example.com")
    opened = serialization.load_pem_private_key(key.read_bytes(), password=None)
    locked = opened.private_bytes(
        serialization.Encoding.PEM,
        serialization.PrivateFormat.PKCS8,
        serialization.BestAvailableEncryption(b"geheim"),
    )
    key.write_bytes(locked)

    with pytest.raises(WorkshopError, match="locked with a password"):
        read_certificate(cert, key)


def test_a_certificate_that_has_run_out_is_refused(authority: Authority) -> None:
    """Phones would show a warning instead of the room."""
    past = LONG_AGO + dt.timedelta(days=30)
    expired = authority.issue("room.example.com", not_before=LONG_AGO, not_after=past)

    with pytest.raises(WorkshopError, match=r"No phone would accept.*expired"):
        read_certificate(*expired)
