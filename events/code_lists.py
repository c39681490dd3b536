"""Public code lists as plain data: counties with municipalities and coordination associations, and KVÅ codes.

Municipality codes are Statistics Sweden's; groups and associations follow the domain reference 9.1 and 9.3. Lists that
are enumerations of an event (outcomes, livelihood, grades, ICF areas) stand beside that event.
"""

from __future__ import annotations

from dataclasses import dataclass

_PLAIN = str.maketrans("åäöÅÄÖ ", "aaoaao-")


@dataclass(frozen=True, slots=True)
class Municipality:
    """`code` is county code + two digits. `group` is what small municipalities are counted together in."""

    code: str
    name: str
    group: str
    psychiatry_in_routine: bool = True
    """Whether the signed routine is to cover adult psychiatry too; where not, it runs by way of another town."""

    @property
    def county_code(self) -> str:
        return self.code[:2]

    @property
    def slug(self) -> str:
        """The name in addresses, e.g. `vasteras`."""
        return self.name.translate(_PLAIN).lower()


@dataclass(frozen=True, slots=True)
class Association:
    """A samordningsförbund and the codes of its member municipalities."""

    name: str
    municipality_codes: frozenset[str]


@dataclass(frozen=True, slots=True)
class County:
    code: str
    name: str
    municipalities: tuple[Municipality, ...]
    associations: tuple[Association, ...]
    base_year: int = 2025
    """The year that the difference between women and men is compared with (I12): the first whole one in the portal.
    Chosen once, since what has been published stays as it was."""


_VASTMANLAND = (
    Municipality("1904", "Skinnskatteberg", "Norra"),
    Municipality("1907", "Surahammar", "Mellersta", psychiatry_in_routine=False),
    Municipality("1960", "Kungsör", "Västra Mälardalen"),
    Municipality("1961", "Hallstahammar", "Mellersta", psychiatry_in_routine=False),
    Municipality("1962", "Norberg", "Norra"),
    Municipality("1980", "Västerås", "Västerås"),
    Municipality("1981", "Sala", "Sala"),
    Municipality("1982", "Fagersta", "Norra"),
    Municipality("1983", "Köping", "Västra Mälardalen"),
    Municipality("1984", "Arboga", "Västra Mälardalen"),
)

# Each association is its own group; the four municipalities outside are a group together.
_OUTSIDE = "Utan samordningsförbund"
_STOCKHOLM: dict[str, tuple[tuple[str, str], ...]] = {
    "Roslagen": (
        ("0162", "Danderyd"), ("0187", "Vaxholm"), ("0160", "Täby"),
        ("0117", "Österåker"), ("0115", "Vallentuna"), ("0188", "Norrtälje"),
    ),
    "Östra Södertörn": (("0138", "Tyresö"), ("0136", "Haninge"), ("0192", "Nynäshamn")),
    "Sundbyberg, Upplands-Bro och Järfälla": (("0183", "Sundbyberg"), ("0139", "Upplands-Bro"), ("0123", "Järfälla")),
    "VärNa": (("0120", "Värmdö"), ("0182", "Nacka")),
    "Huddinge, Botkyrka och Salem": (("0126", "Huddinge"), ("0127", "Botkyrka"), ("0128", "Salem")),
    "Sollentuna, Upplands Väsby och Sigtuna": (("0163", "Sollentuna"), ("0114", "Upplands Väsby"), ("0191", "Sigtuna")),
    "Södertälje": (("0181", "Södertälje"),),
    "Stockholms stad": (("0180", "Stockholm"),),
    _OUTSIDE: (("0184", "Solna"), ("0125", "Ekerö"), ("0186", "Lidingö"), ("0140", "Nykvarn")),
}  # fmt: skip

COUNTIES: dict[str, County] = {
    "19": County(
        "19",
        "Västmanland",
        _VASTMANLAND,
        (Association("Samordningsförbundet Västmanland", frozenset(one.code for one in _VASTMANLAND)),),
    ),
    "01": County(
        "01",
        "Stockholm",
        tuple(sorted(
            (Municipality(code, name, group) for group, members in _STOCKHOLM.items() for code, name in members),
            key=lambda one: one.code,
        )),
        tuple(
            Association(f"Samordningsförbundet {group}", frozenset(code for code, _ in members))
            for group, members in _STOCKHOLM.items()
            if group != _OUTSIDE
        ),
    ),
}  # fmt: skip

MUNICIPALITIES: dict[str, Municipality] = {
    one.code: one for county in COUNTIES.values() for one in county.municipalities
}

# Swedish classification of care measures: what a rehab coordinator's work is coded as in the care record.
KVA_CODES: dict[str, str] = {
    "GC001": "Koordineringsinsatser",
    "DV077": "Plan för återgång i arbete",
    "AW026": "Uppföljning av plan för återgång i arbete",
}
