"""Values of lists, made up before the rule was: 300 that name nobody, 300 that hold a surname.

The surnames stand alone, without form of address or given name, as people type them who know each
other: 34 are common, 30 mean something else as well, 17 stand in no list of names, 17 come from
elsewhere; each in three or four phrases.
"""

from __future__ import annotations

HARMLESS = tuple(
    value
    for line in """
    Neu|In Bearbeitung|Qualifiziert|Angebot|Angebot versendet|Verhandlung|Gewonnen|Verloren|Offen
    Erstkontakt|Bedarfsanalyse|Demo|Demo geplant|Demo erfolgt|Teststellung|Vertrag|Vertragsprüfung
    Abgeschlossen|Abgelehnt|Zurückgestellt|Wiedervorlage|Auf Eis|Pausiert|Archiviert|Storniert
    Rückruf|Rückruf vereinbart|Rückruf erbeten|Rückruf im Herbst|Termin vereinbart|Termin offen
    Termin im Winter|Termin nach der Messe|Wartet auf Freigabe|Wartet auf Unterlagen
    Wartet auf Budget|Wartet auf Rückmeldung|Wartet auf Kunde|Wartet auf Einkauf|Wartet auf Technik
    Liegt beim Einkauf|Liegt bei der Geschäftsführung|Liegt bei IT|Angebot an Kunden gesendet
    Angebot an Einkauf gesendet|Gespräch mit Einkauf|Gespräch mit Geschäftsführung
    Rücksprache mit Technik|Rücksprache Technik|Rücksprache Vertrieb|Entscheidung steht aus
    Entscheidung im Sommer|Kontakt hergestellt|Kontakt Messe|Kontakt Webinar|Kontakt über Website
    Preis|Preis zu hoch|Preis war zu hoch|Zu teuer|Kein Budget|Budget gestrichen|Budget gekürzt
    Timing|Falscher Zeitpunkt|Zu spät|Zu lang gewartet|Zu lange Lieferzeit|Lang laufender Vertrag
    Kurz vor Abschluss|Kurz nach der Messe|Kurzfristig abgesagt|Langfristig geplant|Kein Bedarf
    Bedarf erst im Winter|Bedarf im Sommer|Kein Interesse|Keine Antwort|Keine Rückmeldung
    Nicht erreicht|Nicht zuständig|Falscher Ansprechpartner|Ansprechpartner gewechselt
    Ansprechpartner hat Firma verlassen|Kunde wollte nicht|Kunde hat abgesagt|Kunde war dagegen
    Chef war dagegen|Einkauf war dagegen|Betriebsrat war dagegen|Geschäftsführung hat abgelehnt
    Vorstand sagt nein|Vertrieb hat vergessen|Technik war nicht überzeugt|Wettbewerb
    Wettbewerber gewählt|An Wettbewerb verloren|Wettbewerb war schneller|Marktbegleiter
    Eigenentwicklung|Interne Lösung|Funktion fehlt|Schnittstelle fehlt|Qualität|Service|Lieferzeit
    Projekt verschoben|Projekt gestoppt|Projekt gestorben|Insolvenz|Fusion|Umzug|Dublette|Spam
    Testeintrag|Student|Bewerber|Lieferant|Privatperson|Sonstiges|Unbekannt|Keine Angabe
    Messe|Messe Hannover|Messe Wien|Messe Stuttgart 2026|Hannover Messe|Fachmesse|Hausmesse
    Messe Winter|Wintermesse|Winteraktion|Winterkampagne 2025|Aktion Winter 2026|Sommer 2026
    Sommeraktion|Sommerfest|Herbst|Frühjahr|Frühjahrsmesse|Ostern|Weihnachten|Kampagne Herbst
    Website|Webseite|Kontaktformular|Google|Google Ads|Bing|LinkedIn|Xing|Instagram|Newsletter
    Webinar|Webinar Mai|Whitepaper|Fallstudie|Anzeige|Fachzeitschrift
    Mailing|Mailing Bauwirtschaft|Telefonaktion|Kaltakquise|Empfehlung|Empfehlung Kunde
    Empfehlung Partner|Empfehlung durch Partner|Empfehlung von Kunden|Empfehlung Lieferant
    Partner|Händler|Fachhändler|Vermittler|Makler|Architekt|Planer|Steuerberater|Bestandskunde
    Altkunde|Stammkunde|Neukunde|Großkunde|Kunde wirbt Kunde|Mitarbeiter|Mitarbeiter werben
    Verband|Handwerkskammer|IHK|Innung|Bäckerinnung|Verein|Hochschule|Stadt Köln|Land Hessen
    Bau|Bauwirtschaft|Maschinenbau|Handel|Einzelhandel|Großhandel|Logistik|Gesundheit|Pflege
    Industrie|Öffentlicher Dienst|Pharma|Metall|Holz|Stein und Erden
    Bäcker|Metzger|Schreiner|Maurer|Müllerei|Weberei|Schneiderei|Brauerei|Gärtnerei|Fischerei
    Koch und Küche|Jäger und Sammler|Kaiserschmarrn|Königsklasse|Berg und Tal|Wald|Feld|Bach
    Server|Drucker|Lizenz|Wartung|Schulung|Beratung|Paket S|Paket Groß|Paket Klein
    Nord|Süd|Ost|West|Mitte|Region Nord|Region Berg|Schwarzwald|Bergisches Land|Neustadt
    New|Open|Qualified|Proposal sent|Negotiation|Closed Won|Closed Lost|On hold|Waiting for budget
    Waiting for legal|Waiting for customer|Call back later|Call with purchasing|Meeting booked
    Price|Price too high|Long delivery time|Long sales cycle|No budget|No decision|Bad timing
    Lost to competitor|Went with competitor|Customer said no|Management said no|Champion left
    Contact left the company|Missing feature|Not a fit|Trade show|Winter campaign|Summer sale
    Spring event|Organic search|Paid social|Word of mouth|Referral|Partner referral|Cold call
    Inbound call|Webinar attendee|Field sales|Young professionals|Banks|Fields of study|Bell
    Schneider Electric|Weber Grill|Müller Drogerie|Wagner Pizza|Bosch|Siemens|Bechtle|Hugo Boss
    """.splitlines()
    for value in line.strip().split("|")
    if value
)

COMMON = (
    *("Müller", "Schmidt", "Schneider", "Fischer", "Weber", "Meyer", "Wagner", "Becker", "Schulz"),
    *("Hoffmann", "Schäfer", "Koch", "Bauer", "Richter", "Schröder", "Neumann", "Zimmermann"),
    *("Krüger", "Hartmann", "Schmitz", "Krause", "Meier", "Lehmann", "Maier", "Huber", "Gruber"),
    *("Pichler", "Steiner", "Moser", "Leitner", "Gerber", "Bühler", "Ammann", "Zürcher"),
)
WORDS = (
    *("Winter", "Sommer", "Kurz", "Lang", "Klein", "Groß", "Stein", "Berg", "Vogel", "Stark"),
    *("Gut", "Roth", "Busch", "Sauer", "Graf", "Herzog", "König", "Kaiser", "Kraft", "Ernst"),
    *("Horn", "Engel", "Jung", "Schwarz", "Wolf", "Fuchs", "Frei", "Jäger", "Beck", "Bach"),
)
RARE = (
    *("Tausendfreund", "Quandel", "Überreuter", "Wachtveitl", "Drosdowski", "Buttgereit"),
    *("Schimmelpfennig", "Federspiel", "Morgenschweis", "Hinterhuber-Locke", "Kleinknecht"),
    *("Oelschlegel", "Ziegenbalg", "Mauersberger", "Rautenstrauch", "Unverzagt", "Düvelmeyer"),
)
FOREIGN = (
    *("Nowak", "Kowalski", "Yılmaz", "Özdemir", "Novák", "Horvat", "Jovanović", "Nguyen", "Rossi"),
    *("Smith", "Johnson", "Petrov", "Papadopoulos", "Silva", "García", "Andersson", "Bianchi"),
)
PHRASES = (
    *("{}", "Rückruf {}", "{} wollte nicht", "Empfehlung {}", "Empfehlung von {}"),
    *("Gespräch mit {}", "wartet auf {}", "{} hat abgesagt", "{} war dagegen", "liegt bei {}"),
    *("Termin mit {} offen", "Absage durch {}", "über {}", "{}: kein Budget", "Kontakt {}"),
    *("{} ist im Urlaub", "Tipp {}", "Angebot an {} gesendet", "Rücksprache {}"),
    *("Entscheidung {} steht aus", "{} meldet sich", "{} (Einkauf)", "lt. {} kein Bedarf"),
    *("Nachfassen bei {}", "{} sagt: zu teuer", "referred by {}", "call with {}"),
    *("{} left the company", "waiting for {}", "{} said no"),
)
SURNAMES = (*COMMON, *WORDS, *RARE, *FOREIGN)
NAMED = tuple(
    (PHRASES[(7 * n + n // len(SURNAMES)) % len(PHRASES)], SURNAMES[n % len(SURNAMES)])
    for n in range(300)
)
"""Phrase and surname."""
