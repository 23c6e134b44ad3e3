"""Rituals: what people would keep, the sheet with hosts and dates, and the calendar file."""

from __future__ import annotations

from dataclasses import replace
from secrets import token_hex
from typing import TYPE_CHECKING, Any

from workshop.crm.days.calendar import Calendar
from workshop.day import read_day
from workshop.errors import WorkshopError
from workshop.rituals.catalogue import catalogue
from workshop.rituals.ritual import CADENCES, Cadence, Ritual
from workshop.rituals.zones import COUNTRIES, USUAL, zone_named
from workshop.room.state.question import Multiple, Option
from workshop.story.act5.ritual_sheet import OWN, RitualDraft, parts_of, ritual_of
from workshop.story.decisions.decisions import Decisions
from workshop.story.decisions.later import AgreedRituals
from workshop.words import LANGS, N_, Words, both

if TYPE_CHECKING:
    from collections.abc import Iterable

    from workshop.side import Side
    from workshop.story.context import Stage
    from workshop.words import Text

KEY = "charter.rituals"
DRAFTS, LINES, PLACE = f"{KEY}.drafts", f"{KEY}.lines", f"{KEY}.place"
SERIES_BYTES = 8
"""Of the name of a workshop's events: enough that no two workshops share one."""
FEWEST, USUAL_LINES, MOST = 1, 2, 4


def _note(key: str) -> Text:
    offer = catalogue()[key]
    languages = [Words(lang) for lang in LANGS]
    return {
        words.lang: words(
            "{cadence}, {minutes} min: {agenda}",
            cadence=words(CADENCES[offer.cadence]),
            minutes=words.number(offer.minutes),
            agenda=" · ".join(offer.agenda[words.lang]),
        )
        for words in languages
    }


PICKS = Multiple(
    key=f"{KEY}.picks",
    prompt=both(N_("Which of these would you really keep? Choose up to four.")),
    options=tuple(
        Option(key=key, label=offer.name, note=_note(key)) for key, offer in catalogue().items()
    ),
    least=1,
    most=MOST,
    by_side=True,
)


class RitualTable:
    """What people would keep, and the sheet they fill in together.

    Args:
        stage: gives the room that keeps it, the day, and when the teams work.
    """

    def __init__(self, stage: Stage) -> None:
        self._stage, self._room = stage, stage.room

    @property
    def _work(self) -> Calendar:
        return self._stage.crm.calendar or Calendar()

    def picks(self, side: Side) -> list[str]:
        """Return what a side chose at the keyboard, in the catalogue's order."""
        picked = self._room.state.item(PICKS.key, side).get("choices", [])
        return [key for key in catalogue() if key in picked]

    def votes(self) -> dict[str, int]:
        """Return how often each ritual was chosen, by sides at the keyboard and by phones."""
        said = self._room.state.said(PICKS.key)
        return {
            key: sum(key in each.body.get("choices", ()) for each in said) for key in catalogue()
        }

    def wanted(self) -> list[str]:
        """Return the rituals by how often they were chosen, all of the catalogue."""
        votes = self.votes()
        return sorted(catalogue(), key=lambda key: -votes[key])

    def lines_open(self) -> int:
        """Return how many lines the sheet has."""
        return int(self._room.state.draft(LINES).get("n", USUAL_LINES))

    def may_close(self) -> bool:
        """Return whether a line may go: one always stays."""
        return self.lines_open() > FEWEST

    def draft(self, place: int) -> RitualDraft:
        """Return the ritual at a place of the sheet; those wanted most come first."""
        written = self._room.state.draft(DRAFTS, str(place))
        key = str(written.get("key") or self.wanted()[place])
        return replace(self._proposed(key), **parts_of(written))

    def write(self, place: int, **part: Any) -> None:
        """Keep a part of the ritual at a place; another ``key`` begins it anew."""
        before = self._room.state.draft(DRAFTS, str(place))
        if part.get("key", before.get("key")) != before.get("key"):
            before = {}
        self._room.keep(DRAFTS, {"key": self.draft(place).key} | before | part, str(place))

    def open_line(self) -> None:
        """Add a line to the sheet, with the ritual wanted most of those not on it yet."""
        place = self.lines_open()
        if place < MOST:
            held = {self.draft(other).key for other in range(place)}
            self.write(place, key=next(key for key in self.wanted() if key not in held))
            self._room.keep(LINES, {"n": place + 1})

    def close_line(self, place: int) -> None:
        """Take a line out of the sheet; those after it move up."""
        last = self.lines_open() - 1
        if self.may_close():
            state = self._room.state
            for here in range(place, last):
                after = {"key": self.draft(here + 1).key} | state.draft(DRAFTS, str(here + 1))
                self._room.keep(DRAFTS, after, str(here))
            self._room.keep(DRAFTS, {}, str(last))
            self._room.keep(LINES, {"n": last})

    def zone(self) -> str:
        """Return the time zone of the workshop's place, as far as the calendar of work tells."""
        kept = str(self._room.state.draft(PLACE).get("zone", ""))
        return kept or COUNTRIES.get(self._work.country, USUAL)

    def keep_zone(self, name: str) -> None:
        """Keep the time zone; it is checked as well.

        Raises:
            WorkshopError: if there is none of this name; it is kept all the same.
        """
        self._room.keep(PLACE, {"zone": name.strip()})
        zone_named(self.zone())

    def free_day(self, draft: RitualDraft) -> bool:
        """Return whether nobody works on the first day of a ritual; it begins a turn later then."""
        day = read_day(draft.first)
        return day is not None and day in self._work.off([day.year])

    def rituals(self) -> tuple[Ritual, ...]:
        """Return the sheet as it is recorded.

        Raises:
            WorkshopError: if a ritual stands there twice, nobody invites, a day is none or has
                passed, or a text is too long.
        """
        drafts = [self.draft(place) for place in range(self.lines_open())]
        words = self._stage.words
        keys = [draft.key for draft in drafts if not draft.is_own]
        for key in keys:
            if keys.count(key) > 1:
                name = catalogue()[key].name[words.lang]
                raise WorkshopError(
                    N_("A ritual is on the sheet twice."), found="{name}", name=name
                )
        return tuple(
            ritual_of(draft, place, words, self._stage.today)
            for place, draft in enumerate(drafts, start=1)
        )

    def decision(self, objections: Iterable[str]) -> AgreedRituals:
        """Return what is decided.

        Raises:
            WorkshopError: see `rituals`; if the time zone is none.
        """
        zone_named(self.zone())
        before = Decisions.of(self._room.state).rituals
        return AgreedRituals(
            rituals=self.rituals(),
            zone=self.zone(),
            holidays=self._work.place,
            series=before.series if before and before.series else token_hex(SERIES_BYTES),
            objections=tuple(objections),
        )

    def _proposed(self, key: str) -> RitualDraft:
        offer, words = catalogue().get(key), self._stage.words
        if offer is None:
            return RitualDraft(OWN, "", Cadence.MONTHLY, "", "", "", "", "10:00", 30, "")
        ritual = offer.proposed(self._stage.today, words)
        return RitualDraft(
            key=key,
            name="",
            cadence=ritual.cadence,
            agenda="",
            host=ritual.host,
            stand_in="",
            first=ritual.first.isoformat() if ritual.first else "",
            at=f"{ritual.at:%H:%M}" if ritual.at else "",
            minutes=ritual.minutes,
            stop_if="",
        )
