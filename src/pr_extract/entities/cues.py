"""Small closed sets of words that say what stands beside them."""

from __future__ import annotations


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


TITLES_OF_WORKS = _words("EVENT LAW WORK_OF_ART")

# `stake in Acme`: what follows is no place.
INVESTING = _words(
    "invest invests invested investing investment investments stake stakes interest shares "
    "shareholder shareholders equity position holdings made"
)

# `bring the works to Tarn`: what follows is a place.
MOVING = _words(
    "bring brings brought bringing come comes came coming go goes went travel travels travelled "
    "traveled move moves moved moving relocate relocated expand expands expanded expansion export "
    "exports exported ship ships shipped fly flies flights return returned access way route routes"
)

# `the Green Energy segment`: what precedes is a field of business.
FIELDS = _words(
    "pillar pillars segment segments sector sectors category categories industry industries "
    "line lines"
)

# What contracts and filings define is capitalised, and no name.
DOCUMENTS = _words(
    "agreement agreements application call consideration date designation guidance highlights "
    "notes offering option options policy price release results royalty share shares statement "
    "statements stock term terms vendor warrant warrants"
)

# `the Green Energy segment` itself is one.
DIVISIONS = _words("segment division")

UNSURE = _words("EVENT FAC LAW PRODUCT WORK_OF_ART")

# Heads that are surnames as well: there the model decides.
SURNAMES = _words(
    "hall park lake bridge street church fair bill gold post port bay day power bush wells water"
)

# `Women's Bowling Club`: genitives inside a name.
GENITIVES = _words("women men children girls boys people workers farmers veterans teachers seniors")

SAYING = _words("said says added adds noted stated commented explained continued")

FUNCTION_TAGS = _words(
    "DT PDT IN CC PRP PRP$ WDT WP WP$ WRB MD TO EX CD POS LS , . : `` '' -LRB- -RRB-"
)

PARTICLES = _words("de del della di da dos du la van von der den bin al el le ter zu y et")

NAMING = _words("ORG PERSON GPE LOC FAC PRODUCT EVENT LAW WORK_OF_ART")

PARTNERSHIPS = _words("L.L.P. LLC LLP P.C. PLLC")

LINKED = _words("based headquartered owned led backed listed area style")

# Bodies whose names join two fields: `Food and Drug Administration`.
BODIES = _words(
    "commission administration agency board association council authority organization bureau "
    "federation"
)

# `the journal Tarn Letters`
MASTHEADS = _words("journal magazine newspaper novel film documentary album")

# `carmaker Tarn Motor`: nouns that only organisations are called.
TRADES = _words(
    "carmaker automaker chipmaker drugmaker airline insurer retailer lender brewer utility startup "
    "conglomerate miner fintech biotech"
)

# `broker Jane Roe`: nouns of organisations that people are called too.
TRADESPEOPLE = _words("broker developer distributor maker producer provider supplier")

# `the Ostler brand`
BRANDS = _words("brand brands label trademark trademarks")

# `Secretary of Commerce Jane Roe`: fields of ministers.
MINISTRIES = _words(
    "agriculture commerce culture defence defense development economy education energy environment "
    "finance health industry innovation interior justice labor labour mines science security state "
    "tourism trade transport transportation treasury immigration foreign petroleum home prime "
    "fisheries forestry planning sport sports housing police veterans social family women youth "
    "aviation maritime climate water shadow deputy"
)

# `the Tarn open pit`: what is called by the name before it, with a small letter.
LANDS = _words("district field deposit")
WORKS = LANDS | _words("mine pit quarry project refinery smelter pipeline tunnel dam")

APPOINTING = _words(
    "appoint appoints appointed elect elects elected hire hires hired name names named nominate "
    "nominates nominated promote promotes promoted welcome welcomes welcomed"
)

# `an agreement with Tarn Kiln`
DEALS = _words("agreement alliance collaboration contract deal merger partnership venture")

# Adjectives of places and peoples that the model takes for names.
ADJECTIVES = _words("nordic baltic iberian balkan andean alpine tribal indigenous aboriginal")

# `Norwegian kroner`, `United States dollars`: the place only names the money.
MONEYS = _words(
    "dollar dollars pound pounds sterling franc francs krone kroner krona kronor peso pesos rupee "
    "rupees yen yuan lira rand real reais ringgit baht"
)

# `West Texas crude`: nor do they own what is called by the place it comes from.
GRADES = _words("crude")
# Grades that are first names as well.
NAMED_GRADES = _words("Brent")

# What is built rather than sold: `Tarn Works, its new plant`.
VENTURES = _words(
    "plant factory hotel resort mall mine campus warehouse refinery stadium airport terminal park "
    "farm port building facility complex tower"
)

# `Jane Roe, Ph.D., professor`: a degree is no role.
DEGREES = _words(
    "ph.d. phd ph.d m.d. md m.d mba m.b.a. cpa cfa esq. esq facp facs frcp dds d.d.s. dvm rn r.n. "
    "pharm.d. pharmd j.d. jd m.s. msc m.sc. mph m.p.h. bsc dphil d.phil. sc.d."
)

# `its partner Tarn Kiln`: roles that companies have too.
COMPANY_ROLES = _words(
    "partner owner lead leader principal manager administrator representative head counsel editor"
)

# `chairman of Tarn Kiln`: roles that only organisations have; a director may be of Sales.
EMPLOYED = _words(
    "ceo cfo chairman chairwoman founder co-founder cofounder owner spokesperson spokesman "
    "spokeswoman officer"
)

# `QRS receptor`: an abbreviation before one of these is chemistry.
CHEMISTRY = _words(
    "receptor receptors inhibitor inhibitors agonist agonists antagonist antagonists kinase "
    "pathway gene genes protein proteins mutation mutations enzyme antibody antibodies "
    "inflammasome cell cells levels batteries battery chemistry"
)

# `Tarn score`: a measure called after somebody.
SCORES = _words("score scores scale ratio coefficient criteria")

# What a name at the head of a clause sells: `Tarn Fittings sales rose`.
TAKINGS = _words(
    "sales revenue revenues income margin orders earnings deliveries profit bookings shipments"
)

SHARED = _words("securities energy health water oil gas power foods")

# `it is important to`, `it was announced that`: an `it` that stands for nothing.
IMPERSONAL = _words(
    "important clear possible expected estimated likely necessary essential critical vital "
    "believed seems appears announced time easy hard difficult easier harder crucial"
)

# `Acme Foundation` is another body than `Acme`.
OWN_BODIES = _words(
    "foundation fund institute museum club union university college hospital school"
)
