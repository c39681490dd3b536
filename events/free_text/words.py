"""The words of domain reference 4.2 with the Swedish forms they take. Matched on folded text, in any case.

Each pattern is a whole word; compounds are listed where they carry the meaning (hedersvåld, alkoholberoende) and left
out where the letters only happen to agree (hotell, föreslagen, oberoende, ungdomar, barnmorska, "beroende på"). Space,
hyphen and line break between the parts of a blocked word are optional.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import NamedTuple

_GAP = r"[\s-]*"


class Word(NamedTuple):
    stems: tuple[str, ...]
    """Small letters of which every form has one. Few texts hold any, and looking for them costs next to nothing."""
    pattern: re.Pattern[str]


def found_in(plain: str, words: Mapping[str, Word]) -> Iterator[str]:
    """The head-words that stand in a folded text in any form."""
    # The dotted and the dotless i are an i to a pattern that ignores case.
    small = plain.lower().replace("i\N{COMBINING DOT ABOVE}", "i").replace("\N{LATIN SMALL LETTER DOTLESS I}", "i")
    holds = small.__contains__
    for head, word in words.items():
        if any(map(holds, word.stems)) and word.pattern.search(plain):
            yield head


def _words(stem: str | tuple[str, ...], *forms: str) -> Word:
    pattern = re.compile(rf"(?<!\w)(?:{'|'.join(forms)})(?!\w)", re.IGNORECASE)
    return Word((stem,) if isinstance(stem, str) else stem, pattern)


BLOCKED_WORDS: dict[str, Word] = {
    "skyddat boende": _words(
        "skydd",
        rf"skydda(?:t|d|de|da){_GAP}boende\w*",
        rf"skydds{_GAP}boende\w*",
        r"boende\w* (?:är|var|blir) skydda\w*",
    ),
    "skyddad adress": _words(
        "skydd",
        rf"skydda(?:d|t|de|da){_GAP}adress\w*",
        rf"skydds{_GAP}adress\w*",
        r"adress\w* (?:är|var|blir|hålls) skydda\w*",
    ),
    "kvinnojour": _words("kvinno", rf"kvinno{_GAP}jour\w*", rf"kvinnors{_GAP}jour\w*"),
    "tjejjour": _words("tjej", rf"tjej{_GAP}jour\w*"),
    "hemlig adress": _words("hemlig", rf"hemlig(?:a|t)?{_GAP}adress\w*", r"adress\w* (?:är|var|blir|hålls) hemlig\w*"),
}

WARNING_WORDS: dict[str, Word] = {
    "våld": _words("våld", r"\w*våld\w*"),
    "misshandel": _words("misshand", r"\w*misshand(?:el|l)\w*"),
    "hot": _words(
        "hot",
        r"(?:döds|mord|bomb|vålds|våldtäkts)?hot(?:et|en|ets|s)?",
        r"hota(?:r|t|d|de|des|s|ts|nde)?",
        r"hotelse\w*",
        r"hotfull\w*",
        r"hotbild\w*",
    ),
    "slagen": _words("slag", r"(?:ihjäl|sönder)?slag(?:en|na)"),
    "övergrepp": _words("övergrepp", r"\w*övergrepp\w*"),
    "heder": _words(
        "heder", r"heder(?:n|ns)?", r"heders(?!am|omnäm|uppdrag|pris|gäst|doktor|medlem|plats|man\b|ord\b)\w*"
    ),
    "missbruk": _words("missbruk", r"\w*missbruk\w*"),
    # "beroende på" means "depending on" and is far commoner than addiction.
    "beroende": _words(
        "beroende",
        r"beroende(?!\s+på\b)(?:t|n|ts)?",
        r"beroende(?!form|ställ)\w{2,}",
        r"(?!\w*(?:obero|väderbero|tidsbero|situationsbero|åldersbero|personbero))\w+beroende\w*",
    ),
    "domar": _words(
        ("dom", "döm"),
        r"domar(?:na|nas|s)?",
        r"dom(?:en|ens|slut\w*)",
        r"dömd[aet]?s?",
        r"dömts?",
        r"(?:brottmåls|fängelse)dom\w*",
    ),
    "fängelse": _words("fängels", r"\w*fängels\w*"),
    "LVU": _words(("lvu", "l.v.u"), r"lvu\w*", r"l\.v\.u\.?"),
    "LVM": _words(("lvm", "l.v.m"), r"lvm\w*", r"l\.v\.m\.?"),
    "barn": _words(
        "barn",
        r"(?:små|späd|skol|bonus|foster|styv|sär|plast|barn|syskon|familjehems)?barn(?:et|en|ens|ets|s)?",
        r"barn(?:bidrag|omsorg|famil|vårdnad|avdel|barn|hem|lös)\w*",
    ),
    # English "make-up" and "make sense" are not a spouse.
    "make": _words("mak", r"(?:ex-?)?make(?![\s-]?up)(?:n|ns|s)?", r"(?:ex-?)?maka(?! sig)(?:n|ns|s|r|rna|rnas|rs)?"),
    "sambo": _words(
        "sambo", r"(?:ex-?)?sambo(?:n|ns|s|r|rs|rna|rnas)?", r"sambo(?:förhåll|skap|relation|lag)\w*", r"samboende"
    ),
    "religion": _words("religi", r"religion\w*", r"religiös\w*"),
    "sexuell": _words("sexu", r"\w*sexuell\w*", r"\w*sexual\w*"),
    # Not among the words of 4.2: whoever has them is not to be in the portal at all (3.8), and told of here every
    # party would read it.
    "skyddade personuppgifter": _words(
        ("skydd", "sekretess", "fingera", "kvarskriv"),
        rf"skydda(?:d|t|de){_GAP}(?:person{_GAP})?(?:uppgift|identitet|folkbokför)\w*",
        rf"sekretess{_GAP}mark\w*",
        rf"fingera(?:d|t|de){_GAP}(?:person{_GAP})?(?:uppgift|identitet|namn)\w*",
        r"kvarskriv\w*",
    ),
}

# F32, F32.1, F321, F43.8A; in small letters only with the point, since v45 is a week.
ICD_10 = re.compile(r"(?<!\w)(?:[A-Z]\d{2}(?:\.?\d[A-Z\d]?)?|[a-z]\d{2}\.\d[a-z\d]?)(?!\w)", re.ASCII)
