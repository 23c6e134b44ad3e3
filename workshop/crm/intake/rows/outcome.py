"""How a deal ended, from everything in its row that says so.

A stage is one witness; flags, dates and reasons are others. The rules, in this order:

1. Who says *won*, *lost*, or of a closed-flag *still open*, says it strongly: a stage of the end,
   a flag, a date that only such deals have. All strong voices of a row must agree.
2. Where nobody speaks strongly, the weak voices count: a stage before the end (a lost deal often
   keeps it) that no flag calls closed, a lost reason, and of a stage nobody knows a probability
   of 0 or 100 once the deal is over. They must agree as well.
3. Voices that contradict each other give no outcome, until a person has said which one counts.
4. Where nobody speaks there is no outcome. Nothing is guessed here.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from pydantic import BaseModel, ConfigDict

from workshop.crm.columns import Columns  # noqa: TC001 - pydantic reads the annotation
from workshop.crm.readings import choices
from workshop.crm.readings.sql import matches, name

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

STAGE, OTHERS = "stage", "others"
"""Whose voice counts where the stage and the others contradict each other."""
FLAGS = ("won", "lost", "closed", "active", "archived")
DATES = ("won_on", "lost_on")
ROLES = (*FLAGS, *DATES, "probability")
CERTAIN, NONE = r"100([.,]0+)?\s*%?", r"0([.,]0+)?\s*%?"


class Evidence(BaseModel):
    """The columns of a table of deals that say besides the status how a deal ended.

    Attributes:
        won, lost: flags; a yes says so.
        closed: flag; a no says that the deal is open, a yes that it is not.
        active, archived: flags; whether the deal was given up, unless it is won.
        won_on, lost_on: dates; a filled cell says so.
        probability: 100 and 0 say how a deal that is over ended, where its stage does not.
        no: what it means that nothing says won, where no other column can tell.
        first: who counts where the stage and the other columns contradict each other.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    won: Columns = ()
    lost: Columns = ()
    closed: Columns = ()
    active: Columns = ()
    archived: Columns = ()
    won_on: Columns = ()
    lost_on: Columns = ()
    probability: Columns = ()
    no: Literal["open", "lost"] | None = None
    first: Literal["stage", "others"] | None = None

    @property
    def columns(self) -> dict[str, tuple[str, ...]]:
        """Role to its columns, for those that have any."""
        found: dict[str, tuple[str, ...]] = {role: getattr(self, role) for role in ROLES}
        return {role: names for role, names in found.items() if names}

    @property
    def sources(self) -> tuple[str, ...]:
        """Every column of the export that is evidence, each once."""
        return tuple(dict.fromkeys(one for names in self.columns.values() for one in names))


def cell(role: str) -> str:
    """Return the name under which a role's cells are loaded beside the fields."""
    return f"outcome {role}"


@dataclass(frozen=True)
class Witnesses:
    """What may say in a row how a deal ended, as SQL.

    Attributes:
        evidence: which roles there are.
        stage: what the status column means: open, won, lost or null.
        reason: whether a lost reason is given.
        past: whether the close date has come.
    """

    evidence: Evidence
    stage: str = "null::varchar"
    reason: str = "false"
    past: str = "false"

    @property
    def status(self) -> str:
        """SQL for the outcome, null where nobody says it or two contradict each other."""
        said = _agreed(self._strong, self._weak)
        first = {STAGE: self.stage, OTHERS: _agreed(self._strong[1:], self._weak[1:])}
        if self.evidence.first is None:
            return said
        return f"(case when {self.contradicts} then {first[self.evidence.first]} else {said} end)"

    @property
    def others(self) -> str:
        """SQL for the outcome as everything but the stage tells it."""
        return _agreed(self._strong[1:], self._weak[1:])

    @property
    def contradicts(self) -> str:
        """SQL for whether two voices of a row contradict each other."""
        strong, weak = _several(self._strong), _several(self._weak)
        return f"(len({strong}) > 1 or (len({strong}) = 0 and len({weak}) > 1))"

    @property
    def undecided(self) -> str:
        """SQL for whether it all hangs on what it means that nothing says won."""
        return f"({self.others} is null and not {self.contradicts} and {self._not_won})"

    @property
    def given_up(self) -> str:
        """SQL for whether a deal is inactive or archived, and nothing says that it was won."""
        inactive = [f"{_flag('active')} = false"] if self.evidence.active else []
        archived = [f"{_flag('archived')} = true"] if self.evidence.archived else []
        told = " or ".join((*inactive, *archived)) or "false"
        won = f"({_says('won', self._has)} or {_filled('won_on', self._has)})"
        return f"(coalesce({told}, false) and not {won} and {self.stage} is distinct from 'won')"

    @property
    def over(self) -> str:
        """SQL for whether a deal has ended, however."""
        return f"({_says('closed', self._has)} or {self.given_up} or {self.past})"

    @property
    def _has(self) -> dict[str, tuple[str, ...]]:
        return self.evidence.columns

    @property
    def _not_won(self) -> str:
        """SQL for whether the columns that could say won say nothing of the kind."""
        if "won" in self._has:
            return f"coalesce({_flag('won')} = false, false)"
        return f"(not {_filled('won_on', self._has)})" if "won_on" in self._has else "false"

    @property
    def _strong(self) -> list[str]:
        has = self._has
        found = [f"case when {self.stage} in ('won', 'lost') then {self.stage} end"]
        if "won" in has:
            found.append(f"case when {_flag('won')} then 'won' end")
            lost = f"case when {_says('closed', has)} and {_flag('won')} = false then 'lost' end"
            found.append(lost)
        if "lost" in has:
            found.append(f"case when {_flag('lost')} then 'lost' end")
        if "closed" in has:
            found.append(f"case when {_flag('closed')} = false then 'open' end")
        if "active" in has or "archived" in has:
            found.append(f"case when {self.given_up} then 'lost' end")
        found += [f"case when {_filled(one, has)} then '{one[:-3]}' end" for one in DATES]
        return found

    @property
    def _weak(self) -> list[str]:
        has = self._has
        ended = _says("closed", has)
        found = [f"case when {self.stage} = 'open' and not {ended} then 'open' end"]
        found.append(f"case when {self.reason} then 'lost' end")
        if "probability" in has:
            text, over = cell_of("probability"), f"{self.stage} is null and {self.over}"
            won, lost = (f"coalesce({matches(text, one)}, false)" for one in (CERTAIN, NONE))
            found.append(
                f"case when {over} and {won} then 'won' when {over} and {lost} then 'lost' end"
            )
        return [*found, *self._by_default]

    @property
    def _by_default(self) -> Iterator[str]:
        """Yield what follows where nothing says won: as a person said, or nothing says lost too."""
        both = {"won", "lost"} <= self._has.keys() or {*DATES} <= self._has.keys()
        meaning = self.evidence.no or ("open" if both else None)
        if meaning:
            silent = f"not {self.reason} and {self.stage} is null"
            yield f"case when {self._not_won} and {silent} then '{meaning}' end"
            if self.evidence.no and "won" in self._has:
                # Where a no was asked about, an empty flag is neither yes nor no.
                yield f"case when {_flag('won')} is null and {silent} then 'open' end"


def cell_of(role: str) -> str:
    """Return the SQL name of a role's cells."""
    return name(cell(role))


def _flag(role: str) -> str:
    return choices.flag(cell_of(role))


def _says(role: str, has: Iterable[str]) -> str:
    return f"coalesce({_flag(role)}, false)" if role in has else "false"


def _filled(role: str, has: Iterable[str]) -> str:
    text = cell_of(role)
    return f"({text} is not null and not {choices.nothing(text)})" if role in has else "false"


def _several(voices: list[str]) -> str:
    return f"list_distinct([{', '.join(voices)}])" if voices else "[]"


def _agreed(strong: list[str], weak: list[str]) -> str:
    """Return SQL for what all strong voices say, else all weak ones; null where they differ."""
    loud, low = _several(strong), _several(weak)
    return (
        f"(case when len({loud}) = 1 then {loud}[1]"
        f" when len({loud}) = 0 and len({low}) = 1 then {low}[1] end)"
    )
