"""Where a person lives: street addresses and postcodes."""

import re
from collections.abc import Iterator

from experiences.text_checks.spans import Span

_SURE_STREET = (
    r"(?:street|road|rd|avenue|ave|lane|crescent|cres|terrace|boulevard|blvd|mews|parkway|pkwy|highway|hwy|cul-de-sac|"
    r"gardens|gdns|esplanade)"
)
_STREET = (
    r"(?:[Ss]treet|STREET|[Ss]t|ST|[Rr]oad|ROAD|[Rr]d|RD|[Aa]venue|AVENUE|[Aa]ve|[Ll]ane|LANE|[Ll]n|[Cc]rescent|[Cc]res|[Tt]errace|"
    r"[Bb]oulevard|[Bb]lvd|[Mm]ews|[Pp]arkway|[Hh]ighway|[Hh]wy|[Gg]ardens|Gdns|[Gg]rove|[Dd]rive|DRIVE|Dr|[Cc]lose|[Cc]ourt|Ct|[Ww]ay|"
    r"[Pp]lace|Pl|[Ss]quare|Sq|[Hh]ill|[Rr]ow|[Ww]alk|[Pp]arade|[Cc]ircle|Cir|[Tt]rail|[Rr]ise|[Vv]iew|[Gg]reen|Park|Wharf|Quay|Yard|"
    r"[Ee]state|[Cc]ottages?|Heights|Loop|Alley|Broadway|Strasse|Stra(?:ss|s)e)"
)
_NUMBER = r"\d{1,5}[A-Za-z]?"
_CAP = r"[A-Z][\w'.-]{0,24}|\d{1,3}(?:st|nd|rd|th)|[NSEW]\.?"
_REST = r"(?:,?\s(?:Flat|Apt|Unit|Suite|#)\.?\s?\w{1,5})?(?:,\s?(?!(?:I|I'm|My|The|But|And|It)\b)[A-Z][a-z'-]{2,20}(?:\s[A-Z][a-z'-]{2,20}){0,2}(?![\w@]))?"
_FLAT_FIRST = r"(?:(?:[Ff]lat|[Aa]pt|[Aa]partment|[Uu]nit|[Ss]uite|[Rr]oom)\.?\s#?\w{1,5},?\s)?"
_HOUSE = re.compile(
    rf"(?<![\w.,/-]){_FLAT_FIRST}{_NUMBER}(?:[-/]{_NUMBER})?,?\s(?:(?:{_CAP})\s){{1,4}}{_STREET}\b\.?{_REST}"
)
_THE_HOUSE = re.compile(
    rf"(?<![\w.,/-]){_FLAT_FIRST}{_NUMBER},?\s(?:The\s)(?:[A-Z][a-z]{{2,20}}|{_STREET})(?:\s[A-Z][a-z]{{2,20}}){{0,2}}{_REST}"
)
_LOWER_HOUSE = re.compile(rf"(?<![\w.,/-]){_NUMBER}\s(?:[a-z][\w'.-]{{1,24}}\s){{1,3}}?{_SURE_STREET}(?!\w)")
_DWELLING = re.compile(
    r"(?<!\w)(?:[Ff]lat|[Aa]pt|[Aa]partment)\.?\s(?:#?\d{1,5}[A-Za-z]?|[A-Z]\d{0,3}|\d{1,3})(?:,?\s(?:[A-Z][\w'-]{1,20})(?:\s[A-Z][\w'-]{1,20}){0,3})(?!\w)"
)
_BOX = re.compile(r"(?<!\w)p\.?\s?o\.?\s?box\s(?:no\.?\s)?\d{1,7}(?!\w)", re.I)
_LIVING = re.compile(
    r"(?<!\w)(?:live|lives|living|lived|house|home|flat|moved|based|stay|staying|address|i'm|i am|we're|we are|road|place|bungalow)"
    rf"(?:\s[a-z']{{1,12}}){{0,3}}?\s(?:on|in|at|is|to|off|round)\s(?P<street>(?:[A-Z][\w'-]{{1,24}}\s){{1,3}}{_STREET}\b)(?!\s?(?:[Hh]ospital|[Cc]linic))"
)
_STREET_ALONE = re.compile(
    r"(?<![\w'-])(?!(?:Wall|Sesame|Coronation|Downing|High|Memory|Fleet|Harley|Easy|Main|The|My|Our|A|In|On|Fast|Slow)\s(?:Street|Road|Lane)\b)"
    r"(?:[A-Z][a-z'-]{2,24}\s){1,2}(?:Street|Road|Avenue|Lane|Crescent|Boulevard|Terrace)(?![\w'])"
)
_NOT_A_STREET = re.compile(
    r"\d+\s(?:mg|mcg|ml|years?|months?|weeks?|days?|hours?|minutes?|miles?|blocks?|min|hrs?|km|percent|tablets?|pills?|more|of|on|in|the|a|people|times)\s",
    re.I,
)

_AREAS = (
    r"(?:A[BL]|B[ABDHLNRST]?|C[ABFHMORTVW]|D[ADEGHLNTY]|E[CHNX]?|F[KY]|G[LUY]?|H[ADGPRSUX]|I[GMPV]|JE|K[ATWY]|L[ADELNSU]?|M[EKL]?|"
    r"N[EGNPRW]?|O[LX]|P[AEHLOR]|R[GHM]|S[AEGKLMNOPRSTWY]?|T[ADFNQRSW]|UB|W[ACDFNRSV]?|YO|ZE)"
)
_UK = re.compile(rf"(?<![\w-]){_AREAS}\d[A-Z\d]?\s?\d[ABD-HJLNP-UW-Z]{{2}}(?![\w-])")
_UK_LOWER = re.compile(rf"(?<![\w-]){_AREAS.lower()}\d[a-z\d]?\s\d(?!st|nd|rd|th|hr)[abd-hjlnp-uw-z]{{2}}(?![\w-])")
_UK_HALF = re.compile(
    rf"(?:post\s?code|live\sin|living\sin|based\sin|round|around|near)(?:\sis|:)?\s(?P<code>{_AREAS}\d[A-Z\d]?)(?![\w-])"
)
_STATES = (
    r"(?:A[KLRZ]|C[AOT]|D[CE]|FL|GA|HI|I[ADLN]|K[SY]|LA|M[ADEINOST]|N[CDEHJMVY]|O[HKR]|PA|RI|S[CD]|T[NX]|UT|V[AT]|W[AIVY]|"
    r"Alabama|Alaska|Arizona|Arkansas|California|Colorado|Connecticut|Delaware|Florida|Georgia|Hawaii|Idaho|Illinois|Indiana|Iowa|Kansas|"
    r"Kentucky|Louisiana|Maine|Maryland|Massachusetts|Michigan|Minnesota|Mississippi|Missouri|Montana|Nebraska|Nevada|New\s(?:Hampshire|"
    r"Jersey|Mexico|York)|North\s(?:Carolina|Dakota)|Ohio|Oklahoma|Oregon|Pennsylvania|Rhode\sIsland|South\s(?:Carolina|Dakota)|"
    r"Tennessee|Texas|Utah|Vermont|Virginia|Washington|West\sVirginia|Wisconsin|Wyoming)"
)
_ZIP = re.compile(rf"(?<!\w){_STATES},?\s\d{{5}}(?:-\d{{4}})?(?![\w,.]\d|\w|\s?(?:mg|people|dollars))")
_ZIP_CALLED = re.compile(
    r"(?<!\w)(?:zip|zip\s?code|post\s?code|postal\scode|pin\s?code)(?:'s|\sis|\swas|:|=|\sof|\sin)?\s"
    r"(?P<code>\d{4,6}(?:-\d{4})?|[a-z]{1,2}\d[a-z\d]?\s?\d[a-z]{2}|[a-z]\d[a-z]\s?\d[a-z]\d)(?!\w)",
    re.I,
)
_CANADA = re.compile(r"(?<![\w-])[ABCEGHJ-NPRSTVXY]\d[ABCEGHJ-NPRSTV-Z][\s-]?\d[ABCEGHJ-NPRSTV-Z]\d(?![\w-])")
_CANADA_LOWER = re.compile(r"(?<![\w-])[abceghj-nprstvxy]\d[abceghj-nprstv-z]\s\d[abceghj-nprstv-z]\d(?![\w-])")
_AUSTRALIA = re.compile(r"(?<!\w)(?:NSW|VIC|Vic|QLD|Qld|SA|WA|TAS|Tas|ACT|NT),?\s\d{4}(?!\w|\s?mg)")
_IRELAND = re.compile(
    r"(?<![\w-])(?:D6W|[AC-FHKNPRTV-Y]\d\d)[\s-]?(?=[A-Z\d]{0,3}\d)(?=[A-Z\d]{0,3}[A-Z])[\dAC-FHKNPRTV-Y]{4}(?![\w-])"
)


def find(cased: str) -> Iterator[Span]:
    """Yield the addresses, then the postcodes, of a text with its capitals."""
    for pattern in (_HOUSE, _THE_HOUSE, _LOWER_HOUSE, _DWELLING, _BOX):
        for hit in pattern.finditer(cased):
            if not _NOT_A_STREET.match(hit[0]):
                yield Span(hit.start(), hit.end(), "address")
    yield from (Span(*hit.span("street"), "address") for hit in _LIVING.finditer(cased))
    yield from (Span(*hit.span(), "address") for hit in _STREET_ALONE.finditer(cased))
    for pattern in (_UK, _UK_LOWER, _ZIP, _CANADA, _CANADA_LOWER, _AUSTRALIA, _IRELAND):
        yield from (Span(*hit.span(), "postcode") for hit in pattern.finditer(cased))
    for pattern in (_UK_HALF, _ZIP_CALLED):
        yield from (Span(*hit.span("code"), "postcode") for hit in pattern.finditer(cased))
