"""Bringing an export in, and letting a session go."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from workshop.cli.calendar import add_calendar, said_calendar
from workshop.cli.explained import add_explain, check_explain, print_explained
from workshop.cli.start import add_database, name_database
from workshop.cli.values import DAY, whole
from workshop.command import command, for_terminal
from workshop.errors import WorkshopError
from workshop.policy import FEWEST_COLLEAGUES, HIGHEST_THRESHOLD, LOWEST_THRESHOLD
from workshop.words import N_

if TYPE_CHECKING:
    import argparse

    from workshop.cli.parser import Parser
    from workshop.crm.intake.dialogue.proposal import Proposal
    from workshop.crm.intake.dialogue.sorting import Sorting
    from workshop.crm.intake.doubt import Doubt
    from workshop.crm.intake.importing import Imported
    from workshop.crm.mapping import CrmMapping
    from workshop.crm.source_files import Export
    from workshop.words import Words

Asking = TypeVar("Asking", "Proposal", "Sorting")
REPORT_FILE = "report.txt"
SHOWN_QUESTIONS = 5
"""More open questions than this are not named all at once."""


def add_import(parser: Parser, words: Words) -> None:
    """Add what `workshop import` takes."""
    files = words("CSV files and workbooks")
    parser.add("files", type=Path, nargs="+", metavar=words("FILES"), help=files)
    target = words("folder for the tables; use it afterwards with --data FOLDER")
    parser.add("--to", type=Path, required=True, metavar=words("FOLDER"), help=target)
    meaning = words("a mapping saved by an earlier import")
    parser.add("--mapping", type=Path, metavar=words("FILE"), help=meaning)
    proven = words("take what’s certain, ask nothing and stop where it would be a guess")
    parser.add("--yes", action="store_true", help=proven)
    owners = words("also keep who each record’s owner is, hashed; ask your works council first")
    parser.add("--owners", action="store_true", help=owners)
    some = words("minimum number of record owners per group, 5 to 20; 7 by default")
    enough = whole(LOWEST_THRESHOLD, HIGHEST_THRESHOLD)
    parser.add("--fewest-colleagues", type=enough, metavar=words("NUMBER"), help=some)
    parser.add("--name", metavar=words("NAME"), help=words("a name for the data"))
    code = words("currency of the amounts, such as EUR, where the files don’t say")
    parser.add("--currency", metavar="CODE", help=code)
    last = words("last day the export covers; by default, the last day anything happened")
    parser.add("--as-of", type=DAY, metavar=words("DATE"), help=last)
    add_calendar(parser, words)
    add_explain(parser, words)
    parser.set_defaults(run=_import)


def add_forget(parser: Parser, words: Words) -> None:
    """Add what `workshop forget` takes."""
    about = words("name of the session")
    parser.add("name", metavar="SESSION", help=about)
    parser.add("--yes", action="store_true", help=words("delete without asking"))
    add_database(parser, words, default=None)
    parser.set_defaults(run=_forget)


def add_backup(parser: Parser, words: Words) -> None:
    """Add what `workshop backup` takes."""
    parser.add("name", metavar="SESSION", help=words("name of the session"))
    file = words("file to write; it mustn’t exist yet")
    parser.add("--to", type=Path, required=True, metavar=words("FILE"), help=file)
    add_database(parser, words, default=None)
    parser.set_defaults(run=_backup)


def add_restore(parser: Parser, words: Words) -> None:
    """Add what `workshop restore` takes."""
    file = words("the file `workshop backup` wrote")
    parser.add("file", type=Path, metavar=words("FILE"), help=file)
    name = words("name for the new session; it mustn’t exist yet")
    parser.add("--session", required=True, metavar=words("NAME"), help=name)
    parser.set_defaults(run=_restore)


def add_privacy(parser: Parser, words: Words) -> None:  # noqa: ARG001 - every command has words
    """Add what `workshop privacy` takes: nothing but the language."""
    parser.set_defaults(run=_privacy)


def _privacy(_options: argparse.Namespace, words: Words) -> int:
    from workshop.policy import FEWEST_ANSWERS  # noqa: PLC0415
    from workshop.privacy import information_sheet  # noqa: PLC0415
    from workshop.room.views.notice import notice  # noqa: PLC0415

    # As the phones say it unless somebody chooses another number, or brings a certificate.
    shown = notice(words.lang, FEWEST_ANSWERS, encrypted=False)
    print(information_sheet(words.lang), shown.markdown(), sep="\n", end="")
    return 0


def _import(options: argparse.Namespace, words: Words) -> int:
    from workshop.crm.intake.dialogue.explained import OWNERS  # noqa: PLC0415
    from workshop.crm.intake.evening import LoneLastDayError  # noqa: PLC0415
    from workshop.crm.intake.importing import import_export, read_again  # noqa: PLC0415
    from workshop.crm.mapping import changed  # noqa: PLC0415
    from workshop.crm.sheets import ExportFile  # noqa: PLC0415
    from workshop.crm.source_files import Export  # noqa: PLC0415 - `--help` must not wait for it
    from workshop.crm.store import CRM_FILE  # noqa: PLC0415

    check_explain(options)
    export = Export(tuple(ExportFile(path.name, path) for path in options.files))
    explain = options.explain is not None
    if explain and (options.to / CRM_FILE).exists():
        # Whoever asks for the next number has imported already: nothing is written twice.
        print_explained(options, read_again(export, options.to), words)
        return 0
    if options.owners:
        print(words(OWNERS, k=options.fewest_colleagues or FEWEST_COLLEAGUES) + "\n")
    mapping = _with_facts(_mapping(export, options, words), options)
    name = options.name or mapping.name or options.to.absolute().name
    try:
        done = import_export(export, mapping, options.to, name, traced=explain)
    except LoneLastDayError as error:
        if options.yes:
            raise
        said = changed(mapping, as_of=_ask(error.doubt, words))
        done = import_export(export, said, options.to, name, traced=explain)
    _print_result(done, words)
    if done.traced:
        print_explained(options, done.traced, words)
    return 0


def _mapping(export: Export, options: argparse.Namespace, words: Words) -> CrmMapping:
    """Return the saved mapping, or what the kit proposes and a person agrees to."""
    if options.mapping:
        from workshop.crm.mapping import read_mapping  # noqa: PLC0415

        return read_mapping(options.mapping)
    from workshop.crm.intake.dialogue.explained import proposal_lines  # noqa: PLC0415
    from workshop.crm.intake.dialogue.proposal import propose  # noqa: PLC0415
    from workshop.crm.intake.dialogue.sorting import sort_out  # noqa: PLC0415

    sorting = sort_out(export)
    sorting = (_unasked if options.yes else _sorted)(sorting, words)
    proposal = propose(export, sorting.told)
    print("\n".join(proposal_lines(proposal, words)))
    return (_unasked if options.yes else _asked)(proposal, words).mapping


def _with_facts(mapping: CrmMapping, options: argparse.Namespace) -> CrmMapping:
    """Return the mapping with what the command line says besides."""
    from workshop.crm.mapping import changed  # noqa: PLC0415

    calendar = said_calendar(options, mapping.calendar)
    said = {
        "calendar": calendar and calendar.model_dump(),
        "currency": options.currency,
        "as_of": options.as_of,
        "name": options.name,
        "owners": options.owners or None,
        "fewest_colleagues": options.fewest_colleagues,
    }
    return changed(mapping, **{key: value for key, value in said.items() if value is not None})


def _unasked(proposal: Asking, words: Words) -> Asking:
    """Return what the files prove; refuse, naming the question, where it would be a guess.

    Raises:
        WorkshopError: if a person has to answer something.
    """
    from workshop.crm.intake.dialogue.explained import doubt_line  # noqa: PLC0415

    guesses = [doubt for doubt in proposal.doubts if doubt.unasked is None]
    if guesses:
        raise WorkshopError(
            N_("--yes only takes what the files prove; this is a question for a person."),
            found="{questions}",
            hint=N_("Leave out --yes to answer it yourself or pass a mapping with --mapping."),
            questions=" | ".join(doubt_line(doubt, words) for doubt in guesses[:SHOWN_QUESTIONS]),
        )
    left = [doubt_line(one, words) for one in proposal.doubts if one.is_left_open]
    if left:
        print("\n" + words("Left out or credited to nobody, because nobody was asked:"))
        print("\n".join(f"  ? {line}" for line in left))
    return proposal


def _sorted(sorting: Sorting, words: Words) -> Sorting:
    """Ask the person at the terminal what each sheet is that nothing recognises."""
    from workshop.crm.intake.dialogue.sorting import sorted_by  # noqa: PLC0415

    while sorting.doubts:
        doubt = sorting.doubts[0]
        sorting = sorted_by(sorting, doubt, _ask(doubt, words))
    return sorting


def _asked(proposal: Proposal, words: Words) -> Proposal:
    """Ask the person at the terminal about every doubt."""
    from workshop.crm.intake.dialogue.answering import answered  # noqa: PLC0415

    while proposal.doubts:
        doubt = proposal.doubts[0]
        proposal = answered(proposal, doubt, _ask(doubt, words))
    return proposal


def _ask(doubt: Doubt, words: Words) -> str:
    """Return the option a person chooses; an empty line takes the proposed one."""
    from workshop.crm.intake.dialogue.explained import (  # noqa: PLC0415
        doubt_line,
        option_line,
        sample_lines,
    )
    from workshop.crm.intake.doubt import Topic  # noqa: PLC0415

    print(f"\n{doubt_line(doubt, words)}")
    for line in sample_lines(doubt.samples, words) if doubt.topic is Topic.SHEET else ():
        print(f"    {line}")
    for number, option in enumerate(doubt.options, 1):
        mark = "*" if doubt.is_answered and option == doubt.proposed else " "
        print(f" {mark}{number}  {option_line(doubt, option, words)}")
    while True:
        hint = N_("--yes takes what’s certain, --mapping FILE uses a saved mapping.")
        typed = _typed(words("Your answer: "), hint)
        if not typed and doubt.is_answered and doubt.proposed in doubt.options:
            return doubt.proposed
        if typed.isdecimal() and 1 <= int(typed) <= len(doubt.options):
            return doubt.options[int(typed) - 1]
        print(words("A number from 1 to {last}.", last=len(doubt.options)))


def _typed(prompt: str, hint: str) -> str:
    try:
        return input(prompt).strip()
    except EOFError:
        raise WorkshopError(
            N_("There’s still a question open, and nobody’s here to answer it."), hint=hint
        ) from None


def _print_result(done: Imported, words: Words) -> None:
    from workshop.crm.intake.said import left_out_lines, report_lines  # noqa: PLC0415
    from workshop.kpis.catalogue.answers import conversion  # noqa: PLC0415
    from workshop.kpis.core.scope import Scope  # noqa: PLC0415
    from workshop.kpis.text.answers import report  # noqa: PLC0415

    lines = report_lines(done.report, words)
    (done.folder / REPORT_FILE).write_text("\n".join(lines) + "\n", encoding="utf-8")
    print("\n".join(["", *lines, "", *left_out_lines(done.report, words)]))
    print(f"\n{report([conversion(Scope.of(done.crm))], words)}")
    print("\n" + words("The tables are in {folder}.", folder=done.folder))
    place = for_terminal(done.folder)
    on = words(
        "Carry on with: {command} --session NAME --data {folder}", command=command(), folder=place
    )
    print(on)


def _backup(options: argparse.Namespace, words: Words) -> int:
    from workshop.cli.backup import back_up  # noqa: PLC0415
    from workshop.session import Session, session_folder  # noqa: PLC0415

    name_database(options)
    back_up(Session(session_folder(options.name)), options.to)
    print(
        words(
            "{file} holds the session. Anyone who has it can read what was said.", file=options.to
        )
    )
    return 0


def _restore(options: argparse.Namespace, words: Words) -> int:
    from workshop.cli.backup import restore  # noqa: PLC0415
    from workshop.session import Session, session_folder  # noqa: PLC0415

    session = Session(session_folder(options.session))
    restore(options.file, session)
    name = for_terminal(options.session)
    print(words("Carry on with: {command} --session {name}", command=command(), name=name))
    return 0


def _forget(options: argparse.Namespace, words: Words) -> int:
    from workshop.cli.forget import check_session, forget_session, left_behind  # noqa: PLC0415
    from workshop.session import session_folder  # noqa: PLC0415

    name_database(options)
    folder = session_folder(options.name)
    check_session(folder)
    if not options.yes:
        question = words(
            "Delete {folder} and everything in it? Type the name again: ", folder=folder
        )
        if _typed(question, N_("--yes deletes without asking.")) != options.name:
            print(words("Nothing was deleted."))
            return 0
    remaining = left_behind(folder, words)
    forget_session(folder)
    print(words("{folder} is gone.", folder=folder))
    print(words("Not deleted, because it’s kept elsewhere:"))
    print("\n".join(f"- {line}" for line in remaining))
    return 0
