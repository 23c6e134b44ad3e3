"""A parser that speaks the kit's languages and complains with the kit's own errors."""

from __future__ import annotations

import argparse
import sys
from typing import TYPE_CHECKING, Any, NoReturn

from workshop.cli import complaints
from workshop.cli.values import Value

if TYPE_CHECKING:
    from collections.abc import Iterable

    from workshop.words import Words

FLAGS = ("store_true", "help", "version")
"""Actions of options that are there or not."""


class Parser(argparse.ArgumentParser):
    """One command's options.

    Args:
        words: the language of the help.
        settings: see `argparse.ArgumentParser`.
    """

    def __init__(self, words: Words, **settings: Any) -> None:
        super().__init__(add_help=False, allow_abbrev=False, exit_on_error=False, **settings)
        self.words = words
        self.options = self.add_argument_group(words("Options"))
        self.known: dict[str, dict[str, Any]] = {}
        self.needed: list[str] = []
        self.commands: Iterable[str] = ()
        self.typed: list[str] = []
        self.add("-h", "--help", action="help", help=words("show this help"))
        self.add("--lang", default="de", metavar="de|en", help=words("language"))

    def add(self, *names: str, **settings: Any) -> None:
        """Add an option, or an argument without a name, to the one group that the help shows.

        Args:
            names: the option's names, the long one last; or the argument's.
            settings: see `argparse.ArgumentParser.add_argument`; `type` may be a `Value`.
        """
        name = names[-1]
        self.known |= dict.fromkeys(names, settings)
        if settings.get("required") or not name.startswith("-"):
            self.needed.append(self._example(name))
        if isinstance(value := settings.get("type"), Value):
            settings = {**settings, "type": _reader(name, value)}
        self.options.add_argument(*names, **settings)

    def parse_known_args(self, args: Any = None, namespace: Any = None) -> Any:
        """Parse as `argparse.ArgumentParser` does, and leave nothing over.

        Raises:
            WorkshopError: if something that was typed is not understood, or is missing.
        """
        self.typed = list(sys.argv[1:] if args is None else args)
        try:
            options, rest = super().parse_known_args(self.typed, namespace)
        except argparse.ArgumentError as error:
            if error.argument_name is None:  # as newer Pythons say that something is missing
                self.error(error.message)
            self._refuse_unknown()
            raise self._complaint(error.argument_name) from error
        self._refuse_unknown()
        if rest:
            raise complaints.superfluous(rest[0], self.prog)
        return options, rest

    def format_usage(self) -> str:
        return super().format_usage().replace("usage:", self.words("Usage:"), 1)

    def format_help(self) -> str:
        return super().format_help().replace("usage:", self.words("Usage:"), 1)

    def error(self, message: str) -> NoReturn:
        """Say which parts are missing: argparse's own sentence about them is English only."""
        self._refuse_unknown()
        names = message.rpartition(": ")[2]
        raise complaints.missing(names, " ".join([self.prog, *self.needed])) from None

    def _check_value(self, action: argparse.Action, value: Any) -> None:
        """Look for a command among those there are."""
        if action.choices is not None and value not in action.choices:
            self._refuse_unknown()
            raise complaints.unknown_command(value, action.choices, self.prog)

    def _refuse_unknown(self) -> None:
        """Refuse the first option that is not known: whatever else is wrong may come from it."""
        options = [name for name in self.known if name.startswith("-")]
        for word in self.typed:
            if word == "--" or word in self.commands:
                return
            name = word.partition("=")[0]
            if _is_option(name) and name not in options:
                raise complaints.unknown_option(name, options, self.prog)

    def _complaint(self, argument: str) -> Exception:
        name = argument.rpartition("/")[2]
        if self.known.get(name, {}).get("action") in FLAGS:
            return complaints.with_value(name, self.prog)
        return complaints.without_value(name, self._example(name))

    def _example(self, name: str) -> str:
        settings = self.known.get(name, {})
        sort = str(settings.get("metavar") or name)
        return f"{name} {sort}" if name.startswith("-") else sort


def _reader(name: str, value: Value) -> Any:
    """Return how argparse reads a value, so that an error names the option."""

    def read(text: str) -> Any:
        try:
            return value.read(text)
        except ValueError:
            raise complaints.wrong_value(name, text, value) from None

    return read


def _is_option(word: str) -> bool:
    return word.startswith("-") and len(word) > 1 and not word[1].isdigit()
