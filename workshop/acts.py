"""The acts of the love story, as data: what they are called and where their notebooks lie."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from workshop.errors import WorkshopError
from workshop.words import LANGS, N_, Lang, Words

PACKAGE = Path(__file__).parent


@dataclass(frozen=True)
class Act:
    """One act.

    Attributes:
        number: its place in the story, None for what is done before it begins.
        key: its name in code.
        activity: how the names begin under which the room files what happens in it.
        title: what it is called.
        files: its notebook in each language.
    """

    number: int | None
    key: str
    activity: str
    title: str
    files: dict[Lang, str]

    def path(self, lang: Lang) -> str:
        """Return the notebook's path below the notebooks folder, such as ``de/….ipynb``."""
        return f"{lang}/{self.files[lang]}.ipynb"

    def heading(self, words: Words) -> str:
        """Return number and title as one line."""
        if self.number is None:
            return words(self.title)
        return words("Act {number}: {title}", number=self.number, title=words(self.title))


def _act(number: int, key: str, activity: str, title: str, names: tuple[str, str]) -> Act:
    files = {lang: f"{number}_{name}" for lang, name in zip(LANGS, names, strict=True)}
    return Act(number, key, activity, title, files)


ACTS: tuple[Act, ...] = (
    _act(0, "arriving", "arriving", N_("Check-in"), ("ankommen", "check_in")),
    _act(
        1, "shared_terms", "terms", N_("Shared language"), ("gemeinsame_sprache", "shared_language")
    ),
    _act(
        2,
        "customer_journey",
        "journey",
        N_("The customer journey"),
        ("die_reise_des_kunden", "the_customer_journey"),
    ),
    _act(3, "joint_kpis", "kpis", N_("Shared KPIs"), ("gemeinsame_kpis", "shared_kpis")),
    _act(4, "retrospective", "retro", N_("Retrospective"), ("retrospektive", "retrospective")),
    _act(5, "charter", "charter", N_("Our charter"), ("charta", "our_charter")),
)


OWN_DATA = Act(
    None, "own_data", "own_data", N_("Your own data"), {"de": "eigene_daten", "en": "own_data"}
)
"""Done once, before the first act, by whoever prepares the workshop."""
LOOK_AROUND = Act(
    None, "look_around", "look_around", N_("A look around"), {"de": "umsehen", "en": "look_around"}
)
"""For whoever wants to see for themselves what the data says."""
ALL = (*ACTS, OWN_DATA, LOOK_AROUND)


def act_of(activity: str) -> Act | None:
    """Return the act that an activity is part of, or None."""
    root = activity.partition(".")[0]
    return next((act for act in ACTS if act.activity == root), None)


def act(key: str) -> Act:
    """Return the act with this key.

    Raises:
        WorkshopError: if there is none; the message names those there are.
    """
    for candidate in ALL:
        if candidate.key == key:
            return candidate
    raise WorkshopError(
        N_("There’s no act with this name."),
        found="{key}",
        hint=N_("Acts: {known}"),
        key=key,
        known=", ".join(candidate.key for candidate in ALL),
    )


def act_after(key: str) -> Act | None:
    """Return the act that follows, or None after the last."""
    if act(key) not in ACTS:
        return ACTS[0]
    later = ACTS[ACTS.index(act(key)) + 1 :]
    return later[0] if later else None


def shipped(folder: str) -> Path:
    """Return where ``notebooks`` or ``datasets`` lie: inside the wheel, or in the checkout."""
    # The wheel's own first: beside an installed package lies whatever else is called "datasets".
    installed = PACKAGE / f"_{folder}"
    return installed if installed.is_dir() else PACKAGE.parent / folder


def notebook(key: str, lang: Lang) -> Path:
    """Return the shipped notebook of an act."""
    return shipped("notebooks") / act(key).path(lang)


def notebooks() -> list[Path]:
    """Return every shipped notebook, both languages."""
    return [notebook(one.key, lang) for lang in LANGS for one in ALL]
