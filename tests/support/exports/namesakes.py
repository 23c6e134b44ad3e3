"""An export with one of 200 invented people in some cell of every row, in every column."""

from __future__ import annotations

from datetime import date, timedelta

GIVEN = (
    *("Erika", "Klaus", "Jürgen", "Sabine", "Heike", "Thorsten", "Mehmet", "Agnieszka", "Emily"),
    *("Wolfgang", "Giulia", "Ayşe", "Benjamin", "Katharina", "Pierre", "Zoltán", "Nicole", "Uwe"),
    *("Stefanie", "Andrew"),
)
FAMILY = (
    *("Mustermann", "Beispiel", "Probe-Quandel", "Yıldızlı", "Kowalska", "Example", "Überreuter"),
    *("Tausendfreund", "Sample", "van Dyk"),
)
INVENTED = [f"{given} {family}" for given in GIVEN for family in FAMILY]
PHRASES = ("{}", "Empfehlung {}", "{} war dagegen", "Herr {}", "call with {}", "{} (Messe)")
ALONE = ("Rückruf {}", "wartet auf {}", "{}", "{} wollte nicht")
"""Words around a surname alone."""
LEAST = 5
"""Shorter parts of a name stand in other words, too."""
BEGIN = date(2025, 2, 3)


def parts() -> set[str]:
    """Return every name, and every part of one that is long enough to be told from a word."""
    words = {word for name in INVENTED for word in name.replace("-", " ").split()}
    return {*INVENTED, *(word for word in words if len(word) >= LEAST)}


def planted() -> dict[str, str]:
    """Return contacts and deals as CSV: name without ending to content."""
    contacts = ["Kontakt-ID;Erstellt am;Quelle;Rolle;Kundenbetreuer;Notiz;Erika Mustermann"]
    deals = ["Deal-ID;Kontakt-ID;Phase;Betrag;Erstellungsdatum;Abschlussdatum;Verlustgrund;Firma"]
    for n, person in enumerate(INVENTED * 3):
        text = PHRASES[n % len(PHRASES)].format(person)
        lead = f"{person} {n}"
        start = person if n == 7 else "05.01.2026"
        amount = person if n == 9 else "1.000,00"
        source, role = text if n % 4 == 0 else "Messe", text if n % 4 == 1 else "Einkauf"
        contacts.append(";".join((lead, start, source, role, person, text, str(n))))
        phase, reason = ("Gewonnen", "") if n % 2 else ("Verloren", text if n % 4 else "Preis")
        dates = "05.01.2026;05.02.2026"
        deals.append(";".join((f"Deal {n}", lead, phase, amount, dates, reason, f"{person} GmbH")))
    return {"kontakte": "\n".join(contacts) + "\n", "deals": "\n".join(deals) + "\n"}


def whole_company() -> dict[str, str]:
    """Return four tables over six quarters, with names in stages and alone as well."""
    told = "need_known;budget_known;decides"
    contacts = [f"contact_id;created_at;source;role;owner;Notiz;Nachname;Ansprechpartner;{told}"]
    touches = ["touchpoint_id;contact_id;happened_at;side;kind;human;Betreff;owner"]
    handed = ["handoff_id;contact_id;handed_at;decided_at;outcome;reason;Kommentar"]
    deals = ["deal_id;contact_id;status;value;created_at;closed_at;lost_reason;product;owner"]
    for n, person in enumerate(INVENTED * 3):
        family = person.partition(" ")[2]
        text = (PHRASES[n // 2 % 6].format(person), ALONE[n // 2 % 4].format(family))[n % 2]
        day = BEGIN + timedelta(days=n)
        later, last = day + timedelta(days=3), day + timedelta(days=40)
        lead = f"{person} {n}"
        source, role = text if n % 4 == 1 else "Messe", text if n % 4 == 2 else "Einkauf"
        facts = "true;true;true"
        contacts.append(
            ";".join((lead, f"{day}", source, role, person, text, family, person, facts))
        )
        touches.append(f"{person} {n};{lead};{later} 10:00;sales;call;true;{text};{person}")
        outcome, reason = ("accepted", "") if n % 3 else ("rejected", text)
        handed.append(f"{n};{lead};{day} 12:00;{later} 12:00;{outcome};{reason};{text}")
        lost = text if n % 4 == 0 else ""
        stage = (f"wartet auf {family}", "won", "lost", f"liegt bei {person}")[n % 4]
        closed = str(last) if stage in ("won", "lost") else ""
        end = f"{closed};{lost};{text};{person}"
        deals.append(f"{person} {n};{lead};{stage};1000.50;{later};{end}")
    tables = {"contacts": contacts, "touchpoints": touches, "handoffs": handed, "deals": deals}
    return {name: "\n".join(rows) + "\n" for name, rows in tables.items()}
