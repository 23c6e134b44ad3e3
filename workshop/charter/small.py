"""What the small stations decided, as paragraphs of the annex: nothing where nothing was."""

from __future__ import annotations

from typing import TYPE_CHECKING

from workshop.charter.block import Block, objected, told

if TYPE_CHECKING:
    from collections.abc import Iterator

    from workshop.charter.document import Charter
    from workshop.words import Words


def line(charter: Charter, words: Words) -> Iterator[Block]:
    """Yield the line with which both sides introduce the company."""
    yield from told("", charter.line, "quote")
    yield from objected(charter.line_objections, words)


def duties(charter: Charter, words: Words) -> Iterator[Block]:
    """Yield who fills in which field, by when, and how full it was on the day."""
    for duty in charter.duties:
        yield Block("item", f"{duty.giver}, {duty.by}", f"{duty.field}:")
        yield from told(words("When we decided:"), duty.filled, "small")
    yield from objected(charter.duty_objections, words)


def differences(charter: Charter, words: Words) -> Iterator[Block]:
    """Yield in what the sides stay different."""
    yield from (Block("item", each) for each in charter.differences)
    yield from objected(charter.difference_objections, words)


def campaign(charter: Charter, words: Words) -> Iterator[Block]:
    """Yield the next joint campaign."""
    planned = charter.campaign
    if planned:
        yield from told(words("For whom:"), planned.audience)
        yield from told("", planned.line, "quote")
        yield from told(words("Who calls, and when:"), planned.calls, "item")
        yield from told(words("Marketing tells sales:"), planned.marketing_tells, "item")
        yield from told(words("Sales tells marketing:"), planned.sales_tells, "item")
        yield from told(words("The time for it:"), planned.capacity, "item")
    yield from objected(charter.campaign_objections, words)
