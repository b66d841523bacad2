"""Knows the shape of every answer, as JSON Schema (2020-12); each object says all its keys and no others."""

from experiences.models import Change, Experience, FactCheck, Mention, Post, ReportedEffect, Thread
from medications.models import Fact, LabelledEffect, Name, SideEffect, Source
from medications.models.names import TARGETS

TEXT, NUMBER, COUNT, SWITCH = (
    {"type": "string"},
    {"type": "number"},
    {"type": "integer", "minimum": 0},
    {"type": "boolean"},
)
ADDRESS = {"type": "string", "format": "uri"}
DATE, MOMENT = {"type": "string", "format": "date"}, {"type": "string", "format": "date-time"}
OF_100 = {"type": "number", "minimum": 0, "maximum": 100}


def record(**keys):
    return {"type": "object", "properties": keys, "required": list(keys), "additionalProperties": False}


def listed(schema):
    return {"type": "array", "items": schema}


def maybe(schema):
    """Return the schema with null beside it: what was not said, is not known, or was not checked."""
    if "type" in schema and "enum" not in schema:
        return {**schema, "type": [schema["type"], "null"]}
    return {"anyOf": [schema, {"type": "null"}]}


def one_of(choices):
    return {"type": "string", "enum": list(getattr(choices, "values", choices))}


def told(schema, words):
    return {**schema, "description": words}


def ref(name):
    return {"$ref": f"#/components/schemas/{name}"}


ABOUT = record(
    licence=TEXT,
    licence_url=ADDRESS,
    covers=told(TEXT, "What the licence covers, and what it does not."),
    how_to_cite=TEXT,
    caution=TEXT,
    reports=told(TEXT, "What must be said with every count of reports."),
)
PROBLEM = record(type=TEXT, status=COUNT, title=TEXT, detail=told(TEXT, "What to do about it."))
SOURCE = record(
    slug=TEXT, title=TEXT, publisher=maybe(TEXT), year=maybe(COUNT), url=maybe(ADDRESS), kind=one_of(Source.Kind),
    checked_on=told(maybe(DATE), "When somebody last read it; null: date not known."),
)  # fmt: skip

_REVIEW = record(by=TEXT, on=DATE)
_DRUG = {
    "slug": TEXT,
    "name": told(TEXT, "The ingredient (INN)."),
    "group": TEXT,
    "drug_class": TEXT,
    "is_related_only": told(SWITCH, "A medicine we only point to; its reports are not counted."),
    "reviewed": told(maybe(_REVIEW), "The clinician who reviewed it; null: none has."),
    "page": ADDRESS,
    "data": ADDRESS,
    "figures": ADDRESS,
}
DRUG_IN_LIST = record(**_DRUG, brands=listed(TEXT))
_NAME = record(name=TEXT, kind=one_of(Name.Kind), is_ambiguous=SWITCH, note=maybe(TEXT), regions=maybe(TEXT))
_OTHER = maybe(record(slug=maybe(TEXT), name=TEXT))
_SENTENCE = {
    "drug": told(TEXT, "In whose record it stands; it may name another drug."),
    "kind": one_of(Fact.Kind),
    "when": maybe(one_of(Fact.When)),
    "text": TEXT,
    "advice": maybe(TEXT),
    "other": _OTHER,
}
FACT = record(
    **_SENTENCE, why=maybe(TEXT), population=told(maybe(TEXT), "Who the source speaks of."), region=maybe(TEXT),
    severity=maybe(one_of(Fact.Severity)), must_not_mix=SWITCH, relation=maybe(one_of(Fact.RelationType)), test=maybe(TEXT),
    before_start=maybe(TEXT), due_weeks=told(listed(COUNT), "Weeks after the start in which a source asks for a test."),
    question=told(maybe(TEXT), "Set on a claim: the question it answers."),
    topic=maybe(one_of(Fact.Topic)), side_effect=maybe(TEXT), low=maybe(NUMBER), high=maybe(NUMBER), unit=maybe(TEXT),
    check_again_on=maybe(DATE), is_due=told(SWITCH, "Past the day on which it should be checked again."), sources=listed(TEXT),
)  # fmt: skip
CAUTION = record(
    **_SENTENCE, caution=told(TEXT, "Nobody has checked the source of this warning yet: show these words with it.")
)
DRUG = record(
    **_DRUG, names=listed(_NAME), atc=maybe(TEXT), rxnorm=maybe(TEXT), tags=listed(TEXT), facts=listed(ref("Fact")),
    general_cautions=listed(ref("GeneralCaution")), sources=listed(ref("Source")),
)  # fmt: skip
SIDE_EFFECT = record(
    slug=TEXT, term=TEXT, plain_name=TEXT, names=listed(TEXT), description=TEXT, body_system=TEXT, organ_class=TEXT,
    urgency=one_of(SideEffect.Urgency), lupus_too=told(maybe(TEXT), "Set where lupus itself can do this."), caution=maybe(TEXT),
    page=ADDRESS,
)  # fmt: skip

_GIVEN = record(
    source=TEXT, words=TEXT, band=told(maybe(one_of(LabelledEffect.Band)), "The source's own word; never worked out from a number."),
    band_means=maybe(TEXT), qualifier=maybe(one_of(LabelledEffect.Qualifier)), low_of_100=maybe(OF_100), high_of_100=maybe(OF_100),
    affected=maybe(COUNT), total=maybe(COUNT), arm=one_of(LabelledEffect.Arm), population=maybe(TEXT),
    group=maybe(one_of(LabelledEffect.Group)), period=maybe(TEXT), detail=maybe(TEXT), ratio=maybe(TEXT),
)  # fmt: skip
_ANSWERS = record(yes=COUNT, no=COUNT)
_SHARE = record(
    n=told({"type": "integer", "minimum": 5}, "Those who mentioned it."), of_100=OF_100, low_of_100=OF_100, high_of_100=OF_100, words=TEXT
)  # fmt: skip
_REPORTED = record(
    counted=told(COUNT, "People who tell of taking the drug, or of having stopped it."), yes=COUNT, no=COUNT, not_mentioned=COUNT,
    first_hand=_ANSWERS, second_hand=_ANSWERS, share=told(maybe(_SHARE), "Null under five people who mentioned it."),
)  # fmt: skip
PAIR = record(drug=TEXT, side_effect=TEXT, page=ADDRESS, given_by_sources=listed(_GIVEN), reports=_REPORTED)
PEOPLE = record(counted=COUNT, first_hand=COUNT, second_hand=COUNT, retold=COUNT, synthetic=COUNT)

THREAD = record(
    id=COUNT, title=TEXT, origin=one_of(Thread.Origin), page=ADDRESS, opened_at=MOMENT, last_published_at=MOMENT,
    published_posts=COUNT, posts=ADDRESS,
)  # fmt: skip
_EFFECT = record(
    side_effect=TEXT, answer=one_of(ReportedEffect.Answer), severity=one_of(ReportedEffect.Severity), began=one_of(ReportedEffect.Began),
    outcome=one_of(ReportedEffect.Outcome), attribution=told(one_of(ReportedEffect.Attribution), "As the reporter sees it."),
    what_helped=maybe(TEXT),
)  # fmt: skip
_DOSE = record(amount=NUMBER, unit=TEXT, period=maybe(TEXT))
_EXPERIENCE = record(
    drug=TEXT, whose=one_of(Experience.Whose), stage=one_of(Experience.Stage), is_counted=SWITCH, dose=maybe(_DOSE),
    duration=one_of(Experience.Duration), duration_words=maybe(TEXT), condition=maybe(TEXT), benefit=one_of(Experience.Benefit),
    benefit_week=maybe(COUNT), problems=one_of(Experience.Problems), stop_reason=maybe(one_of(Experience.StopReason)),
    effects=listed(_EFFECT),
)  # fmt: skip
_CHANGE = record(
    kind=one_of(Change.Kind), from_drug=maybe(TEXT), to_drug=maybe(TEXT), reason=one_of(Experience.StopReason), side_effect=maybe(TEXT),
    is_planned=SWITCH, whose=one_of(Experience.Whose),
)  # fmt: skip
_CHECK = record(
    start=COUNT, end=COUNT, quote=TEXT, verdict=one_of(FactCheck.Verdict), note=TEXT, checked_on=DATE,
    sources=listed(record(slug=TEXT, title=TEXT, url=maybe(ADDRESS))),
)  # fmt: skip
_MENTION = record(start=COUNT, end=COUNT, kind=one_of(TARGETS), slug=TEXT, assertion=one_of(Mention.Assertion))
POST = record(
    id=COUNT, page=ADDRESS, thread=record(id=COUNT, title=TEXT, origin=one_of(Thread.Origin)), position=COUNT, kind=one_of(Post.Kind),
    text=told(TEXT, "Plain text. Offsets count code points in it."), published_at=MOMENT,
    licence=told(maybe(TEXT), "On which terms its author offered it; none where nobody was asked: then link, do not copy."),
    experiences=listed(_EXPERIENCE), changes=listed(_CHANGE), fact_checks=told(listed(_CHECK), "Show them with the text they are about."), mentions=listed(_MENTION),
)  # fmt: skip
RESULT = record(page=ADDRESS, title=TEXT, kind=TEXT, text=maybe(TEXT), note=maybe(TEXT), is_urgent=SWITCH)

RESULTS = record(
    about=ref("About"), is_unsure=SWITCH, other_drug=told(maybe(TEXT), "A drug that this site does not hold."),
    has_more_posts=told(SWITCH, "More than 1,000 posts match; of these only the newest were ranked."), data=listed(RESULT),
)  # fmt: skip

NEXT = told(maybe(ADDRESS), "The next page; null on the last.")
SCHEMAS = {
    "About": ABOUT,
    "Problem": PROBLEM,
    "Source": SOURCE,
    "Fact": FACT,
    "GeneralCaution": CAUTION,
    "Drugs": record(about=ref("About"), data=listed(DRUG_IN_LIST)),
    "Drug": record(about=ref("About"), data=DRUG),
    "SideEffects": record(about=ref("About"), data=listed(SIDE_EFFECT)),
    "Figures": record(about=ref("About"), people=PEOPLE, sources=listed(ref("Source")), data=listed(PAIR)),
    "Threads": record(about=ref("About"), next=NEXT, data=listed(THREAD)),
    "Posts": record(about=ref("About"), next=NEXT, data=listed(POST)),
    "Results": RESULTS,
}
