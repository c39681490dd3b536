"""One Swedish sentence per refusal key. Placeholders are filled from the refusal's details."""

REFUSALS = {
    "stale_form": (
        "Ärendet har ändrats sedan du öppnade sidan. Det du skrev finns kvar. Läs ändringen och spara igen."
    ),
    "minor_under_16": "Personer under 16 år kan inte registreras här.",
    "consent_missing": (
        "Det finns inget giltigt samtycke. Du kan inte dela uppgifter förrän ett samtycke är dokumenterat."
    ),
    "consent_expired": "Samtycket gick ut {datum}. Fråga personen om hen vill förnya det.",
    "category_not_allowed": "Samtycket omfattar inte {kategori} för {enhet}.",
    "consent_too_long": "Ett samtycke kan gälla högst 12 månader.",
    "written_required": "Diagnos och tidigare delade uppgifter får bara delas om samtycket är skriftligt.",
    "protected_identity": (
        "Personer med skyddade personuppgifter får inte registreras här. Kontakta parterna på annat sätt."
    ),
    "minor_guardian": "Personen är under 18 år. Vårdnadshavarnas samtycke saknas.",
    "physician_only": "Den här frågan kan bara besvaras av läkare.",
    "sip_convener": "Bara region eller kommun kan kalla till SIP.",
    "freetext_blocked": "Texten innehåller uppgifter som inte får stå här. Ta bort dem och försök igen. {detaljer}",
    "freetext_warning": "Kontrollera texten. Behöver mottagaren verkligen veta detta? {detaljer}",
    "deviation_no_routine": (
        "Det finns ingen undertecknad rutin mellan enheterna. Det du skriver sparas som en synpunkt."
    ),
    "demo_number": "Använd bara testnummer i demomiljön.",
}
