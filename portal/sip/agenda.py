"""The agenda that every joint meeting has, as it is printed on the summons (domain.md 8.4)."""

AGENDA = (
    "Välkommen, vilka vi är, tid",
    "Samtycket: vad får vi prata om i dag",
    "Din egen beskrivning",
    "Kort läge från var och en, högst fem minuter",
    "Behov",
    "Mål: dina och våra",
    "Vem gör vad, när – samtidigt där det går",
    "Sjukskrivning och nedtrappning",
    "Försörjning under tiden",
    "Vem har huvudansvaret",
    "Uppföljning: datum",
    "Sammanfattning läses upp",
)
