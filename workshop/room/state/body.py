"""Reading the plain JSON of an answer: what is expected there, or a refusal in words."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Protocol

from workshop.errors import WorkshopError
from workshop.room.state.text import no_answer
from workshop.words import N_

if TYPE_CHECKING:
    from collections.abc import Iterable

DIGITS = N_("It takes a number in digits, such as 12 or {example}.")
"""How a number is typed; the example is a decimal, as the language writes it."""
TYPED_SHOWN = 80


class Keyed(Protocol):
    """What has a key, such as an option."""

    @property
    def key(self) -> str:
        """What names it."""


def only(body: dict[str, Any], *names: str) -> Any:
    """Return what stands under the names, of a body that holds these and no others."""
    if set(body) != set(names):
        raise no_answer(", ".join(sorted(map(str, body))))
    return body[names[0]] if len(names) == 1 else tuple(body[name] for name in names)


def one_of(options: Iterable[Keyed], key: object) -> str:
    """Return the key if it is that of an option."""
    for option in options:
        if option.key == key:
            return option.key
    raise no_answer(key)


def as_list(value: object) -> list[Any]:
    """Return the value if it is a list."""
    if not isinstance(value, list):
        raise no_answer(value)
    return value


def as_dict(value: object) -> dict[Any, Any]:
    """Return the value if it is an object."""
    if not isinstance(value, dict):
        raise no_answer(value)
    return value


def no_number(text: str) -> WorkshopError:
    """Return the error for a text where a number belongs."""
    return WorkshopError(
        N_("That isn’t a number."),
        found="{text}",
        hint=DIGITS,
        text=text[:TYPED_SHOWN],
        example=2.5,
    )


def as_number(value: object, low: float, high: float, *, whole: bool = False) -> float:
    """Return the value if it is a number from `low` to `high`."""
    # A JSON true is an int to Python, and no number to anybody else.
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise no_answer(value)
    # NaN is neither above nor below anything, so it fails here, too.
    if not low <= value <= high or (whole and value != int(value)):
        raise WorkshopError(
            N_("That number isn’t on the scale."),
            found="{value}",
            hint=N_("{low} to {high}."),
            value=value,
            low=low,
            high=high,
        )
    return value
