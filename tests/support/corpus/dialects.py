"""How the exports of single systems look: headers, stages, flags, dates, numbers and keys."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

BERLIN = ZoneInfo("Europe/Berlin")
Stages = dict[str, tuple[str, ...]]

EN_SOURCES = {
    "website": "Web",
    "webinar": "Webinar",
    "fair": "Trade Show",
    "newsletter": "Email Marketing",
    "ads": "Paid Search",
    "call_blitz": "Cold Call",
    "referral": "Employee Referral",
}
DE_SOURCES = {
    "website": "Webformular",
    "webinar": "Webinar",
    "fair": "Messe",
    "newsletter": "E-Mail-Marketing",
    "ads": "Bezahlte Suche",
    "call_blitz": "Kaltakquise",
    "referral": "Empfehlung",
}
EN_STAGES: Stages = {
    "open": ("Qualification", "Negotiation/Review", "Proposal/Price Quote"),
    "won": ("Closed Won",),
    "lost": ("Closed Lost",),
}
DE_STAGES: Stages = {
    "open": ("Angebot gesendet", "Verhandlung", "Qualifizierung"),
    "won": ("Gewonnen",),
    "lost": ("Verloren",),
}
ODD_STAGES: Stages = {
    "open": ("Workshop", "Kickoff"),
    "won": ("Unter Dach und Fach",),
    "lost": ("Projekt eingeschlafen", "Ablage P"),
}
"""Stages that no catalogue knows: flags say how a deal ended, or a person is asked."""

DAYS: dict[str, Callable[[datetime], str]] = {
    "iso": lambda at: f"{at:%Y-%m-%d}",
    "german": lambda at: f"{at:%d.%m.%Y}",
    "american": lambda at: f"{at.month}/{at.day}/{at.year}",
    "compact": lambda at: f"{at:%Y%m%d}",
}
MOMENTS: dict[str, Callable[[datetime], str]] = {
    "iso": lambda at: f"{at:%Y-%m-%d %H:%M}",
    "iso seconds": lambda at: f"{at:%Y-%m-%d %H:%M:%S}",
    "german": lambda at: f"{at:%d.%m.%Y %H:%M}",
    "american": lambda at: f"{at.month}/{at.day}/{at.year} {at.hour % 12 or 12}:{at:%M} {at:%p}",
    "zulu": lambda at: f"{at.replace(tzinfo=BERLIN).astimezone(UTC):%Y-%m-%dT%H:%M:%S.000Z}",
}


def grouped(cents: int, group: str, decimal: str) -> str:
    """Return an amount with grouped thousands and two decimals."""
    whole, part = divmod(abs(cents), 100)
    return f"{whole:,}".replace(",", group) + f"{decimal}{part:02}"


AMOUNTS: dict[str, Callable[[int], str]] = {
    "plain": lambda c: f"{'-' * (c < 0)}{abs(c) // 100}.{abs(c) % 100:02}",
    "english": lambda c: "-" * (c < 0) + grouped(c, ",", "."),
    "german": lambda c: "-" * (c < 0) + grouped(c, ".", ","),
    "sap": lambda c: grouped(c, ".", ",") + "-" * (c < 0),
    "german whole": lambda c: "-" * (c < 0) + grouped(c, ".", ",")[:-3],
    "english whole": lambda c: "-" * (c < 0) + grouped(c, ",", ".")[:-3],
    "swiss": lambda c: "-" * (c < 0) + grouped(c, "'", "."),
    "brackets": lambda c: f"({grouped(c, ',', '.')})" if c < 0 else grouped(c, ",", "."),
}

PREFIXES = {"contact": "003", "deal": "006", "account": "001"}
KEYS: dict[str, Callable[[str, int], str]] = {
    "number": lambda _, n: str(n),
    "decimals": lambda _, n: f"{n}.0",
    "zeros": lambda _, n: str(n).zfill(10),
    "fifteen": lambda kind, n: f"{PREFIXES[kind]}Ab0000{n:06}",
    "eighteen": lambda kind, n: f"{PREFIXES[kind]}Ab0000{n:06}AAX",
    "small": lambda kind, n: f"{PREFIXES[kind]}ab0000{n:06}",
    "guid": lambda _, n: f"3b1f0c2e-{n % 10_000:04}-ee11-9999-000d3a{n:06}",
    "zoho": lambda _, n: f"zcrm_5900000{n:09}",
    "odoo": lambda kind, n: f"__export__.{kind}_{n}",
    "mark": lambda _, n: f"\ufeff{n}",
    "unseen": lambda _, n: f"{n}\u200b",
}
SAME = {
    "number": ("number", "decimals", "zeros", "mark", "unseen"),
    "zeros": ("zeros", "number", "decimals"),
    "fifteen": ("fifteen", "eighteen", "small"),
}
"""Forms in which another file of the same export may write a key."""


@dataclass(frozen=True)
class Dialect:
    """How a system writes leads and deals.

    Attributes:
        people, sales: canonical field to header; of sales also ``currency`` and ``converted``.
        stages: status to the words of the stage column.
        keys: form of its keys.
        day, moment: how it writes days and moments; without a moment only days are written.
        amounts: ways it may write amounts.
        flags: header to the yes and no it says of ``won`` and ``closed``, of ``active``.
        dates: headers of the dates that only a won, or a lost, deal has.
        beside: further columns of deals, each with what stands in it.
        sources: canonical source to its word.
        delimiters, encodings: of CSV files.
        book: whether it writes workbooks.
        german: the language.
        footer: lines below the table.
        lost_reason: header of the reason for losing.
        plans: whether the close date of an open deal is a plan.
        day_only: fields that are days where the others are moments.
    """

    people: dict[str, str]
    sales: dict[str, str]
    stages: Stages
    keys: str = "number"
    day: str = "iso"
    moment: str = ""
    amounts: tuple[str, ...] = ("plain",)
    flags: dict[str, str] = field(default_factory=dict)
    dates: tuple[str, str] | None = None
    beside: dict[str, str] = field(default_factory=dict)
    sources: dict[str, str] = field(default_factory=lambda: EN_SOURCES)
    delimiters: tuple[str, ...] = (",",)
    encodings: tuple[str, ...] = ("utf-8", "utf-8-sig")
    book: bool = False
    german: bool = False
    footer: tuple[str, ...] = ()
    lost_reason: str = ""
    plans: bool = True
    day_only: tuple[str, ...] = ()


def _fields(**names: str) -> dict[str, str]:
    return names


DIALECTS: dict[str, Dialect] = {
    "HubSpot en": Dialect(
        _fields(
            contact_id="Record ID - Contact",
            created_at="Create Date",
            source="Original Source",
            account_id="Associated Company IDs",
            converted_at="Became an Opportunity Date",
        ),
        _fields(
            deal_id="Record ID - Deal",
            status="Deal Stage",
            value="Amount",
            currency="Currency",
            converted="Amount in company currency",
            created_at="Create Date",
            closed_at="Close Date",
            contact_id="Associated Contact IDs",
            account_id="Associated Company IDs",
        ),
        {
            "open": ("Appointment Scheduled", "Contract Sent", "Qualified To Buy"),
            "won": ("Closed Won",),
            "lost": ("Closed Lost",),
        },
        moment="iso",
        flags={"won": "Is Closed Won", "closed": "Is Deal Closed?"},
        beside={"Deal Name": "Some deal", "Pipeline": "Sales Pipeline"},
        lost_reason="Closed Lost Reason",
    ),
    "HubSpot de": Dialect(
        _fields(
            contact_id="Datensatz-ID - Kontakt",
            created_at="Erstellungsdatum",
            source="Ursprüngliche Quelle",
            account_id="Zugehörige Unternehmen-IDs",
        ),
        _fields(
            deal_id="Datensatz-ID - Deal",
            status="Deal-Phase",
            value="Betrag",
            currency="Währung",
            converted="Betrag in Firmenwährung",
            created_at="Erstellungsdatum",
            closed_at="Abschlussdatum",
            contact_id="Zugehörige Kontakt-IDs",
            account_id="Zugehörige Unternehmen-IDs",
        ),
        {
            "open": ("Termin vereinbart", "Vertrag gesendet"),
            "won": ("Abgeschlossen – gewonnen",),
            "lost": ("Abgeschlossen – verloren",),
        },
        day="german",
        moment="german",
        amounts=("german", "plain", "german whole"),
        sources=DE_SOURCES,
        beside={"Deal-Name": "Ein Vorhaben"},
        german=True,
    ),
    "Salesforce en": Dialect(
        _fields(
            contact_id="Contact ID",
            created_at="Created Date",
            source="Lead Source",
            account_id="Account ID",
        ),
        _fields(
            deal_id="Opportunity ID",
            status="Stage",
            value="Amount",
            currency="Amount Currency",
            converted="Amount (converted)",
            created_at="Created Date",
            closed_at="Close Date",
            contact_id="Contact ID",
            account_id="Account ID",
        ),
        EN_STAGES,
        keys="fifteen",
        day="american",
        amounts=("english", "plain", "brackets", "english whole"),
        flags={"won": "Won", "closed": "Closed"},
        beside={"Opportunity Name": "Some deal", "Fiscal Period": "Q1-2026"},
        footer=(
            "New Opportunities Report",
            "Copyright (c) 2000-2026 salesforce.com, inc. All rights reserved.",
            "Confidential Information - Do Not Distribute",
            "Generated By:  Erika Muster  10/30/2026",
        ),
    ),
    "Salesforce de": Dialect(
        _fields(
            contact_id="Kontakt-ID",
            created_at="Erstelldatum",
            source="Lead-Quelle",
            account_id="Account-ID",
        ),
        _fields(
            deal_id="Opportunity-ID",
            status="Phase",
            value="Betrag",
            currency="Betrag Währung",
            converted="Betrag (umgerechnet)",
            created_at="Erstelldatum",
            closed_at="Schlusstermin",
            contact_id="Kontakt-ID",
            account_id="Account-ID",
        ),
        {
            "open": ("Verhandlung/Überprüfung", "Bedarfsanalyse"),
            "won": ("Geschlossen und gewonnen",),
            "lost": ("Geschlossen und verloren",),
        },
        keys="fifteen",
        day="german",
        amounts=("german",),
        flags={"won": "Gewonnen", "closed": "Geschlossen"},
        sources=DE_SOURCES,
        beside={"Opportunity-Name": "Ein Vorhaben", "Geschäftsperiode": "Q1-2026"},
        delimiters=(",", ";"),
        encodings=("utf-8", "cp1252"),
        german=True,
    ),
    "Salesforce API": Dialect(
        _fields(
            contact_id="Id", created_at="CreatedDate", source="LeadSource", account_id="AccountId"
        ),
        _fields(
            deal_id="Id",
            status="StageName",
            value="Amount",
            currency="CurrencyIsoCode",
            created_at="CreatedDate",
            closed_at="CloseDate",
            contact_id="ContactId",
            account_id="AccountId",
        ),
        EN_STAGES,
        keys="eighteen",
        flags={"won": "IsWon", "closed": "IsClosed"},
        beside={"IsDeleted": "false"},
        moment="zulu",
        day_only=("closed_at",),
    ),
    "Dynamics 365 en": Dialect(
        _fields(
            contact_id="(Do Not Modify) Contact",
            created_at="Created On",
            source="Lead Source",
            account_id="Company Name",
        ),
        _fields(
            deal_id="(Do Not Modify) Opportunity",
            status="Status",
            value="Est. Revenue",
            currency="Currency",
            created_at="Created On",
            closed_at="Actual Close Date",
            contact_id="Contact ID",
            account_id="Potential Customer",
        ),
        {"open": ("Open",), "won": ("Won",), "lost": ("Lost",)},
        keys="guid",
        day="american",
        moment="american",
        amounts=("english",),
        plans=False,
        beside={"Topic": "Some deal", "Est. Close Date": "1/31/2027"},
        book=True,
    ),
    "Dynamics 365 de": Dialect(
        _fields(
            contact_id="(Nicht ändern) Kontakt",
            created_at="Erstellt am",
            source="Lead-Quelle",
            account_id="Firmenname",
        ),
        _fields(
            deal_id="(Nicht ändern) Verkaufschance",
            status="Statusgrund",
            value="Geschätzter Umsatz",
            currency="Währung",
            created_at="Erstellt am",
            closed_at="Tatsächliches Abschlussdatum",
            contact_id="Kontakt-ID",
            account_id="Potenzieller Kunde",
        ),
        {"open": ("In Bearbeitung",), "won": ("Gewonnen",), "lost": ("Überboten",)},
        keys="guid",
        day="german",
        moment="german",
        amounts=("german",),
        sources=DE_SOURCES,
        plans=False,
        beside={"Thema": "Ein Vorhaben"},
        book=True,
        german=True,
    ),
    "Pipedrive en": Dialect(
        _fields(
            contact_id="Person - ID",
            created_at="Person - Person created",
            source="Person - Lead source",
            account_id="Person - Organization",
        ),
        _fields(
            deal_id="Deal - ID",
            status="Deal - Status",
            value="Deal - Value",
            currency="Deal - Currency of Value",
            created_at="Deal - Deal created",
            closed_at="Deal - Deal closed on",
            contact_id="Person - ID",
            account_id="Deal - Organization",
        ),
        {"open": ("Open",), "won": ("Won",), "lost": ("Lost",)},
        moment="iso seconds",
        dates=("Deal - Won time", "Deal - Lost time"),
        plans=False,
        beside={"Deal - Title": "Some deal", "Deal - Stage": "Proposal Made"},
        delimiters=(",", ";"),
    ),
    "Pipedrive de": Dialect(
        _fields(
            contact_id="Person - ID",
            created_at="Person - Person erstellt",
            source="Person - Lead-Quelle",
            account_id="Person - Organisation",
        ),
        _fields(
            deal_id="Deal - ID",
            status="Deal - Status",
            value="Deal - Wert",
            currency="Deal - Währung von Wert",
            created_at="Deal - Deal erstellt",
            closed_at="Deal - Deal abgeschlossen am",
            contact_id="Person - ID",
            account_id="Deal - Organisation",
        ),
        {"open": ("Offen",), "won": ("Gewonnen",), "lost": ("Verloren",)},
        moment="iso seconds",
        dates=("Deal - Datum des gewonnenen Deals", "Deal - Datum des verlorenen Deals"),
        plans=False,
        beside={"Deal - Titel": "Ein Vorhaben", "Deal - Phase": "Angebot erstellt"},
        delimiters=(",", ";"),
        sources=DE_SOURCES,
        german=True,
    ),
    "Zoho en": Dialect(
        _fields(
            contact_id="Record Id",
            created_at="Created Time",
            source="Lead Source",
            account_id="Account Name.id",
        ),
        _fields(
            deal_id="Record Id",
            status="Stage",
            value="Amount",
            currency="Currency",
            created_at="Created Time",
            closed_at="Closing Date",
            contact_id="Contact Name.id",
            account_id="Account Name.id",
        ),
        EN_STAGES,
        keys="zoho",
        moment="iso seconds",
        beside={"Deal Name": "Some deal"},
        lost_reason="Reason For Loss",
        day_only=("closed_at",),
    ),
    "Zoho de": Dialect(
        _fields(
            contact_id="Datensatz-ID",
            created_at="Erstellungszeit",
            source="Lead-Quelle",
            account_id="Account Name.id",
        ),
        _fields(
            deal_id="Datensatz-ID",
            status="Phase",
            value="Betrag",
            currency="Währung",
            created_at="Erstellungszeit",
            closed_at="Abschlussdatum",
            contact_id="Contact Name.id",
            account_id="Account Name.id",
        ),
        {
            "open": ("Qualifizierung", "Verhandlung/Überprüfung"),
            "won": ("Abgeschlossen - Gewonnen",),
            "lost": ("Abgeschlossen - Verloren",),
        },
        keys="zoho",
        day="german",
        moment="german",
        amounts=("german",),
        sources=DE_SOURCES,
        beside={"Deal-Name": "Ein Vorhaben"},
        german=True,
    ),
    "Odoo en": Dialect(
        _fields(
            contact_id="Contact ID", created_at="Created on", source="Source", account_id="Company"
        ),
        _fields(
            deal_id="id",
            status="Stage",
            value="Amount",
            currency="Currency",
            created_at="Created on",
            closed_at="Closed Date",
            contact_id="Contact ID",
            account_id="Company",
        ),
        {"open": ("New", "Qualified", "Proposition"), "won": ("Won",), "lost": ("Qualified",)},
        keys="odoo",
        moment="iso seconds",
        flags={"active": "Active"},
        lost_reason="Lost Reason",
        plans=False,
        beside={"Opportunity": "Some deal"},
        book=True,
    ),
    "Odoo de": Dialect(
        _fields(
            contact_id="Kontakt-ID", created_at="Erstellt am", source="Quelle", account_id="Firma"
        ),
        _fields(
            deal_id="ID",
            status="Phase",
            value="Betrag",
            currency="Währung",
            created_at="Erstellt am",
            closed_at="Abgeschlossen am",
            contact_id="Kontakt-ID",
            account_id="Firma",
        ),
        {
            "open": ("Neu", "Qualifiziert", "Vorschlag"),
            "won": ("Gewonnen",),
            "lost": ("Qualifiziert",),
        },
        keys="odoo",
        moment="iso seconds",
        flags={"active": "Aktiv"},
        lost_reason="Verlustgrund",
        plans=False,
        beside={"Verkaufschance": "Ein Vorhaben"},
        sources=DE_SOURCES,
        german=True,
    ),
    "SAP and self-made de": Dialect(
        _fields(
            contact_id="Kontakt-Nr.",
            created_at="Erfasst am",
            source="Herkunft",
            account_id="Kundennummer",
        ),
        _fields(
            deal_id="Vorgangsnummer",
            status="Status",
            value="Nettobetrag",
            currency="Währung",
            created_at="Angelegt am",
            closed_at="Abschlussdatum",
            contact_id="Kontakt-Nr.",
            account_id="Kundennummer",
        ),
        DE_STAGES,
        keys="zeros",
        day="german",
        amounts=("sap", "german", "german whole"),
        sources=DE_SOURCES,
        beside={"Bezeichnung": "Ein Vorhaben", "Buchungskreis": "1000"},
        delimiters=(";", "\t", "|"),
        encodings=("cp1252", "utf-8", "utf-16"),
        book=True,
        german=True,
        footer=("Erstellt mit Transaktion ZVA05", "Muster GmbH, vertraulich"),
    ),
    "self-made en": Dialect(
        _fields(
            contact_id="Contact ID", created_at="First seen", source="Source", account_id="Customer"
        ),
        _fields(
            deal_id="Deal ID",
            status="Deal Status",
            value="Value",
            currency="Currency",
            created_at="Opened",
            closed_at="Closed on",
            contact_id="Contact ID",
            account_id="Customer",
        ),
        {"open": ("Open",), "won": ("Won",), "lost": ("Lost",)},
        amounts=("english", "swiss", "plain"),
        delimiters=(",", ";", "\t"),
        book=True,
        footer=("Internal use only",),
    ),
}
"""Name of a system and language to how it writes."""
