"""The annex: everything page 1 has no room for."""

from __future__ import annotations

from support.acts.charters import charter, everywhere

from workshop.charter.annex import annex
from workshop.words import Words


def test_every_field_of_a_charter_is_in_the_annex() -> None:
    """Seen by a text that stands everywhere: caveats, footing, SQL, agendas, all objections."""
    blocks = [block for section in annex(everywhere("Überall")) for block in section.blocks]
    kinds = [block.kind for block in blocks]

    assert (2, 12) == (kinds.count("code"), kinds.count("objection"))
    assert 80 < sum(f"{block.label} {block.text}".count("Überall") for block in blocks)


def test_the_method_says_how_numbers_were_counted() -> None:
    """Data, n, interval, window, and that printing calculates nothing."""
    title = Words("en")("How the numbers were counted")
    (method,) = [section for section in annex(charter("en")) if section.title == title]
    told = " ".join(block.text for block in method.blocks)

    assert all(word in told for word in ("Wackelkontakt", "95%", "30", "180", "quarter"))
