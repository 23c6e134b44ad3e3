"""What people call the places whose public holidays count, in both languages.

The states of Germany and Austria and the cantons of Switzerland are a table of facts (ISO 3166-2);
countries are named by the Unicode CLDR, which Babel ships. Of regions elsewhere only the code is
known, and it stands behind the country's name.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from workshop.words import N_

if TYPE_CHECKING:
    from workshop.words import Words

REGIONS: dict[str, str] = {
    "DE-BB": N_("Brandenburg"),
    "DE-BE": N_("Berlin"),
    "DE-BW": N_("Baden-Württemberg"),
    "DE-BY": N_("Bavaria"),
    "DE-HB": N_("Bremen"),
    "DE-HE": N_("Hesse"),
    "DE-HH": N_("Hamburg"),
    "DE-MV": N_("Mecklenburg-Western Pomerania"),
    "DE-NI": N_("Lower Saxony"),
    "DE-NW": N_("North Rhine-Westphalia"),
    "DE-RP": N_("Rhineland-Palatinate"),
    "DE-SH": N_("Schleswig-Holstein"),
    "DE-SL": N_("Saarland"),
    "DE-SN": N_("Saxony"),
    "DE-ST": N_("Saxony-Anhalt"),
    "DE-TH": N_("Thuringia"),
    "DE-Augsburg": N_("city of Augsburg"),
    "AT-1": N_("Burgenland"),
    "AT-2": N_("Carinthia"),
    "AT-3": N_("Lower Austria"),
    "AT-4": N_("Upper Austria"),
    "AT-5": N_("Salzburg"),
    "AT-6": N_("Styria"),
    "AT-7": N_("Tyrol"),
    "AT-8": N_("Vorarlberg"),
    "AT-9": N_("Vienna"),
    "CH-AG": N_("canton of Aargau"),
    "CH-AI": N_("canton of Appenzell Innerrhoden"),
    "CH-AR": N_("canton of Appenzell Ausserrhoden"),
    "CH-BE": N_("canton of Bern"),
    "CH-BL": N_("canton of Basel-Landschaft"),
    "CH-BS": N_("canton of Basel-Stadt"),
    "CH-FR": N_("canton of Fribourg"),
    "CH-GE": N_("canton of Geneva"),
    "CH-GL": N_("canton of Glarus"),
    "CH-GR": N_("canton of Grisons"),
    "CH-JU": N_("canton of Jura"),
    "CH-LU": N_("canton of Lucerne"),
    "CH-NE": N_("canton of Neuchâtel"),
    "CH-NW": N_("canton of Nidwalden"),
    "CH-OW": N_("canton of Obwalden"),
    "CH-SG": N_("canton of St. Gallen"),
    "CH-SH": N_("canton of Schaffhausen"),
    "CH-SO": N_("canton of Solothurn"),
    "CH-SZ": N_("canton of Schwyz"),
    "CH-TG": N_("canton of Thurgau"),
    "CH-TI": N_("canton of Ticino"),
    "CH-UR": N_("canton of Uri"),
    "CH-VD": N_("canton of Vaud"),
    "CH-VS": N_("canton of Valais"),
    "CH-ZG": N_("canton of Zug"),
    "CH-ZH": N_("canton of Zurich"),
    "CH-Stadt Zurich": N_("city of Zurich"),
}
"""Country and region, as `Calendar.place` has them, to what people call the region."""
NOWHERE = N_("nowhere")


def place_text(place: str, words: Words) -> str:
    """Return what people call a place whose public holidays are free.

    Args:
        place: as `Calendar.place` has it: ``DE-BY``, ``AT``, empty for nowhere.
        words: of the language.

    Returns:
        The region's name, or the country's with the region's code behind it. What is no place is
        a message, and said as one: charters of earlier kits hold the names themselves.
    """
    if not place:
        return words(NOWHERE)
    if place in REGIONS:
        return words(REGIONS[place])
    from babel import Locale  # noqa: PLC0415 - rarely needed

    country, _, region = place.partition("-")
    name = Locale.parse(words.locale).territories.get(country)
    if name is None:
        return words(place)
    return f"{name} ({region})" if region else str(name)
