"""I01–I04 and I08–I12: who is in a case, and how they are sick-listed."""

from projections.statistics.indicator import COUNTY, GROUPS, Indicator, count, halves, median, rate, share
from projections.statistics.tables import Over

CASES = (
    Indicator(
        "I01",
        "Pågående ärenden",
        "Antal ärenden som pågår, med gällande samtycke, vid slutet av periodens sista dag.",
        "Ärenden som pågår klockan 23.59 på periodens sista dag.",
        (count("I01", "Pågående ärenden", Over.STOCK),),
    ),
    Indicator(
        "I02",
        "Nya ärenden",
        "Antal ärenden där personens första samtycke gavs under perioden. Visar hur ofta rutinen används.",
        "Ärenden vars första samtycke är givet under perioden.",
        (count("I02", "Nya ärenden", Over.FLOW),),
    ),
    Indicator(
        "I03",
        "Sjukskrivna med försörjningsstöd",
        "Antal pågående ärenden där personen på periodens sista dag både är sjukskriven och har försörjningsstöd.",
        "Pågående ärenden med sjukskrivningsgrad över noll och försörjningsstöd på periodens sista dag.",
        (count("I03", "Sjukskrivna med försörjningsstöd", Over.STOCK),),
    ),
    Indicator(
        "I04",
        "Täckning mot kommunens siffra",
        "Hur stor del av alla sjukskrivna med försörjningsstöd som har ett ärende i portalen. Jämför I03 med det antal"
        " som kommunen har rapporterat för samma månad. Där kommunen inte har rapporterat står uppgift saknas.",
        "Sjukskrivna med försörjningsstöd i portalen (I03).",
        (
            rate(
                "I04",
                "Täckning",
                Over.STOCK,
                (*GROUPS, *halves(("municipality",), ("gender", "municipality"))),
                unit="procent",
            ),
        ),
        "Vuxna med försörjningsstöd vars försörjningshinder är sjukskriven med läkarintyg, ingen sjukpenning (B1)"
        " i periodens sista månad.",
    ),
    Indicator(
        "I08",
        "Andel på heltid",
        "Hur stor del av de sjukskrivna som är sjukskrivna på heltid på periodens sista dag. Andelen bör minska.",
        "Av dessa: ärenden med sjukskrivningsgrad 100 procent.",
        (share("I08", "Sjukskrivna på heltid", Over.STOCK),),
        "Ärenden med sjukskrivningsgrad över noll på periodens sista dag.",
    ),
    Indicator(
        "I09",
        "Första intyg på heltid",
        "Hur stor del av ärendenas första läkarintyg som börjar på heltid.",
        "Av dessa: intyg vars första rad är 100 procent.",
        (share("I09", "Första intyg på heltid", Over.FLOW),),
        "Ärendens första läkarintyg, utfärdade under perioden.",
    ),
    Indicator(
        "I10",
        "Nedtrappning planerad",
        "Hur stor del av dem som är sjukskrivna på heltid som har en planerad nedtrappning framför sig.",
        "Av dessa: ärenden där den senast planerade nedtrappningen har ett steg efter periodens sista dag.",
        (share("I10", "Nedtrappning planerad", Over.STOCK),),
        "Ärenden med sjukskrivningsgrad 100 procent på periodens sista dag (täljaren i I08).",
    ),
    Indicator(
        "I11",
        "Sjukfallens längd",
        "Hur länge pågående sjukfall har varat, från första dagen till och med periodens sista dag. Intyg med högst fem"
        " dagars uppehåll räknas som samma sjukfall, även när olika vårdgivare har skrivit dem.",
        "Av dessa: sjukfall som har varat längre än 90, 180 och 365 dagar.",
        (
            median("I11.median", "Medianlängd", Over.STOCK, "dagar"),
            share("I11.over_90", "Längre än 90 dagar", Over.STOCK),
            share("I11.over_180", "Längre än 180 dagar", Over.STOCK),
            share("I11.over_365", "Längre än 365 dagar", Over.STOCK),
        ),
        "Sjukfall som pågår på periodens sista dag.",
    ),
    Indicator(
        "I22",
        "Utfall",
        "Vad avslutade ärenden ledde till, och om sjukskrivningen och försörjningsstödet hade minskat.",
        "Ärenden som avslutades under perioden, efter utfall.",
        (
            count(
                "I22.closed",
                "Avslutade ärenden",
                Over.FLOW,
                (*COUNTY, *halves(("age_group",), ("kind",), ("gender", "kind"))),
            ),
            share("I22.lower_degree", "Lägre grad än vid start", Over.FLOW, COUNTY),
            share("I22.without_support", "Utan försörjningsstöd, av dem som hade det vid start", Over.FLOW, COUNTY),
        ),
        "Ärenden som avslutades under perioden och där uppgiften finns från början.",
        kinds=(
            ("work", "Arbete"),
            ("studies", "Studier"),
            ("activity", "Program eller aktivitet"),
            ("compensation", "Sjuk- eller aktivitetsersättning"),
            ("other", "Annat"),
        ),
    ),
    Indicator(
        "I29",
        "Återinsjuknande",
        "Hur stor del av dem som gick till arbete eller studier som har fått ärendet öppnat igen.",
        "Av dessa: ärenden som har öppnats igen.",
        (share("I29", "Öppnade igen", Over.NEITHER, COUNTY),),
        "Ärenden som avslutades med arbete eller studier 6–12 månader före periodens sista dag.",
    ),
)

DIFFERENCE = Indicator(
    "I12",
    "Könsskillnad",
    "Skillnaden mellan kvinnor och män. För andelar och längd: kvinnornas värde minus männens. För antal: hur många"
    " procent fler kvinnorna är än männen. Plus betyder att kvinnorna har det högre värdet, minus att männen har det."
    " Personer utan SGI har ingen sjukpenning, så landets mått sjukpenningtal kan inte räknas här; därför visas ingen"
    " målnivå.",
    "Skillnaden i I03, I05, I08 och I11, räknad på de publicerade värdena. Är något av dem dolt så är skillnaden det."
    " Index är skillnaden i procent av vad den var basåret: 100 är lika stor som då, 50 hälften så stor. Var skillnaden"
    " mindre än 1 basåret, eller har den bytt håll sedan dess, räknas inget index.",
    (),
)
