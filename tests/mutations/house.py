"""Slips on the ground floor."""

from __future__ import annotations

from mutations.mutant import GROUND, Mutant

HOUSE = (
    Mutant(
        GROUND,
        "stats.py",
        "z**2 / (4 * n**2))",
        "z**2 / (4 * n))",
        "a share has Wilson's interval",
        ("test_stats.py",),
    ),
    Mutant(
        GROUND,
        "stats.py",
        "round(1 + middle + spread)",
        "round(middle + spread)",
        "the upper rank of a quantile's interval",
        ("test_stats.py",),
    ),
    Mutant(
        GROUND,
        "day.py",
        "day, month, year = map(",
        "month, day, year = map(",
        "with dots the day comes first",
        ("test_day.py",),
    ),
    Mutant(
        GROUND,
        "policy.py",
        "FEWEST_ANSWERS = 5",
        "FEWEST_ANSWERS = 4",
        "from five answers on a side stands apart",
        ("test_policy.py", "room/state/test_result.py"),
    ),
    Mutant(
        GROUND,
        "session.py",
        "if found > FORMAT:",
        "if found < FORMAT:",
        "a session of a newer kit is left alone",
        ("test_session.py",),
    ),
    Mutant(
        GROUND,
        "session.py",
        "PRIVATE = 0o700",
        "PRIVATE = 0o755",
        "nobody else reads a session's folder",
        ("test_session.py",),
    ),
    Mutant(
        GROUND,
        "files.py",
        "            draft.write_bytes(content)\n"
        '        return [draft.replace(draft.with_suffix("")) for draft in drafts]',
        "            draft.write_bytes(content)\n"
        "            draft.replace(draft.with_suffix(''))\n"
        "        return [draft.with_suffix('') for draft in drafts]",
        "older files survive a full disk, all of them",
        ("test_files.py",),
    ),
    Mutant(
        GROUND,
        "lock.py",
        "        _release(taken)\n        raise in_use",
        "        raise in_use",
        "who gets one of two locks only lets go of it",
        ("test_lock.py",),
    ),
    Mutant(
        GROUND,
        "words.py",
        "text.translate(SWAPPED) if",
        "text if",
        "German numbers have a decimal comma",
        ("test_words.py",),
    ),
    Mutant(
        GROUND,
        "colours.py",
        "_declared(DARK, prefix)",
        "_declared(LIGHT, prefix)",
        "pages turn dark with the device",
        ("test_colours.py",),
    ),
    Mutant(
        GROUND,
        "errors.py",
        "        if hint:\n",
        "        if hint and found:\n",
        "a hint stands without a finding, too",
        ("test_errors.py",),
    ),
    Mutant(
        GROUND,
        "reasons/__init__.py",
        "for secret in hidden:",
        "for secret in hidden[1:]:",
        "no message repeats a password",
        ("test_reasons.py",),
    ),
    Mutant(
        GROUND,
        "acts.py",
        "ACTS[ACTS.index(act(key)) + 1 :]",
        "ACTS[ACTS.index(act(key)) :]",
        "after an act comes the next one",
        ("test_acts.py",),
    ),
    Mutant(
        GROUND,
        "agenda/plan.py",
        "begins += found.minutes[plan].plan",
        "begins = found.minutes[plan].plan",
        "a step begins when those before it are over",
        ("test_agenda.py",),
    ),
    Mutant(
        GROUND,
        "agenda/plan.py",
        "if one in planned or one == shown",
        "if one in planned",
        "what was decided is shown before the next activity",
        ("test_agenda.py",),
    ),
    Mutant(
        GROUND,
        "agenda/course.py",
        "not in (CHOICE, DUTIES, AGAIN)",
        "not in (CHOICE, DUTIES)",
        "the second sorting is no word of the glossary",
        ("test_agenda.py",),
    ),
)
