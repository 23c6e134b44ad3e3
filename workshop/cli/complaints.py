"""What is wrong with a command that was typed: which part, and what was probably meant."""

from __future__ import annotations

from difflib import get_close_matches
from typing import TYPE_CHECKING

from workshop.errors import WorkshopError
from workshop.words import N_

if TYPE_CHECKING:
    from collections.abc import Iterable

    from workshop.cli.values import Value

MEANT = N_("Did you mean {nearest}?")
LOOK = N_("{command} --help shows what’s available.")


def unknown_option(name: str, known: Iterable[str], command: str) -> WorkshopError:
    """Return the error for an option that a command does not have.

    Args:
        name: the option, as it was typed.
        known: the options there are.
        command: what was called.
    """
    bare = {option.strip("-"): option for option in known}
    near = _nearest(name.strip("-"), bare)
    return _unknown(
        N_("There’s no such option."), name, bare[near] if near is not None else None, command
    )


def unknown_command(name: str, known: Iterable[str], command: str) -> WorkshopError:
    """Return the error for a command that does not exist; arguments as of `unknown_option`."""
    return _unknown(N_("There’s no such command."), name, _nearest(name, known), command)


def superfluous(word: str, command: str) -> WorkshopError:
    """Return the error for a word behind a command that nothing takes."""
    return _unknown(N_("This command doesn’t know what to do with that."), word, None, command)


def without_value(option: str, example: str) -> WorkshopError:
    """Return the error for an option whose value is missing."""
    return WorkshopError(
        N_("{option} needs a value."),
        found=N_("nothing after {option}"),
        hint=N_("Write it like this: {example}"),
        option=option,
        example=example,
    )


def with_value(option: str, command: str) -> WorkshopError:
    """Return the error for an option that is either there or not, and was given a value."""
    return WorkshopError(
        N_("{option} takes no value."),
        found="{option}=…",
        hint=LOOK,
        option=option,
        command=command,
    )


def wrong_value(option: str, typed: str, value: Value) -> WorkshopError:
    """Return the error for a value that an option cannot be."""
    return WorkshopError(
        N_("This value doesn’t fit {option}."),
        found="{option} {typed}",
        hint=value.expected,
        option=option,
        typed=typed,
        **value.limits,
    )


def missing(names: str, example: str) -> WorkshopError:
    """Return the error for parts that a command cannot do without."""
    return WorkshopError(
        N_("Something’s missing from this command: {names}."),
        hint=N_("Write it like this: {example}"),
        names=names,
        example=example,
    )


def _unknown(fact: str, name: str, nearest: str | None, command: str) -> WorkshopError:
    hint = LOOK if nearest is None else MEANT
    return WorkshopError(
        fact, found="{name}", hint=hint, name=name, nearest=nearest, command=command
    )


def _nearest(typed: str, known: Iterable[str]) -> str | None:
    return next(iter(get_close_matches(typed.lower(), known, n=1)), None)
