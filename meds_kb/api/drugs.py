"""Knows the drugs and the side effects as data: names, codes, and every sourced sentence."""

from collections import defaultdict
from itertools import chain

from django.urls import reverse

from medications import schedules
from medications.models import Drug, Name, SideEffect
from meds_kb.api import values
from meds_kb.known import basics, reading
from meds_kb.known.citing import Shelf
from meds_kb.known.lines import GENERAL_CAUTION, is_stale
from meds_kb.known.warnings import other_name


def listed(at):
    """Return all drugs, in two queries; `at` makes an address absolute."""
    names = _names("drug_id", kind=Name.Kind.BRAND)
    return [_drug(drug, at) | {"brands": names[drug.pk]} for drug in Drug.objects.order_by("slug")]


def side_effects(at):
    """Return all side effects with the words people use for them, in two queries."""
    names = _names("side_effect_id", is_ambiguous=False)
    rows = SideEffect.objects.filter(merged_into=None).order_by("slug")
    return [_side_effect(effect, names[effect.pk], at) for effect in rows]


def one(drug, names, today, at):
    """Return all that is known of one drug: three queries, beside the drug with its names."""
    facts = list(chain(*reading.facts_about(drug)))
    sources, of_codes = reading.sources_for_drug_page(drug)
    checked = [fact for fact in facts if fact.is_verified]
    codes = {code.system: code.code for code in basics.codes(drug, (), Shelf())}
    return _drug(drug, at) | {
        "names": [_name(name) for name in names if name.is_verified],
        "atc": codes.get("ATC"),
        "rxnorm": codes.get("RxNorm"),
        "tags": sorted(drug.tags.names()),
        "facts": [_fact(fact, sources.get(fact.pk, ()), today) for fact in checked],
        "general_cautions": [_caution(fact) for fact in facts if not fact.is_verified],
        "sources": values.sources(chain(of_codes if codes else (), *(sources.get(fact.pk, ()) for fact in checked))),
    }


def _drug(drug, at):
    reviewed = {"by": drug.reviewed_by, "on": values.date(drug.reviewed_on)} if drug.reviewed_by else None
    return {
        "slug": drug.slug,
        "name": drug.name,
        "group": drug.group,
        "drug_class": drug.drug_class,
        "is_related_only": not drug.is_counted,
        "reviewed": reviewed,
        "page": at(drug.get_absolute_url()),
        "data": at(reverse("api_drug", kwargs={"name": drug.slug})),
        "figures": at(reverse("api_figures", kwargs={"name": drug.slug})),
    }


def _side_effect(effect, names, at):
    return {
        "slug": effect.slug,
        "term": effect.term,
        "plain_name": effect.plain_name,
        "names": names,
        "description": effect.description,
        "body_system": effect.body_system,
        "organ_class": effect.organ_class,
        "urgency": effect.urgency,
        "lupus_too": effect.lupus_too or None,
        "caution": effect.caution or None,
        "page": at(effect.get_absolute_url()),
    }


def _names(target, **which):
    """Return {id: [checked names]}: one query."""
    rows = Name.objects.filter(is_verified=True, **{f"{target}__isnull": False}, **which).order_by("surface", "id")
    found = defaultdict(list)
    for owner, surface in rows.values_list(target, "surface"):
        found[owner].append(surface)
    return found


def _name(name):
    return {
        "name": name.surface,
        "kind": name.kind,
        "is_ambiguous": name.is_ambiguous,
        "note": name.note or None,
        "regions": name.regions or None,
    }


def _fact(fact, sources, today):
    return _about(fact) | {
        "why": fact.why or None,
        "population": fact.population or None,
        "region": fact.region or None,
        "severity": fact.severity or None,
        "must_not_mix": fact.must_not_mix,
        "relation": fact.relation_type or None,
        "test": fact.test.slug if fact.test else None,
        "before_start": fact.before_start or None,
        "due_weeks": schedules.weeks(fact.due_weeks),
        "question": fact.question.slug if fact.question else None,
        "topic": fact.topic or None,
        "side_effect": fact.side_effect.slug if fact.side_effect else None,
        "low": values.number(fact.low),
        "high": values.number(fact.high),
        "unit": fact.unit or None,
        "check_again_on": values.date(fact.check_again_on),
        "is_due": is_stale(fact, today),
        "sources": sorted(source.slug for source in sources),
    }


def _caution(fact):
    """Return an unchecked warning: words without numbers or sources, and said to be unchecked (DESIGN 2)."""
    return _about(fact) | {"caution": GENERAL_CAUTION}


def _about(fact):
    """Return what a sentence says and of whom; `drug` is whose record it stands in, for one that names two."""
    return {
        "drug": fact.drug.slug,
        "kind": fact.kind,
        "when": fact.when or None,
        "text": fact.text,
        "advice": fact.advice or None,
        "other": _other(fact) if fact.other_drug or fact.other_name else None,
    }


def _other(fact):
    return {"slug": fact.other_drug.slug if fact.other_drug else None, "name": other_name(fact)}
