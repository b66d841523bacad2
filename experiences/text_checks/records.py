"""Numbers under which somebody keeps a person's record: hospital, insurance, state."""

import re
from collections.abc import Iterator

from experiences.text_checks.spans import Span

_KEEPER = (
    r"(?:nhs|mrn|hosp|medical(?:\srecord)?|hospital|patient|chart|record|policy|member(?:ship)?|insurance|insurer|medicare|medicaid|ssn|ss|"
    r"social\s(?:security|insurance)|sin|passport|driv(?:er|ing)'?s?\slicen[cs]e|licen[cs]e|chi|h\s?&\s?c|pps|account|claim|case|file|"
    r"reference|ref|prescription|rx|script|health\s(?:card|plan|insurance)|ohip|phn|ihi|national\sinsurance|ni|nino|group|subscriber|"
    r"beneficiary|blue\s?cross|aetna|cigna|kaiser|bupa|unit|lab|sample|specimen|accession|booking|referral|student|staff|employee|"
    r"badge|tax|tfn|bank|card|sort|iban|urn|crn|id|identity|identification|veteran'?s?|va|dva)"
)
_SAYS = r"(?:\s?(?:number|numbers|num|no|nr|id|code|card|\#|ref|reference)\.?)"
_VALUE = (
    r"(?:no\.?\s|#\s?)?(?P<number>(?=[^\n]{0,12}\d)[a-z0-9]{1,14}(?:[\s/-]?[a-z0-9]{0,8}\d[a-z0-9]{0,8}){0,5}[a-z]?)"
)
_CALLED = re.compile(rf"(?<!\w){_KEEPER}(?:'s)?(?:{_SAYS}){{1,2}}(?:\s?(?:is|was|of|:|=|-|\())?\s?{_VALUE}(?!\w)")
_LABELLED = re.compile(
    r"(?<!\w)(?:mrn|ssn|nhs|chi|pps|nino|ohip|phn|ihi|hospital|patient|policy|record|chart|insurance|medicare|medicaid|passport|social\ssecurity)"
    rf"(?:\s(?:is|was)|\s?[:=#])?\s{_VALUE}(?!\w)"
)
_KNOWN_SHAPES = re.compile(
    r"(?<![\w.-])(?:\d{3}-\d{2}-\d{4}|[a-ceghj-pr-tw-z][a-ceghj-npr-tw-z]\s?\d\d\s?\d\d\s?\d\d\s?[a-d]"
    r"|[1-9][a-z][a-z0-9]\d-?[a-z][a-z0-9]\d-?[a-z]{2}\d\d)(?![\w-])"
)
_NHS = re.compile(r"(?<![\w.+-])(\d{3})[\s-](\d{3})[\s-](\d{4})(?![\w-]|\s?(?:mg|mcg|ml)\b)")
_NO_PERSON = re.compile(
    r"(?:nct|pmid|doi|isbn)|\d{1,4}\s?(?:mg|mcg|ml|g|x|days?|weeks?|months?|years?|tablets?|times|people)"
)


def find(flat: str) -> Iterator[Span]:
    """Yield the record numbers of folded text."""
    yield from (Span(*hit.span(), "record") for hit in _KNOWN_SHAPES.finditer(flat))
    for hit in _NHS.finditer(flat):
        if _is_nhs_number("".join(hit.groups())):
            yield Span(*hit.span(), "record")
    for pattern, digits in ((_CALLED, 4), (_LABELLED, 5)):
        for hit in pattern.finditer(flat):
            if _is_number(hit["number"], digits):
                yield Span(*hit.span("number"), "record")


def _is_number(token: str, digits: int) -> bool:
    return sum(char.isdigit() for char in token) >= digits and not _NO_PERSON.match(token)


def _is_nhs_number(digits: str) -> bool:
    """Tell by the check digit (NHS Data Dictionary, modulus 11)."""
    left = 11 - sum(int(digit) * (10 - place) for place, digit in enumerate(digits[:9])) % 11
    return left % 11 == int(digits[9]) and left != 10
