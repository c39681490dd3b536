"""Names of those who work in the demo county: some are told of in the stories, the rest are drawn from two lists."""

from collections.abc import Iterator

KNOWN = {
    "reko.larkan": "Rebecka Demolund",
    "reko2.larkan": "Nils Demolind",
    "lakare.larkan": "Olof Demodal",
    "reko.jarpen": "Lova Demohed",
    "reko.ugglan": "Tove Demofors",
    "handlaggare.soc-koping": "Siv Demoström",
    "handlaggare.soc-arboga": "Sten Demovall",
    "chef.soc-fagersta": "Per Demoqvist",
    "handlaggare.ame-koping": "Greta Demosjö",
    "handlaggare.fk-vastmanland": "Karin Demonäs",
    "handlaggare.af-vasteras": "Ali Demoberg",
    "process.forsakringsmedicin": "Maria Demohag",
    "chef.forbund-vastmanland": "Eva Demoslätt",
}

_FIRST = (
    "Anna", "Johan", "Fatima", "Erik", "Maja", "Lars", "Leila", "Anders", "Kristina", "Mehmet", "Linnea", "Peter",
    "Sara", "Mikael", "Zahra", "Gunnar", "Elin", "Tomas", "Ingrid", "Yusuf", "Malin", "Henrik", "Birgitta", "Jonas",
    "Helena", "Adam", "Susanne", "Björn", "Amira", "Stefan", "Cecilia", "Patrik", "Marie", "Viktor", "Ulrika", "Hassan",
    "Camilla", "Fredrik", "Berit", "Oskar", "Jenny", "Magnus", "Nadja", "Håkan", "Katarina", "Daniel", "Åsa", "Robert",
    "Annika", "Elias", "Lena", "Martin", "Sofia", "Göran", "Ida", "Urban", "Therese", "Samir", "Pia", "Kjell", "Ylva",
)  # fmt: skip
_LAST = (
    "gren", "vik", "mark", "holm", "sten", "by", "backe", "äng", "kvarn", "rud", "bäck", "strand", "ö", "skog", "ås",
    "hult", "bro", "stig", "torp", "udd", "höjd", "fjäll", "källa", "lid", "moss", "sund", "tuna", "vret", "åker",
    "ekeby", "hammar", "lycke", "kulle", "dalen", "vallen", "hagen", "sätra",
)  # fmt: skip


def drawn_names() -> Iterator[str]:
    """Names that never repeat: the lists' lengths have no common factor, so the pairs come round only after all."""
    number = 0
    while True:
        yield f"{_FIRST[number % len(_FIRST)]} Demo{_LAST[number % len(_LAST)]}"
        number += 1
