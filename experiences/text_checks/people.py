"""Names of people: patients' full names, and the clinicians who treat them."""

import re
from collections.abc import Iterator

from experiences.text_checks.known_words import (
    bare,
    could_be_given,
    guard,
    is_everyday,
    is_no_name,
    is_sure_given,
    is_surname,
    is_unknown,
    listed,
)
from experiences.text_checks.phrases import pattern, words
from experiences.text_checks.spans import Span

FILE = "people.txt"
_NAME = r"(?:(?:Mc|Mac|De|La|Le|Van|Fitz|Di)[A-Z][a-z]+|[A-Z][a-z]*)(?:['-][A-Za-z][a-z]*){0,3}(?:'s(?!\w))?"
_RUN = re.compile(rf"(?<![\w'.@/-]){_NAME}(?:\s(?:{_NAME}|[A-Z]\.|de|van|von|bin|al|el|da|di|der|la)(?!\w)){{1,5}}")
_ALL_CAPS = re.compile(r"(?<![\w'.@/-])[A-Z]{3,15}\s[A-Z]{3,15}(?:[-'][A-Z]{2,15})?(?![\w])")
_LOWER = re.compile(r"(?<![\w'.@/-])(?=(?P<pair>[a-z]{3,15}\s[a-z]{3,15}(?:[-'][a-z]{2,15})?)(?![\w'@]))")
_EPONYM = re.compile(
    r"(?:'s?)?\s(?:syndrome|disease|phenomenon|test|palsy|wort|purpura|virus|lymphoma|criteria|score|index|method|law|day)",
    re.I,
)
_DOCTOR = re.compile(
    r"(?<![\w'.@/-])(?P<title>(?:Drs?|DR|dr|Prof|PROF|prof|Professor|professor|Doctor|doctor|DOCTOR|Doc)\b\.?|(?:Nurse|nurse|NURSE|Sister|Consultant|Matron|Surgeon|Midwife))"
    r"\s(?:[A-Z]\.?\s?(?![a-z])){0,3}(?P<names>[A-Za-z][\w'-]{1,24}(?:\s(?:[A-Z]\.\s)?(?:(?:de|van|von|al|el)\s)?[A-Z][\w'-]{1,24}){0,3})"
)
_TITLED = re.compile(
    rf"(?<![\w'.@/-])(?:Mr|Mrs|Ms|Mx|Miss|Sir|Dame|Mister|MR|MRS)\.?\s(?P<names>{_NAME}(?:\s{_NAME}){{0,2}})"
)
_LOWER_TITLED = re.compile(r"(?<![\w'.@/-])(?:mr|mrs)\.?\s(?P<names>[a-z][a-z'-]{2,20})(?![\w'])")
_ROLES = (
    r"(?:rheumatolog(?:ist|y\snurse)|rheum(?:y|ie|o)?|nephrologist|gp|doctor|doc|consultant|nurse|specialist|dermatologist|pharmacist|chemist|"
    r"h[a]?ematologist|neurologist|cardiologist|surgeon|midwife|physio(?:therapist)?|therapist|counsell?or|psychiatrist|psychologist|"
    r"dentist|optician|optometrist|ophthalmologist|pcp|physician|practitioner|registrar|obstetrician|oncologist|pulmonologist|"
    r"internist|immunologist|gastroenterologist|social\sworker|p(?:a|n)|phlebotomist|dietitian|carer|care\scoordinator)"
)
_ROLE = re.compile(
    rf"(?<!\w)(?i:{_ROLES})(?:,|'s\sname\s(?:is|was)|\s(?:is|was)(?:\scalled)?|\s(?:called|named)|\s[-(]|\sat\sthe\stime\swas|:)?\s\(?"
    rf"(?P<names>{_NAME}(?:\s(?:[A-Z]\.\s)?{_NAME}){{0,2}})(?![\w'])"
)
_LOWER_ROLE = re.compile(
    rf"(?<!\w){_ROLES}(?:,|\sis|\swas|\scalled|\snamed)?\s(?P<names>[a-z]{{3,15}}(?:\s[a-z'-]{{3,15}})?)(?![\w'])"
)
_KIN = (
    r"(?:husband|wife|partner|mum|mom|mam|mother|dad|father|sister|brother|aunt(?:ie|y)?|uncle|cousin|nan|gran(?:dma|ny)?|grandad|grandpa|"
    r"fianc[e]{1,2}|boyfriend|girlfriend|friend|mate|neighbou?r|boss|manager|colleague|flatmate|roommate|carer|landlord|teacher)"
)
_CHILD = r"(?:daughter|son|granddaughter|grandson|niece|nephew|little\s(?:girl|boy|one)|toddler|baby|child|kid|step-?(?:son|daughter)|twins?|(?:sister|brother)'s\s(?:son|daughter))"
_RELATED = re.compile(
    rf"(?<!\w)(?i:{_KIN})(?:,|'s\sname\sis|\s(?:is\s)?(?:called|named))?\s(?P<names>{_NAME}\s(?:[A-Z]\.\s)?{_NAME})(?![\w'])"
)
_CHILD_NAMED = re.compile(
    rf"(?<!\w)(?i:{_CHILD})(?:,|'s\sname\s(?:is|was)|\s(?:is\s)?(?:called|named))?\s(?P<names>{_NAME}(?:\s{_NAME})?)(?![\w'])"
)
_CALLS_SELF = re.compile(
    r"(?<!\w)(?i:my\s(?:full\s|real\s)?name(?:\sis|'s)|name's|full\sname\W{1,3}|name:|i\sam\scalled|i'm\scalled|they\scall\sme|signed,?|yours(?:\s\w{1,12})?,|regards,|patient\sname\W{1,3}|née)"
    rf"\s?(?P<names>{_NAME}(?:\s(?:[A-Z]\.\s)?{_NAME}){{0,3}})"
)
_LOWER_SELF = re.compile(
    r"(?<!\w)(?:my\s(?:full\s|real\s)?name(?:\sis|'s|s)|i'?m\scalled|i\sam\scalled)\s(?P<names>[a-z]{2,15}(?:\s[a-z'-]{2,15})?)(?![\w'])"
)
_I_AM = re.compile(
    rf"(?<!\w)(?:[Ii]'?m|[Ii]\sam|[Tt]his\sis|[Ii]t's)\s(?P<names>{_NAME}\s(?:[A-Z]\.\s)?{_NAME})(?![\w'])"
)


def find(flat: str, cased: str) -> Iterator[Span]:
    """Yield the clinicians, then the other people, that a text names, given folded and with its capitals."""
    yield from _clinicians(flat, cased)
    for hit in _TITLED.finditer(cased):
        if hit[0].startswith(("Miss", "Sir", "Dame")) and not is_surname(hit["names"].split()[0]):
            continue
        yield from _leading(hit, "names", "name", from_title=True)
    for hit in _LOWER_TITLED.finditer(cased):
        if is_surname(hit["names"]):
            yield Span(*hit.span(), "name")
    yield from _introduced(cased)
    yield from _full_names(cased)


def _clinicians(flat: str, cased: str) -> Iterator[Span]:
    for hit in _DOCTOR.finditer(cased):
        first = hit["names"].split()[0]
        if _follows_title(hit["title"], first):
            yield from _leading(hit, "names", "clinician", from_title=True)
    for hit in _ROLE.finditer(cased):
        first, *rest = hit["names"].split()
        if (
            is_sure_given(first)
            or (could_be_given(first) and rest)
            or is_surname(first)
            or (rest and is_unknown(first))
        ):
            yield from _leading(hit, "names", "clinician")
    for hit in _LOWER_ROLE.finditer(cased):
        first, *rest = hit["names"].split()
        if first in listed("given_names.txt") and is_sure_given(first):
            surname = bool(rest) and ((is_surname(rest[0]) and not guard().is_common(rest[0])) or is_unknown(rest[0]))
            yield Span(
                hit.start("names"), hit.end("names") if surname else hit.start("names") + len(first), "clinician"
            )


def _follows_title(title: str, word: str) -> bool:
    low = word.lower()
    if low in words(FILE, "doctor no name") or bare(word) in words(FILE, "doctor no name") or len(bare(word)) < 2:
        return False
    spelt_low = word[0].islower()
    if spelt_low and title[:1] in "nND" and title.lower() in ("nurse", "doctor") and not is_sure_given(word):
        return is_surname(word) and not guard().is_word(low)
    if low in words(FILE, "no name") or (spelt_low and not (is_surname(word) or is_unknown(word))):
        return False
    if title.rstrip(".").lower() in ("dr", "drs", "prof") and not (
        spelt_low and title[0].isupper() and guard().is_word(low)
    ):
        return guard().other_drug(low) is None or is_surname(word)
    return is_surname(word) or is_sure_given(word) or (not spelt_low and is_unknown(word))


def _leading(hit: re.Match, group: str, kind: str, *, from_title: bool = False) -> Iterator[Span]:
    """Yield the name at the start of a group, up to the first word that is none; with its title where asked."""
    parts = list(re.finditer(r"[\w'.-]+", hit[group]))
    end = 0
    for place, part in enumerate(parts):
        shouted = part[0].isupper() and len(part[0]) > 3
        if is_no_name(part[0]) or (shouted and place and not is_surname(part[0])):
            break
        end = part.end()
    if end:
        yield Span(hit.start() if from_title else hit.start(group), hit.start(group) + end, kind)


def _introduced(cased: str) -> Iterator[Span]:
    for hit in _CALLS_SELF.finditer(cased):
        yield from _leading(hit, "names", "name")
    for hit in _LOWER_SELF.finditer(cased):
        parts = hit["names"].split()
        if parts[0] in listed("given_names.txt") or is_unknown(parts[0]):
            both = (
                len(parts) > 1
                and (is_surname(parts[1]) or is_unknown(parts[1]))
                and parts[1] not in words(FILE, "no name")
            )
            yield Span(hit.start("names"), hit.end("names") if both else hit.start("names") + len(parts[0]), "name")
    for one in (_RELATED, _I_AM):
        for hit in one.finditer(cased):
            if all(
                is_unknown(part) or is_surname(part) or could_be_given(part)
                for part in hit["names"].split()
                if len(part) > 2
            ):
                yield from _leading(hit, "names", "name")
    for hit in _CHILD_NAMED.finditer(cased):
        if could_be_given(hit["names"].split()[0]) or is_surname(hit["names"].split()[0]):
            yield from _leading(hit, "names", "name")


def _full_names(cased: str) -> Iterator[Span]:
    for run in _RUN.finditer(cased):
        yield from _in_run(cased, run)
    for hit in _ALL_CAPS.finditer(cased):
        first, last = hit[0].split()
        if (
            first.lower() in listed("given_names.txt")
            and is_sure_given(first)
            and is_surname(last)
            and not is_everyday(last)
        ):
            yield Span(*hit.span(), "name")
    for hit in _LOWER.finditer(cased):
        first, last = hit["pair"].split()
        if first in listed("given_names.txt") and is_sure_given(first) and is_surname(last) and not is_everyday(last):
            yield Span(*hit.span("pair"), "name")


def _in_run(cased: str, run: re.Match) -> Iterator[Span]:
    """Yield the full name in a run of capitalised words."""
    parts = list(re.finditer(r"[\w'.-]+", run[0]))
    for place, first in enumerate(parts[:-1]):
        last = place + 1
        while last < len(parts) - 1 and (len(parts[last][0].strip(".")) == 1 or parts[last][0].islower()):
            last += 1
        if _is_full_name(
            first[0], parts[last][0], starts=_starts_sentence(cased, run.start() + first.start()), many=len(parts)
        ):
            while last + 1 < len(parts) and is_surname(parts[last + 1][0]):
                last += 1
            start, end = run.start() + first.start(), run.start() + parts[last].end()
            known = pattern(FILE, "known to all").fullmatch(cased[start:end].lower().removesuffix("'s"))
            if not known and not _EPONYM.match(cased, end):
                yield Span(start, end, "name")
            return


def _is_full_name(first: str, last: str, *, starts: bool, many: int) -> bool:
    if not last[0].isupper() or is_no_name(last) or is_no_name(first) or len(bare(last)) < 2:
        return False
    is_listed = bare(last) in listed("surnames.txt")
    if is_sure_given(first):
        return (
            is_listed
            or is_unknown(last)
            or is_surname(last)
            or (many == 2 and not starts and not guard().is_common(bare(last)))
        )
    if could_be_given(first):
        return (is_listed and not (starts and guard().is_common(bare(last)) and many > 3)) or (
            is_unknown(last) and not starts
        )
    return is_unknown(first) and is_listed and not guard().is_common(bare(last)) and not starts


def _starts_sentence(cased: str, place: int) -> bool:
    before = cased[max(0, place - 3) : place].rstrip(" ")
    return not before or before[-1] in ".!?\n"
