"""Knows the sourced sentences of a drug file: which list holds which kind of fact, and what each kind must carry."""

from medications import schedules
from medications.knowledge_files.entries import Entry, Ref
from medications.knowledge_files.topic_files import source_refs

KIND_OF_LIST = {
    "purpose": "purpose",
    "mechanism": "mechanism",
    "licensed": "licensed",
    "off_label": "off_label",
    "forms": "form",
    "doses": "dose",
    "boxed": "boxed",
    "get_help": "get_help",
    "interactions": "interaction",
    "look_alikes": "look_alike",
    "tests": "test",
    "claims": "claim",
    "relations": "relation",
    "disagreements": "disagreement",
}


def fact_entries(item, drug, *, check_again_on):
    """Return every fact of the drug file as an entry."""
    entries = []
    for name, kind in KIND_OF_LIST.items():
        for place, fact in enumerate(item.items(name), 1):
            entries.append(_fact(fact, drug, kind, place, check_again_on))
    return entries


def _fact(fact, drug, kind, place, check_again_on):
    values = {
        "kind": kind,
        "text": fact.text("text"),
        "is_verified": fact.flag("verified", True),
        "population": fact.text("population", ""),
        "region": fact.text("region", ""),
        "check_again_on": fact.day("check_again_on") or check_again_on,
        "position": place,
        "comment": fact.text("note", ""),
        "is_critical": fact.flag("critical", False),
    }
    links, more = DETAILS.get(kind, _nothing)(fact)
    sources = source_refs(fact)
    if values["is_verified"] and not sources:
        fact.wrong("is marked as checked but names no source")
    key = f"{drug.key} # {fact.text('id')}"
    fact.done()
    return Entry("Fact", key, fact.file, fact.label, values | more, {"drug": drug, **links}, {"sources": sources})


def _nothing(fact):
    return {}, {}


def _get_help(fact):
    return {}, {"when": fact.text("when")}


def _other(fact, name):
    slug = fact.text("other_drug", "")
    return {"other_drug": Ref("Drug", slug) if slug else None}, {"other_name": fact.text(name, "")}


def _interaction(fact):
    links, values = _other(fact, "with")
    values |= {
        "severity": fact.text("severity"),
        "advice": fact.text("advice", ""),
        "must_not_mix": fact.flag("avoid", False),
    }
    return links, values


def _look_alike(fact):
    links, values = _other(fact, "with")
    return links, values | {"form": fact.text("form", "")}


def _test(fact):
    return {"test": Ref("Test", fact.text("test"))}, {
        "before_start": fact.text("before_start", ""),
        "due_weeks": _weeks(fact),
        "why": fact.text("why", ""),
    }


def _weeks(fact):
    found = fact.list("weeks")
    if not schedules.are_weeks(found):
        fact.wrong("“weeks” should be rising whole numbers of weeks after the start, such as [2, 4, 6]")
        return ""
    return schedules.written(found)


def _claim(fact):
    links, values = _question(fact)
    if links["question"] is None:
        fact.wrong("“question” is missing")
    low, high = fact.number("low"), fact.number("high")
    values |= {
        "topic": fact.text("topic", ""),
        "low": low,
        "high": high if high is not None else low,
        "unit": fact.text("unit", ""),
    }
    return links, values


def _question(fact):
    slug = fact.text("question", "")
    return {"question": Ref("Question", slug) if slug else None}, {}


def _relation(fact):
    links, values = _other(fact, "other_name")
    return links, values | {"relation_type": fact.text("type")}


DETAILS = {
    "get_help": _get_help,
    "interaction": _interaction,
    "look_alike": _look_alike,
    "test": _test,
    "claim": _claim,
    "relation": _relation,
    "disagreement": _question,
}
