"""Named places that tell who a person is: hospitals and surgeries, schools and employers."""

import re
from collections.abc import Iterator

from experiences.text_checks.phrases import pattern, words
from experiences.text_checks.spans import Span

FILE = "places.txt"
_WORD = r"(?:St\.?|[A-Z][\w'-]{0,24})"
_LINK = r"(?:\s(?:of|and|&|the|for|de|la|at))?"
_RUN = rf"(?:{_WORD}{_LINK}\s){{1,6}}"
_OF = rf"(?:\s(?:of|for|in|de|at)\s(?:the\s)?{_WORD}(?:\s{_WORD}){{0,3}})?"
_CARE = (
    r"(?:Hospitals?|HOSPITAL|hospital|Infirmary|infirmary|Clinic|Klinik|Clinics|Hospice|Medical\s(?:Cent(?:re|er)|Group|Practice|School|"
    r"College)|Health\s(?:Cent(?:re|er)|System|Sciences)|Healthcare|Cancer\sCent(?:re|er)|Surgery|surgery|Practice|Pharmacy|Chemist|"
    r"NHS\s(?:Foundation\s)?Trust|Nursing\sHome|Care\sHome|clinic|Health\sBoard|Treatment\sCent(?:re|er)|Rheumatology|"
    r"medical\scent(?:re|er)|health\scent(?:re|er)|Memorial|General(?!\s[A-Z])|Sanatorium)"
)
_TEACHING = (
    r"(?:(?:Primary|High|Elementary|Middle|Grammar|Comprehensive|Junior|Infants?|Secondary|Prep|Nursery|Senior|Sunday|Catholic)\s"
    r"(?:School|Academy)|School|Academy|College|University|Institute|Polytechnic|Kindergarten|Nursery|Church|Mosque|Synagogue|Parish|"
    r"Ltd|Limited|Inc|LLC|plc|PLC|GmbH|school|academy|college|university)"
)
_CARE_NAMED = re.compile(rf"(?<![\w'-]){_RUN}{_CARE}\b{_OF}")
_TEACHING_NAMED = re.compile(rf"(?<![\w'-]){_RUN}{_TEACHING}\b{_OF}")
_OF_NAMED = re.compile(
    rf"(?<!\w)(?P<head>Hospital|Clinic|Klinik|Hospice|Infirmary|Universit(?:y|e)|College|School)\s(?:of|de|for|Cl.nic\sde)\s(?:the\s)?{_WORD}(?:\s(?:de\s)?{_WORD}){{0,3}}"
)
_LOWER_CARE = re.compile(
    r"(?<!\w)(?:(?:royal|queen|king'?s?|prince|princess|st\.?|saint|mount|sacred|mercy|our\slady)\s(?:[a-z][\w'-]{1,20}\s){1,3}?"
    r"|(?P<town>[a-z]{3,20})\s(?:general|royal|district|county|memorial)\s)(?:hospital|infirmary|clinic|surgery)(?!\w)"
)
_SAINT = re.compile(
    r"(?<!\w)(?:at|to|in|from|under|by|into)\s(?P<place>(?:the\s)?(?:St\.?|Saint)\s[A-Z][a-z]{2,20}(?:'s|s'|')?)"
    r"(?!\s?(?:[Dd]ay|[Ww]ort|[A-Z]|Street|Road)|'?s?\s(?:wort|day))"
)
_ATTENDS = re.compile(
    r"(?<!\w)(?:at|to|attend(?:s|ed|ing)?)\s(?P<place>(?:[A-Z][\w'-]{2,20}\s){1,3}(?:High|Primary|Elementary|Middle|Grammar|Juniors?|Infants|"
    r"Academy|Comp|Prep|Secondary|College|Uni|State|Tech))(?!\w)"
)
_WORKS = re.compile(
    r"(?<!\w)(?:work(?:s|ed|ing)?|employed|job|shifts?|boss|manager|colleagues|intern(?:ed|ship)?|volunteer(?:s|ed)?|"
    r"an?\s[a-z]{3,20}(?:\s[a-z]{3,20})?(?=\s(?:for|at)\s[A-Z]))"
    r"(?:\s[a-z']{1,14}){0,3}?\s(?:at|for|by|with)\s(?:the\s)?(?P<place>[A-Z][\w&'-]{1,24}(?:\s(?:and\s|&\s|of\s)?[A-Z][\w&'-]{1,24}){0,3})"
)
_TREATED = re.compile(
    r"(?<!\w)(?:treated|dialysis|biopsy|infusions?|seen|admitted|surgery|bloods|patient|chemo|referred|rituximab|transferred|transplant|"
    r"inpatient|outpatient|mri|scan|unit|rheumatology|consultant|rheumatologist)"
    r"(?:\s[a-z']{1,12}){0,3}?\s(?:at|in|to)\s(?:the\s)?(?P<place>(?:St\.?\s)?[A-Z][\w'-]{2,24}(?:\s[A-Z][\w'-]{2,24}){1,3})"
)
_EMPLOYER = re.compile(
    r"(?<!\w)(?:employer|company|workplace|firm)(?:,|\sis|:|\scalled)\s(?P<place>[A-Z][\w&'-]{1,24}(?:\s[A-Z][\w&'-]{1,24}){0,3})"
)
_WEBSITE = re.compile(
    r"(?:'s)?\s(?:web\s?site|site|web\s?page|page|article|study|blog|video|says|said|guide|leaflet|info\w*|online|lists?|newsletter)"
)
_READ_ON = re.compile(r"(?:according\sto|read(?:ing)?\s(?:on|from|at|in)|website\sof|see|google|says|via)\s(?:the\s)?$")


def find(flat: str, cased: str) -> Iterator[Span]:
    """Yield the hospitals, then the schools and employers, of a text given folded and with its capitals."""
    for kind, patterns in (("hospital", (_CARE_NAMED,)), ("organisation", (_TEACHING_NAMED,))):
        for one in patterns:
            for hit in one.finditer(cased):
                start = _named_from(hit[0])
                if start is not None and not _is_reading(cased, hit):
                    yield Span(hit.start() + start, hit.end(), kind)
    for hit in _OF_NAMED.finditer(cased):
        if _named_from(hit[0]) is not None:
            yield Span(
                *hit.span(), "organisation" if hit["head"][0] in "US" or hit["head"] == "College" else "hospital"
            )
    for hit in pattern(FILE, "hospitals").finditer(flat):
        if cased[hit.start()].isupper() and not _is_reading(cased, hit):
            yield Span(*hit.span(), "hospital")
    for hit in _LOWER_CARE.finditer(flat):
        if hit["town"] not in words(FILE, "generic"):
            yield Span(*hit.span(), "hospital")
    yield from (Span(*hit.span("place"), "hospital") for hit in _SAINT.finditer(cased))
    for hit in _TREATED.finditer(cased):
        if all(part.lower() not in words("people.txt", "no name") for part in hit["place"].split()):
            yield Span(*hit.span("place"), "hospital")
    yield from _employers(cased)


def _employers(cased: str) -> Iterator[Span]:
    for one in (_ATTENDS, _WORKS, _EMPLOYER):
        for hit in one.finditer(cased):
            start = _named_from(hit["place"])
            if start is not None and hit["place"].split()[0].lower() not in words(FILE, "no employer"):
                yield Span(hit.start("place") + start, hit.end("place"), "organisation")


def _named_from(name: str) -> int | None:
    """Return where in a name its own words begin, leaving out *The* and *My*; None when all its words are general."""
    generic = words(FILE, "generic")
    parts = list(re.finditer(r"[\w'&.-]+", name))
    own = [part for part in parts if part[0].lower() not in generic]
    if not own:
        return None
    lead = words(FILE, "leading")
    return next((part.start() for part in parts if part[0].lower() not in lead), None)


def _is_reading(cased: str, hit: re.Match) -> bool:
    """Tell whether a place is only what somebody read: "the Mayo Clinic website says"."""
    return bool(
        _WEBSITE.match(cased, hit.end()) or _READ_ON.search(cased[max(0, hit.start() - 30) : hit.start()].lower())
    )
