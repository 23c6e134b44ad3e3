"""What an activity stands on: the session, the room, the data, the language and the day."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, TypeVar

from workshop.clock import now
from workshop.crm.session_tables import data_here
from workshop.kpis.core.scope import Scope
from workshop.kpis.targets.quarters import fingerprint
from workshop.language import words_here
from workshop.room.log.log import open_log
from workshop.room.room import Room
from workshop.session import Session, session_here
from workshop.story.decisions.decisions import Decisions
from workshop.terms.rules.entity import rows
from workshop.terms.rules.term import TERMS

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date

    from workshop.crm.crm import Crm
    from workshop.terms.rules.entity import Entity
    from workshop.terms.rules.rule import Rule
    from workshop.words import Words

T = TypeVar("T")


@dataclass
class Stage:
    """Everything the activities of one notebook share.

    Attributes:
        session: the workshop's folder.
        room: what people said and decided.
        words: the language of this notebook.
    """

    session: Session
    room: Room
    words: Words
    _kept: dict[Any, Any] = field(default_factory=dict, init=False, repr=False)
    _opened: tuple[float, Crm] | None = field(default=None, init=False, repr=False)

    @property
    def crm(self) -> Crm:
        """The session's CRM tables; the sample company's where none were brought.

        Opened once, and anew where an import has put other tables in their place.
        """
        written = self.session.crm.stat().st_mtime if self.session.crm.exists() else 0.0
        if self._opened is None or self._opened[0] != written:
            crm = data_here(self.session.crm)
            written = self.session.crm.stat().st_mtime if self.session.crm.exists() else 0.0
            self._opened = (written, crm)
            self._kept = {}
        return self._opened[1]

    def once(self, name: Any, make: Callable[[], T]) -> T:
        """Return what `make` computes from these tables, computed once while they stand."""
        self.crm  # noqa: B018 - forgets what was computed from other tables
        if name not in self._kept:
            self._kept[name] = make()
        found: T = self._kept[name]
        return found

    def once_agreed(self, name: Any, make: Callable[[], T]) -> T:
        """Return what `make` computes by the agreed rules, once while tables and rules stand."""
        return self.once((name, fingerprint(self.scope)), make)

    @property
    def scope(self) -> Scope:
        """What numbers are about: these tables, by the rules agreed so far."""
        return Scope.of(self.crm, terms=self.terms)

    @property
    def today(self) -> date:
        """The day of the workshop."""
        return now().date()

    @property
    def terms(self) -> dict[str, Rule]:
        """The agreed rules by term, each about what its term is about."""
        agreed = Decisions.of(self.room.state).rules
        return {
            key: agreed[key]
            for key, term in TERMS.items()
            if key in agreed and agreed[key].entity == term.entity
        }

    def values(self, entity: Entity, name: str) -> list[str]:
        """Return the values a field has in the data, the most frequent first."""
        crm = self.crm
        cases = rows(entity, crm.table, crm.tables, {name})
        counted = cases.filter(cases[name].notnull()).group_by(name).aggregate(n=cases.count())
        found = counted.order_by([counted.n.desc(), counted[name]]).limit(20)
        return crm.engine.column(found[name])


def stage_here() -> Stage:
    """Return the stage of the notebook that runs here.

    Raises:
        WorkshopError: if its session cannot be opened.
    """
    session = session_here()
    return Stage(session, Room(open_log(session)), words_here())
