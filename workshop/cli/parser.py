"""A parser that speaks the kit's languages and complains with the kit's own error."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING, Any, NoReturn

from workshop.errors import WorkshopError
from workshop.words import N_

if TYPE_CHECKING:
    from collections.abc import Sequence

    from workshop.words import Words


class Parser(argparse.ArgumentParser):
    """One command's options.

    Args:
        words: the language of help and complaints.
        given: everything that was typed.
        settings: see `argparse.ArgumentParser`.
    """

    def __init__(self, words: Words, given: Sequence[str], **settings: Any) -> None:
        super().__init__(add_help=False, allow_abbrev=False, **settings)
        self.words = words
        self.given = given
        self.options = self.add_argument_group(words("Options"))
        self.add("-h", "--help", action="help", help=words("show this help"))
        self.add("--lang", default="de", metavar="de|en", help=words("language"))

    def add(self, *names: str, **settings: Any) -> None:
        """Add an option to the one group that the help shows."""
        self.options.add_argument(*names, **settings)

    def format_usage(self) -> str:
        return super().format_usage().replace("usage:", self.words("Usage:"), 1)

    def format_help(self) -> str:
        return super().format_help().replace("usage:", self.words("Usage:"), 1)

    def error(self, message: str) -> NoReturn:
        """Say what was typed: argparse's own `message` is English only."""
        raise WorkshopError(
            N_("This is not a command the kit understands."),
            found="{line}",
            hint=N_("{command} --help shows what there is."),
            line=" ".join(["workshop", *self.given]),
            command=self.prog,
        ) from ValueError(message)


def whole(text: str, most: int, least: int = 0) -> int:
    """Return a whole number from `least` to `most`; argparse refuses the rest."""
    number = int(text)
    if least <= number <= most:
        return number
    raise ValueError(text)
