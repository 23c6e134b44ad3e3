"""The report on an export in sentences, for a terminal, a file and the notebook."""

from __future__ import annotations

from typing import TYPE_CHECKING

from workshop.crm.chain import READABLE as TABLES
from workshop.crm.intake.report import Oddity, Reason
from workshop.crm.intake.rows.errors import plain
from workshop.crm.readings.keys import FORMS
from workshop.words import N_

if TYPE_CHECKING:
    from workshop.crm.intake.report import Finding, Report, SetAside, TableReport
    from workshop.words import Words

REASONS: dict[Reason, str] = {
    Reason.WIDTH: N_("not exactly one cell per column"),
    Reason.QUOTE: N_("a quotation mark inside a cell, so cells may be split in the wrong place"),
    Reason.BYTES: N_("bytes that aren’t text, in a cell that’s read"),
    Reason.FOOTER: N_("a footer below the table"),
    Reason.HEADER: N_("the header again"),
    Reason.HEADING: N_("another line of the header, such as units"),
    Reason.TOTAL: N_("a total, not a row"),
    Reason.GROUP: N_("a line between the rows, with too little in it to be one"),
    Reason.TABLE: N_("another table below"),
    Reason.VALUE: N_("“{column}” can’t be read"),
    Reason.DUPLICATE: N_("the same row again"),
    Reason.REPEATED_KEY: N_("the key in “{column}” already belongs to another row"),
    Reason.LATER: N_("“{column}” is after the as-of date: the row didn’t exist yet"),
    Reason.SAME_PERSON: N_("the same person as a lead, and merged with that lead"),
}
ODDITIES: dict[Oddity, str] = {
    Oddity.DEFAULT: N_(
        "“{field}” holds form defaults ({values}); they count as empty. Cells: {n}."
    ),
    Oddity.PERSONAL: N_(
        "“{field}” holds what looks like an email address, a phone number or a whole "
        "sentence; that wasn’t kept. Cells: {n}."
    ),
    Oddity.NAMED: N_("“{field}” seems to name people; “…” takes their place. Cells: {n}."),
    Oddity.FREE_TEXT: N_("“{field}” holds free text; it wasn’t kept. Different entries: {n}."),
    Oddity.IMPOSSIBLE: N_(
        "“{field}” holds impossible dates (before 1990 or in the future); they count as "
        "empty. Cells: {n}."
    ),
    Oddity.FUTURE: N_("Won or lost on a day that’s yet to come: {n}."),
    Oddity.NEGATIVE: N_("“{field}” is before “{other}”. Rows: {n}."),
    Oddity.CONTRADICTION: N_("“{field}” and “{other}” contradict each other. Rows: {n}."),
    Oddity.NO_LINK: N_("There’s nothing in “{field}”. Rows: {n} of {of}."),
    Oddity.JOIN_MISSES: N_(
        "“{field}” names something that isn’t in the table {other}. Rows: {n} of {of}."
    ),
    Oddity.NO_VALUE_WON: N_("Won deals without a value: {n} of {of}."),
    Oddity.NO_VALUE_LOST: N_(
        "Lost deals without a value: {n} of {of}. A win rate by value would be pure fiction."
    ),
    Oddity.NO_VALUE_OPEN: N_("Open deals without a value: {n} of {of}."),
    Oddity.SPELLINGS: N_(
        "“{value}” and “{twin}” in “{field}” look like the same thing. Rows: {n} and {of}."
    ),
    Oddity.UNLISTED: N_("“{value}” in “{field}” isn’t on the list in {other}. Rows: {n}."),
    Oddity.TWINS: N_(
        "Contacts that look like someone who came in within the week before (same "
        "account, same role): {n}."
    ),
    Oddity.MIXED: N_(
        "“{value}” holds amounts in several currencies ({values}); their sum would mean "
        "nothing, so they aren’t read. Cells: {n}."
    ),
    Oddity.FOREIGN: N_(
        "“{value}” is in {values}, other amounts are in {twin}; they can’t be set "
        "against each other, so they aren’t read. Cells: {n}."
    ),
    Oddity.NO_STATUS: N_("Deals without a status aren’t in any KPI: {n}."),
    Oddity.NO_NEED: N_("Rows without “{field}” aren’t in any KPI: {n}."),
    Oddity.OUTCOMES: N_(
        "Two columns contradict each other on how a deal ended; it has no status until "
        "someone says which counts. Rows: {n}."
    ),
    Oddity.REFUNDS: N_(
        "Negative amounts (refunds) among won deals: {n}. They aren’t wins, and they "
        "lower the won value."
    ),
    Oddity.TAKEN_BACK: N_(
        "“{field}” is after the as-of date; what it dates wasn’t known yet and is "
        "undone. Rows: {n}."
    ),
    Oddity.UNDATED: N_(
        "“{field}” has no date of its own: it’s true on the day of the export, not on "
        "the as-of date. No rule may ask for it. Cells: {n}."
    ),
    Oddity.LONE_FIRST: N_(
        "“{field}” is far earlier than in all other rows; that isn’t when the records "
        "begin. Rows: {n}."
    ),
    Oddity.UNNAMED: N_(
        "Columns without a name aren’t read ({columns}). Filled cells in them: {n}. "
        "That’s often a sign of a shifted row or a header in two rows."
    ),
    Oddity.SURPLUS: N_(
        "Each row has one empty cell more than the header. Rows: {n}. If a name is "
        "missing from the header, all cells after it are under the wrong one."
    ),
    Oddity.SHORT: N_("Cells are missing at the end of the row; they count as empty. Rows: {n}."),
    Oddity.STRAY: N_("Bytes that aren’t text, in columns that aren’t read. Rows: {n}."),
    Oddity.SEVERAL_LINKS: N_(
        "“{field}” names several at once; the first one that’s in the data counts. Cells: {n}."
    ),
    Oddity.OTHER_FORM: N_(
        "“{field}” and the table {other} write the same IDs in two forms ({form}); they "
        "were read as one. Rows: {n}."
    ),
    Oddity.CHAINED: N_(
        "“{field}” names a contact who used to be a lead; both count as one person. Rows: {n}."
    ),
    Oddity.DEAL_OF_LEAD: N_("Deals that belong to the lead they came from: {n}."),
    Oddity.DEAL_OF_ROLE: N_("Deals whose contact is in the list of deal contacts: {n}."),
    Oddity.HANDED: N_(
        "A date in “{value}” counts as a hand-over to sales, a date since then in "
        "“{values}” as accepted. Hand-overs: {n}."
    ),
    Oddity.NEVER_HANDED: N_(
        "A date from sales but none for the hand-over in “{value}”: these people don’t "
        "count as hand-overs. Rows: {n}."
    ),
    Oddity.NO_DATE_OF_NO: N_(
        "Rejected without a date: {n}. That counts as of the export, not on any earlier day."
    ),
    Oddity.NOT_HAPPENED: N_(
        "“{value}” doesn’t say that it took place; such rows aren’t touchpoints. Rows: {n}."
    ),
    Oddity.NO_CONTACT: N_("Rows whose type isn’t a touchpoint: {n}. They’re left out."),
}
PROBABLY = N_("It probably means “{twin}”.")
LOOKS = N_(
    "In the column “{column}”, IDs look like “{example}”; in “{home_column}”, like "
    "“{home_example}”."
)
ENUMERATED = ("field", "other")
"""Names in a finding that are fields or tables of ours and have a label."""


def table_line(one: TableReport, words: Words) -> str:
    """Return how many rows of a table were read, kept and set aside."""
    return words(
        "{table}, from {source}: {read} rows read, {kept} kept, {aside} set aside",
        table=words(TABLES[one.table].label),
        source=plain(one.source),
        read=words.number(one.read),
        kept=words.number(one.kept),
        aside=words.number(one.read - one.kept),
    )


def aside_reason(group: SetAside, words: Words) -> str:
    """Return that some rows were set aside, and why, for each of them by itself."""
    reason = words(REASONS[group.reason], column=plain(group.column))
    return words("Set aside: {reason}", reason=reason)


def aside_line(group: SetAside, words: Words) -> str:
    """Return why some rows were set aside, and which."""
    reason = words(REASONS[group.reason], column=plain(group.column))
    if group.cells:
        width = words.plural(
            "{n} cell for {columns} columns",
            "{n} cells for {columns} columns",
            group.cells,
            columns=group.columns,
        )
        reason += f" ({width})"
    shown = ", ".join(str(row) for row in group.rows) + (" …" if group.n > len(group.rows) else "")
    n = words.number(group.n)
    return words("Set aside: {reason}. Rows: {n} ({rows}).", n=n, reason=reason, rows=shown)


def finding_line(finding: Finding, words: Words) -> str:
    """Return an oddity as a sentence, with rows where they are known."""
    names = {key: plain(value) for key, value in finding.names.items()}
    for key in ENUMERATED:
        if key in names:
            names[key] = words(_label(finding.table, names[key]))
    if "form" in names:
        names["form"] = words(FORMS[names["form"]][0])
    numbers = {"n": words.number(finding.n), "of": words.number(finding.of)}
    line = words(ODDITIES[finding.code], **numbers, **names)
    if names.get("twin") and "{twin}" not in ODDITIES[finding.code]:
        line += " " + words(PROBABLY, twin=names["twin"])
    if names.get("example"):
        line += " " + words(LOOKS, **names)
    if finding.source:
        line = words("{file}: {line}", file=plain(finding.source), line=line)
    if finding.rows:
        line += " " + words("In row: {rows}.", rows=", ".join(map(str, finding.rows)))
    return line


def _label(table: str, name: str) -> str:
    """Return the message that names a field of the table or another table; else the name."""
    if name in TABLES:
        return TABLES[name].label
    field = TABLES[table].field(name)
    return field.label if field else name


def report_lines(report: Report, words: Words) -> list[str]:
    """Return the whole report as lines of plain text, a blank one between tables."""
    lines: list[str] = []
    for one in report.tables:
        lines += ["", table_line(one, words)]
        lines += [f"  – {aside_line(group, words)}" for group in one.set_aside]
        lines += [f"  ! {finding_line(finding, words)}" for finding in report.found_in(one)]
    return lines[1:]


def left_out_lines(report: Report, words: Words) -> list[str]:
    """Return, for each file, the columns that were not read."""
    return [
        words("{file}: not read: {columns}", file=plain(file), columns=plain(", ".join(columns)))
        for file, columns in report.left_out.items()
        if columns
    ]
