"""First names that are common in Sweden, in small letters: for telling a name from the first word of a sentence.

From general knowledge, not from a register. A name that is missing is not found at the beginning of a sentence, nor is
one that begins as many ordinary sentences do (Inga, Mina). Those that are also words stand among ``ALSO_WORDS``, and
are names only when somebody does something.
"""

NAMES = """
abdi abdirahman abdul abdulkadir abdulla abdullah adam adnan agnes agneta ahmad ahmed aicha aisha albin aleksandar
alexander alexandra alfred ali alice alicia alina alva amal amanda amelia amina amir amira amna anders andrea andreas
anette angelica anita anja ann anna anneli annelie annie annika anton antonia antonio aram arash arne arvid asha
astrid august aya ayan ayse azad barbro basel beata behrouz bengt benjamin berit bernt bertil besart bilal birger
birgit birgitta bodil bosse brita britt britta bushra börje camilla carin carina carl carlos carolina caroline cecilia
charlie charlotta charlotte christer christian christina christoffer claes clara conny dagmar dalia dan daniel daniela
danuta darko david dawit denise dennis diana dilan dragan ebba eda edith edvin egil einar eleni elias elif elin elina
elisabet elisabeth ella ellen ellinor elliot elmira elsa elsie elvira elvis emanuel emelie emil emilia emilie emine
emma emmanuel enrique erik erika ester esther eva evelina fadi fadumo faisal farah farhad farid farida fatemeh fatima
fatma fatuma felicia felix filip filippa fredrik fredrika freja frida gabriel gabriella gerd gerda gertrud ghada
gisela goran greger greta gudrun gunilla gunnar gunnel gustaf gustav göran gösta habib habiba hagos haidar halima
hamid hamza hana hanan hanna hannah harald haris harry hasan hassan hatice hawa hedda hedvig heidi helen helena helene
helga helge helmi henning henny henrik hibo hilda hilma hiwa hodan holger huda hugo husein hussein ibrahim ida idil
idris ilona ilyas imad imran ines ingeborg ingegerd ingemar inger ingrid ingvar irena irene irina irma isabella
isabelle isak ismail ivan ivana jaana jacob jakob jalal jamal james jamila janne jasmin jasmina jeanette jelena jennie
jenny jens jeremias jerker jerzy jesper jessica jim jimmy joakim joanna joel johan johanna johannes john johnny jonas
jonathan jonna jorma josef josefin josefine josephine juan judith julia julian jussi jörgen kaj kajsa kalle kamal
karim karin karl karolina katarina katarzyna kathrine katja kent kerstin ketty khadija khadra khaled khalid kjell
klara klas konrad krister kristian kristina kristoffer krzysztof kurt laila lamija lars lasse layla leila lena lennart
leo leon leonard leyla liban lilian lillemor lina linda linnea linnéa linus lisa lisbet lisbeth liselott lisen lotta
louise lovisa lucas ludvig lukas lydia maciej madeleine magda magdalena magnus mahad mahdi mahmoud maja malek malena
malgorzata malin marcus margareta margit margot maria mariam marianne marie marika marina mario maritza markus marta
martin martina maryam mathias matilda mats mattias mattis maud maxim maximilian mehdi mehmet melissa meriam merima
michael mikael mikaela milan milena milica milo milos minna mira miriam mirjam moa modou mohamad mohamed mohammad
mohammed mona monica monika morgan mostafa moussa muhammad muna murat musa mustafa måns märta nabil nadia nadine nadja
naima najma nancy nasir nasra natalia natalie natasa negin nicklas niclas nicolas nicole niklas nikola nils nina noah
noel nora nour nuha nur olga olivia olle olof omar orvar oscar oskar osman ossian otto owe patricia patrik paula
pauline pavel pawel pedro pelle pernilla peter petra petrus petter pia pierre piotr pirjo preben rafael ragnar
ragnhild rahel rahma rami ramona rana rania rasmus raymond razan rebecca rebecka reza ricardo richard rickard rikard
robert robin roger roland rolf ronja ronny roza ruben rune saad sabina sabrina safia sahar salah saleh salem salim
salma salman samer sami samia samir samira samuel sandra sanela sanja sanna sara sarah sebastian selam selma senait
shahad sherin shirin sigbritt sigrid sigurd sigvard simon simone siri siw sixten slavica sofia sofie solveig sonja
sophia sophie stefan stella stina sture sultan susanna susanne svante sven svetlana sylvia sölve tania tanja tarek
tariq tatiana ted teodor teresa terese tereza thea theo theodor therese thomas thora tiina tilda tilde timo tina
tindra tobias tomas tommy torbjörn tord torgny torsten tova tove tuva tyra ulf ulla ulrik ulrika ursula vanja vendela
vera veronica veronika vesna victor victoria vidar viggo viktor viktoria vilgot vilhelm vilma vincent viola virpi
viveka walid warsame werner wilhelm william wilma yahya yasin yasmin yasmine ylva yngve yohannes yonas yosef yousef
youssef yrsa yusuf yvonne zahra zainab zakaria zara zeinab zelda zeynep zlatan zoran zuzana åke åsa östen
"""
ALSO_WORDS = """
alma axel björn bo dag disa eli embla frank frej gun hans iris ivar jan jo kai kim leif lev linn liv lova love maj
mark max my nelly nova ola oliver palle per pär rita rosa rut saga signe siv sol sten stig sune svea tage tim tom tor
tore ture unn urban ville
"""
DOING = """
arbetar behöver berättar bodde bor började börjar fick frågar får heter hörde jobbar kommer kontaktade mår ringde
ringer sa sade ska slutade säger söker sökte tycker undrar vill ville väntar önskar
"""
"""What people do, in the word that follows."""
