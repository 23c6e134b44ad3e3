"""What the operating system says: errors of files, networks, certificates and libraries."""

from __future__ import annotations

import errno
import socket
import ssl

from workshop.reasons.phrase import Phrase, first_match, phrase, quoted
from workshop.words import N_

NO_RIGHTS = N_("permission is missing")
IN_USE = N_("another program is using it")
BROKEN_OFF = N_("the other end broke off the connection")
TOO_LATE = N_("no answer came in time")
NO_WAY = N_("the network has no route there")
TOO_MANY_FILES = N_("too many files are open at once")
NOT_HERE = N_("this computer doesn’t have this address")
CANNOT = N_("this disk can’t do that")
NUMBERS: dict[str, str] = {
    "ENOENT": N_("there’s no such file or folder"),
    "EACCES": NO_RIGHTS,
    "EPERM": NO_RIGHTS,
    "EEXIST": N_("something with this name already exists"),
    "ENOTDIR": N_("part of the path is a file, not a folder"),
    "EISDIR": N_("this is a folder, not a file"),
    "ENOTEMPTY": N_("the folder is not empty"),
    "ENOSPC": N_("the disk is full"),
    "EDQUOT": N_("the disk quota is used up"),
    "EROFS": N_("the disk is read-only"),
    "EIO": N_("the disk failed while reading or writing"),
    "EFBIG": N_("the file is too large for this disk"),
    "ENAMETOOLONG": N_("the name is too long"),
    "EINVAL": N_("the system doesn’t accept this name or value"),
    "ELOOP": N_("the links go round in a circle"),
    "EMFILE": TOO_MANY_FILES,
    "ENFILE": TOO_MANY_FILES,
    "ENOMEM": N_("the memory is full"),
    "EBUSY": IN_USE,
    "ETXTBSY": IN_USE,
    "EAGAIN": IN_USE,
    "ENOTSUP": CANNOT,
    "EOPNOTSUPP": CANNOT,
    "ENOSYS": CANNOT,
    "EADDRINUSE": N_("another program is already using this port"),
    "EADDRNOTAVAIL": NOT_HERE,
    "ECONNREFUSED": N_("nobody’s answering there"),
    "ECONNRESET": BROKEN_OFF,
    "ECONNABORTED": BROKEN_OFF,
    "EPIPE": BROKEN_OFF,
    "ETIMEDOUT": TOO_LATE,
    "ENETUNREACH": NO_WAY,
    "ENETDOWN": NO_WAY,
    "EHOSTUNREACH": NO_WAY,
}
"""What an error's number means, by its name: numbers differ between systems."""
MEANINGS = {getattr(errno, name): said for name, said in NUMBERS.items() if hasattr(errno, name)}
UNSIGNED = N_("no known authority has signed it")
VERIFIED: dict[int, str] = {
    9: N_("it isn’t valid yet"),
    10: N_("it has expired"),
    18: UNSIGNED,
    19: UNSIGNED,
    20: UNSIGNED,
    21: UNSIGNED,
    26: N_("it’s meant for something else"),
    62: N_("it’s for another name"),
}
"""What OpenSSL's numbers for a certificate that it refuses mean."""
BLOCKED: tuple[tuple[str, str], ...] = (
    (
        r"application control|app control|group policy|code integrity|blocked|smart app",
        N_("this computer’s rules don’t allow it to run"),
    ),
    (r"library load disallowed|code signature|not valid for use", N_("the system is blocking it")),
    (r"architecture|not a valid win32|wrong elf", N_("it was made for another kind of computer")),
    (
        r"dll load failed|cannot open shared object|library not loaded|undefined symbol|glibc",
        N_("part of the system it needs is missing"),
    ),
)
"""What Windows, macOS and Linux say when a library is there and cannot be loaded."""


def system(error: BaseException) -> Phrase | None:
    """Return what the system means by an error; None if it is not the system's."""
    if isinstance(error, ImportError):
        return _unloadable(error)
    if isinstance(error, OverflowError) and "port" in str(error):
        return phrase(N_("a port is a number from 1 to {last}"), last="65535")
    if isinstance(error, ssl.SSLError):
        return _certificate(error)
    if isinstance(error, socket.gaierror):
        return phrase(N_("nobody on the network goes by this name"))
    if isinstance(error, TimeoutError):
        return phrase(TOO_LATE)
    return _numbered(error) if isinstance(error, OSError) else None


def _numbered(error: OSError) -> Phrase | None:
    inner = getattr(error, "reason", None)  # as `urllib` wraps it
    if error.errno is None and isinstance(inner, OSError):
        return system(inner)
    if error.errno in MEANINGS:
        return phrase(MEANINGS[error.errno])
    number = getattr(error, "winerror", None) or error.errno
    if number is None:
        return None
    return phrase(N_("the system reports error {number}"), number=str(number))


def _unloadable(error: ImportError) -> Phrase:
    if known := first_match(str(error), BLOCKED):
        return known
    if isinstance(error, ModuleNotFoundError):
        return phrase(N_("it isn’t installed"))
    return phrase(N_("it can’t be loaded"))


def _certificate(error: ssl.SSLError) -> Phrase:
    code = getattr(error, "verify_code", None)
    if code in VERIFIED:
        return phrase(VERIFIED[code])
    if error.reason and error.reason.endswith("TOO_SMALL"):
        return phrase(N_("its key is too short"))
    if error.reason and error.reason.endswith("TOO_WEAK"):
        return phrase(N_("it’s signed in a way that no longer counts as safe"))
    return quoted(getattr(error, "verify_message", "") or error.reason or str(error))
