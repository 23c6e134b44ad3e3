"""Why data does not have the shape it should: which part, and what belongs there."""

from __future__ import annotations

import re
from typing import Any

from workshop.reasons.phrase import Phrase, phrase, quoted
from workshop.words import N_, Words

NUMBER, WHOLE = N_("this should be a number"), N_("this should be a whole number")
DAY, MOMENT = N_("this should be a day like 2026-12-31"), N_("this should be a date and time")
YES = N_("this should be true or false")
TEXT = N_("this should be text")
NAMES = N_("this should be names, each with a value")
LIST = N_("this should be a list")
KINDS: dict[str, str] = {
    "missing": N_("this is missing"),
    "extra_forbidden": N_("there’s no such field"),
    "string_type": TEXT,
    "string_sub_type": TEXT,
    "string_too_short": N_("the text is too short"),
    "string_too_long": N_("the text is too long"),
    "string_pattern_mismatch": N_("“{input}” isn’t written the way it should be"),
    "int_type": WHOLE,
    "int_parsing": WHOLE,
    "int_from_float": WHOLE,
    "float_type": NUMBER,
    "float_parsing": NUMBER,
    "finite_number": NUMBER,
    "bool_type": YES,
    "bool_parsing": YES,
    "date_type": DAY,
    "date_parsing": DAY,
    "date_from_datetime_parsing": DAY,
    "date_from_datetime_inexact": DAY,
    "datetime_type": MOMENT,
    "datetime_parsing": MOMENT,
    "datetime_from_date_parsing": MOMENT,
    "dict_type": NAMES,
    "mapping_type": NAMES,
    "model_type": NAMES,
    "model_attributes_type": NAMES,
    "dataclass_type": NAMES,
    "list_type": LIST,
    "tuple_type": LIST,
    "set_type": LIST,
    "frozen_set_type": LIST,
    "too_short": N_("there are too few, the minimum is {min_length}"),
    "too_long": N_("there are too many, the maximum is {max_length}"),
    "greater_than": N_("the number must be above {gt}"),
    "greater_than_equal": N_("the number must be at least {ge}"),
    "less_than": N_("the number must be below {lt}"),
    "less_than_equal": N_("the number must be at most {le}"),
    "union_tag_invalid": N_("there’s no kind “{tag}”"),
    "union_tag_not_found": N_("its kind is missing"),
    "none_required": N_("nothing should be here"),
    "json_invalid": N_("it isn’t JSON"),
    "recursion_loop": N_("it’s nested too deeply"),
}
"""Pydantic's kinds of errors, and what they mean."""
CHOICES = ("literal_error", "enum")
ONE_OF = N_("“{input}” isn’t one of: {choices}")


class Unfit(ValueError):  # noqa: N818 - it says what a value is
    """Why a value has not the shape it should.

    Args:
        message: why, as a message id (mark it with `N_`).
        values: fill its placeholders.
    """

    def __init__(self, message: str, **values: object) -> None:
        super().__init__(message)
        self.message = message
        self.values = values

    def __str__(self) -> str:
        return Words("en")(self.message, **self.values)


def shape(error: BaseException) -> Phrase | None:
    """Return which part of some data does not fit, and why; None if the error is of no shape."""
    if isinstance(error, Unfit):
        return Phrase(error.message, error.values)
    problems = getattr(error, "errors", None)
    if not callable(problems) or not type(error).__module__.startswith("pydantic"):
        return None
    first: dict[str, Any] = problems()[0]
    place, problem = _place(first["loc"]), _problem(first)
    return phrase("{place}: {problem}", place=place, problem=problem) if place else problem


def _place(steps: tuple[int | str, ...]) -> str:
    """Return the way to a part; pydantic also names which of several shapes it tried."""
    named = []
    for before, step in zip((None, *steps), steps, strict=False):
        if isinstance(step, int):
            named.append(str(step + 1))
        elif not ("[" in step or (isinstance(before, int) and step[:1].isupper())):
            named.append("".join(c if c.isprintable() else " " for c in step))
    return ".".join(named)


def _problem(first: dict[str, Any]) -> Phrase:
    context = first.get("ctx", {})
    if isinstance(inner := context.get("error"), Unfit):
        return Phrase(inner.message, inner.values)
    if _is_tried(first["loc"]):
        return phrase(N_("“{input}” doesn’t belong here"), input=_typed(first["input"]))
    if first["type"] in CHOICES:
        choices = ", ".join(re.findall(r"'([^']*)'", str(context["expected"])))
        return phrase(ONE_OF, input=_typed(first["input"]), choices=choices)
    if first["type"] in KINDS:
        return phrase(KINDS[first["type"]], **{"input": _typed(first["input"]), **context})
    return quoted(first["msg"])


def _is_tried(steps: tuple[int | str, ...]) -> bool:
    """Return whether several kinds of value could have stood here, and pydantic names the first."""
    last = steps[-1] if steps else ""
    return isinstance(last, str) and last.startswith(("list[", "tuple[", "dict["))


def _typed(value: object) -> str:
    return "".join(c if c.isprintable() else " " for c in str(value))[:60]
