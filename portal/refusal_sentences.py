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
    "cursor_unknown": "Läs från början, eller fortsätt från det som stod i next i det förra svaret.",
    # Opening, persons, parties
    "age_over_66": "Personen är över 66 år. Bekräfta att personen är sjukskriven och att ärendet ändå ska öppnas.",
    "case_already_open": "Er enhet har redan ett öppet ärende om den här personen. Sök på personnumret.",
    "personnummer_invalid": "Personnumret stämmer inte. Skriv det som ÅÅÅÅMMDD-NNNN.",
    "municipality_unknown": "Välj en kommun i listan.",
    "county_unknown": "Välj ett län i listan.",
    "number_implausible": "Skriv ett antal mellan 1 och 4.",
    "nothing_changed": "Du har inte ändrat något.",
    "nobody_named": "Välj minst en handläggare.",
    "not_at_unit": "Alla som väljs måste arbeta med ärenden på er enhet i dag.",
    "already_named": "Er enhet har redan handläggare i ärendet. De eller er chef kan ändra.",
    "role_not_allowed": "Det här ingår inte i din roll.",
    "contact_between_two": "Välj en annan enhet som ni hade kontakt med.",
    "contact_same_organisation": "Kontakten ska vara med en annan organisation än er egen.",
    "entry_unknown": "Vi hittar inte anteckningen bland er enhets egna.",
    "not_retractable": "Den här anteckningen går inte att rätta så här.",
    # Consent
    "information_missing": "Gå igenom all information med personen och bekräfta att det är gjort.",
    "consent_starts_wrong": "Samtycket kan börja gälla tidigast den dag det gavs och senast i dag.",
    "consent_already_over": "Slutdatumet har redan passerat. Välj ett senare datum.",
    "recipient_twice": "Samma enhet är vald två gånger.",
    "no_other_authority": "Välj minst en enhet från en annan myndighet. Annars finns det inget att samtycka till.",
    "unit_not_a_party": "{enhet} kan inte vara part i ett ärende.",
    "unit_unknown": "Välj en enhet i listan.",
    "recipient_minimum": "{enhet} behöver få Namn och kontaktuppgifter samt Planering för att kunna vara med.",
    "purpose_rehab_missing": (
        "Funktion och aktivitet, Diagnos och planen får bara delas om personen vill att ni planerar rehabiliteringen."
    ),
    "purpose_fk_missing": (
        "{enhet} kan bara vara med om personen vill att Försäkringskassan får veta. "
        "Kryssa i ”Berätta för Försäkringskassan” eller ta bort enheten."
    ),
    "document_location_missing": "Skriv var den påskrivna blanketten finns.",
    "representative_basis_missing": "Skriv vad god man eller förvaltare har rätt att besluta om, tingsrätt och datum.",
    "not_a_minor": "Personen är myndig och bestämmer själv.",
    "minor_must_agree": "Den unga personen behöver också säga ja.",
    "maturity_by_recorder": "Den som skriver in samtycket är den som bedömer mognaden.",
    "guardian_until_adult": "Vårdnadshavarnas samtycke kan gälla längst till och med {datum}, dagen före 18-årsdagen.",
    "before_consent": "Datumet är före samtycket.",
    "already_verified": "Er enhet har redan försäkrat sig om samtycket.",
    "not_verified": "Er enhet behöver först försäkra sig om att samtycket finns.",
    "narrow_only": "Det går bara att ta bort sådant som ingår i samtycket.",
    "release_not_permitted": "Personen har inte sagt ja till att {enhet} får tidigare uppgifter.",
    "nothing_to_release": "Er enhet har inga sådana tidigare uppgifter.",
    # Facts
    "text_missing": "Skriv något i fältet.",
    "date_in_future": "Datumet kan inte ligga i framtiden.",
    "date_implausible": "Kontrollera datumet.",
    "late_entry": "Det är mer än 30 dagar sedan. Bekräfta att datumet stämmer.",
    "rows_missing": "Skriv minst en period med från, till och grad.",
    "rows_overlap": "Perioderna överlappar varandra.",
    "degree_unknown": "Välj graden 25, 50, 75 eller 100 procent. En nedtrappning kan också sluta på 0.",
    "ends_before_start": "Slutdatumet är före startdatumet.",
    "transcribed_missing": "Bekräfta att uppgifterna är avskrivna från läkarintyget.",
    "care_unit_only": "Bara en vårdenhet kan anges här.",
    "steps_missing": "Skriv minst ett steg med datum och grad.",
    "steps_must_fall": "Varje steg ska vara senare och lägre än det förra.",
    "steps_below_current": "Första steget ska vara lägre än graden i dag ({grad} procent).",
    "source_not_yours": "Bara Försäkringskassan kan ange sig själv som källa.",
    "livelihood_not_yours": "Er enhet beslutar inte om den försörjningen. Kryssa i att personen själv har berättat.",
    "livelihood_overlaps": "Ni har redan skrivit in samma försörjning för den tiden.",
    "read_back_missing": "Läs upp texten för personen och bekräfta att hen känner igen sig.",
    "documented_without_asking": "Frågan kan inte vara journalförd om den inte är ställd.",
    # Questions, closing
    "no_physician": "Enheten har ingen läkare här som kan svara. Välj en annan typ av fråga.",
    "due_too_soon": "Svaret kan begäras tidigast nästa arbetsdag.",
    "inquiry_unknown": "Vi hittar inte frågan.",
    "inquiry_answered": "Frågan är redan besvarad. Ställ en ny om något saknas.",
    "inquiry_voided": "Frågan gäller inte längre.",
    "open_inquiry": "Det finns obesvarade frågor. Bekräfta att de ska avslutas samtidigt.",
    "lead_unit_only": "Bara den enhet som håller ihop ärendet kan avsluta det.",
    "reopen_too_late": "Ärendet avslutades för mer än 12 månader sedan. Öppna ett nytt.",
    "case_closed": "Ärendet är avslutat.",
    "not_now": "Det går inte som ärendet står nu. Ladda om sidan och se vad som har hänt.",
    # Organisations
    "organisation_unknown": "Vi hittar inte organisationen.",
    "unit_has_cases": "Enheten har öppna ärenden. De behöver avslutas eller lämnas över innan enheten kan stängas.",
    "slug_taken": "Det finns redan en enhet med det kortnamnet.",
    "issuer_unknown": "Skriv inloggningstjänstens adress utan tecknet #.",
    "not_to_oneself": "Du kan inte ge dig själv ett uppdrag.",
    "role_not_at_unit": "Den rollen finns inte på en sådan enhet.",
    "care_staff_only": "En rehabkoordinator ska vara legitimerad eller annan vårdpersonal.",
    "assignment_too_long": "Ett uppdrag kan gälla högst 24 månader.",
    "roles_separated": "De här rollerna kan inte innehas av samma person.",
    "already_assigned": "Personen har redan det uppdraget under tiden.",
    "assignment_unknown": "Vi hittar inte uppdraget.",
}
