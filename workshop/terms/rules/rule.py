"""A rule: the executable half of a definition, held as data."""

from __future__ import annotations

from datetime import date, datetime
from enum import StrEnum
from typing import Any, Literal, Self

import yaml
from pydantic import BaseModel, ConfigDict, ValidationError, model_validator

from workshop.crm.schema import Kind
from workshop.errors import WorkshopError
from workshop.reasons import Unfit
from workshop.terms.rules.entity import Entity, fields
from workshop.words import N_

MAX_DEPTH = 5


class Op(StrEnum):
    """A question that a criterion asks of a field. On a missing value only IS_MISSING holds."""

    ANY_OF = "any_of"
    NONE_OF = "none_of"
    AT_LEAST = "at_least"
    AT_MOST = "at_most"
    IS_TRUE = "is_true"
    IS_FALSE = "is_false"
    SINCE = "since"
    BEFORE = "before"
    IS_KNOWN = "is_known"
    IS_MISSING = "is_missing"


ALWAYS = (Op.IS_KNOWN, Op.IS_MISSING)
OPS: dict[Kind, tuple[Op, ...]] = {
    Kind.CHOICE: (Op.ANY_OF, Op.NONE_OF, *ALWAYS),
    Kind.NUMBER: (Op.AT_LEAST, Op.AT_MOST, *ALWAYS),
    Kind.FLAG: (Op.IS_TRUE, Op.IS_FALSE, *ALWAYS),
    Kind.MOMENT: (Op.SINCE, Op.BEFORE, *ALWAYS),
}
VALUE_TYPES: dict[Op, type] = {
    Op.ANY_OF: list,
    Op.NONE_OF: list,
    Op.AT_LEAST: float,
    Op.AT_MOST: float,
    Op.SINCE: date,
    Op.BEFORE: date,
}
NEEDED: dict[type, str] = {
    list: N_("“{op}” for “{field}” needs a list of texts, not “{value}”"),
    float: N_("“{op}” for “{field}” needs a number, not “{value}”"),
    date: N_("“{op}” for “{field}” needs a day like 2026-12-31, not “{value}”"),
    type(None): N_("“{op}” for “{field}” takes no value, not even “{value}”"),
}


class Criterion(BaseModel):
    """One question: a field, an operator, and the value it is held against, if any."""

    model_config = ConfigDict(extra="forbid", frozen=True, allow_inf_nan=False)

    field: str
    op: Op
    value: list[str] | float | date | None = None

    @model_validator(mode="after")
    def _value_fits(self) -> Self:
        needed = VALUE_TYPES.get(self.op, type(None))
        found = self.value
        if not isinstance(found, needed) or isinstance(found, datetime):
            values = {"field": self.field, "op": self.op.value, "value": _typed(found)}
            raise Unfit(NEEDED[needed], **values)
        return self


class Group(BaseModel):
    """Criteria and groups of which all, or any, must hold."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    match: Literal["all", "any"] = "all"
    criteria: list[Criterion | Group] = []

    def depth(self) -> int:
        """Return how deep groups are nested, 1 for a flat one."""
        return 1 + max((c.depth() for c in self.criteria if isinstance(c, Group)), default=0)

    def leaves(self) -> list[Criterion]:
        """Return every criterion of the group and of the groups in it, in order."""
        nested = (c.leaves() if isinstance(c, Group) else [c] for c in self.criteria)
        return [leaf for part in nested for leaf in part]


class Rule(BaseModel):
    """Which cases of an entity a term covers."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    entity: Entity = "contacts"
    where: Group = Group()

    @model_validator(mode="after")
    def _fields_fit(self) -> Self:
        if self.where.depth() > MAX_DEPTH:
            raise Unfit(N_("groups are nested more than {most} levels deep"), most=MAX_DEPTH)
        known = fields(self.entity)
        for leaf in self.where.leaves():
            if leaf.field not in known:
                raise Unfit(
                    N_("unknown field “{field}”; known: {known}"),
                    field=leaf.field,
                    known=", ".join(known),
                )
            if leaf.op not in OPS[known[leaf.field].kind]:
                raise Unfit(
                    N_("“{op}” doesn’t fit “{field}”; what fits: {known}"),
                    op=leaf.op.value,
                    field=leaf.field,
                    known=", ".join(OPS[known[leaf.field].kind]),
                )
        return self

    @property
    def is_empty(self) -> bool:
        """Whether nobody has named a criterion yet."""
        return not self.where.leaves()

    def field_names(self) -> list[str]:
        """Return the fields the rule asks for, each once, in order."""
        return list(dict.fromkeys(leaf.field for leaf in self.where.leaves()))

    def data(self) -> dict[str, Any]:
        """Return the rule as plain JSON data; `parse_rule` reads it back."""
        return self.model_dump(mode="json", exclude_none=True)

    def to_yaml(self) -> str:
        """Return the rule as YAML, the form people read."""
        return yaml.safe_dump(self.data(), allow_unicode=True, sort_keys=False)


def parse_rule(content: object) -> Rule:
    """Return the rule in JSON or YAML text, or in data already parsed.

    Raises:
        WorkshopError: if it is no rule; says which part and why.
    """
    try:
        parsed = yaml.safe_load(content) if isinstance(content, str) else content
        return Rule.model_validate(parsed)
    except (ValidationError, yaml.YAMLError, RecursionError) as error:
        raise _no_rule(error) from error


def _typed(value: object) -> str:
    return "–" if value is None else str(value)


def _no_rule(reason: Exception) -> WorkshopError:
    return WorkshopError(
        N_("This isn’t a rule the kit can run."),
        found="{reason}",
        hint=N_("A rule says what it’s about and by which criteria: field, operator, value."),
        reason=reason,
    )
