"""Certificates of an authority that lives for one test, and a browser that trusts it."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from typing import TYPE_CHECKING, Any

import trustme

if TYPE_CHECKING:
    from pathlib import Path


class Authority:
    """Signs certificates into files.

    Args:
        folder: where they lie.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._signs = trustme.CA()
        self.root = folder / "root.pem"
        self._signs.cert_pem.write_to_path(str(self.root))

    def issue(self, *names: str, **settings: Any) -> tuple[Path, Path]:
        """Return the files of a certificate for these names, and of its key."""
        issued = self._signs.issue_cert(*names, **settings)
        stem = f"{len(list(self._folder.iterdir()))}"
        cert, key = self._folder / f"{stem}.crt", self._folder / f"{stem}.key"
        cert.write_bytes(b"".join(one.bytes() for one in issued.cert_chain_pems))
        issued.private_key_pem.write_to_path(str(key))
        return cert, key


def certutil() -> str | None:
    """Return the program that fills a browser's list of authorities, installed if need be."""
    if found := shutil.which("certutil"):
        return found
    if shutil.which("apt-get") and os.geteuid() == 0:
        for step in (["update"], ["install", "-y", "libnss3-tools"]):
            subprocess.run(["apt-get", *step], check=False, stdout=sys.stderr)
    return shutil.which("certutil")


def let_trust(home: Path, authority: Authority, program: str) -> None:
    """Let a Chromium with this home folder trust an authority."""
    folder = home / ".pki" / "nssdb"
    folder.mkdir(parents=True)
    database = f"sql:{folder}"
    subprocess.run([program, "-d", database, "-N", "--empty-password"], check=True)
    named = ["-n", "authority", "-t", "C,,", "-i", str(authority.root)]
    subprocess.run([program, "-d", database, "-A", *named], check=True)
