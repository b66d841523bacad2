"""A small named world, built through the product's own verbs.

Azathioprine (also Imuran) is the drug, nausea the effect; `grow(n)` makes n of everything that stands beside them.
"""

import datetime
from decimal import Decimal

from django.contrib.auth import get_user_model

from experiences import mending, moderation
from experiences.models import Mention, Merge, UnknownWord
from experiences.telling import read_thread
from medications.models import (
    Condition,
    Drug,
    DrugEffect,
    Fact,
    LabelledEffect,
    Name,
    NeverLink,
    Question,
    SideEffect,
    Source,
    Term,
    Test,
    site_version,
)

NOW = datetime.datetime(2026, 11, 20, 12, tzinfo=datetime.UTC)


def moderator(name="grace"):
    return get_user_model().objects.get_or_create(username=name, defaults={"is_staff": True})[0]


def source(slug="label"):
    return Source.objects.get_or_create(
        slug=slug,
        defaults={
            "title": f"The {slug}",
            "publisher": "A house",
            "year": 2024,
            "url": f"https://x.org/{slug}",
            "kind": Source.Kind.LABEL,
        },
    )[0]


def drug(name="azathioprine", *names, page=Drug.Page.FULL):
    made, new = Drug.objects.get_or_create(
        slug=name, defaults={"name": name, "page": page, "group": "Immune system medicines", "drug_class": "a class"}
    )
    if new:
        Name.objects.create(surface=name, kind=Name.Kind.INGREDIENT, drug=made)
    for surface in names:
        Name.objects.get_or_create(surface=surface, drug=made, defaults={"kind": Name.Kind.BRAND})
    site_version.bump(names=True)
    return made


def side_effect(name="nausea", *names):
    made, new = SideEffect.objects.get_or_create(
        slug=name.replace(" ", "-"),
        defaults={
            "term": name,
            "plain_name": name,
            "description": "Something people feel.",
            "body_system": "Stomach",
            "organ_class": "Gastrointestinal disorders",
        },
    )
    for surface in (name, *names) if new else names:
        Name.objects.create(surface=surface, kind=Name.Kind.TERM, side_effect=made)
    site_version.bump(names=True)
    return made


def topic(model, name):
    """Return a Test or a Condition of this name."""
    made, new = model.objects.get_or_create(
        slug=name.replace(" ", "-"), defaults={"name": name, "plain_name": name, "description": "One plain sentence."}
    )
    if new:
        made.sources.add(source())
        Name.objects.create(surface=name, kind=Name.Kind.TERM, **{model.__name__.lower(): made})
    site_version.bump(names=True)
    return made


def question(slug="how-long"):
    return Question.objects.get_or_create(
        slug=slug, defaults={"title": f"{slug}?", "short": slug[:40], "next_step": "Ask your team."}
    )[0]


def fact(kind, of, n=0, **more):
    """Make one sourced fact of any kind; what the kind demands is filled in."""
    demanded = {
        "get_help": {"when": "now"},
        "interaction": {"severity": "major", "other_name": f"Medicine {n}"},
        "look_alike": {"other_name": f"Lookalike {n}"},
        "relation": {"relation_type": "alternative-to", "other_name": f"Medicine {n}"},
    }
    made = Fact.objects.create(
        drug=of, kind=kind, text=f"A {kind} sentence, number {n}.", position=n, **demanded.get(kind, {}), **more
    )
    made.sources.add(source(f"label-{n}"), source("label"))
    return made


def labelled(of, effect, n=0, **more):
    link, _ = DrugEffect.objects.get_or_create(drug=of, side_effect=effect)
    values = {
        "band": "common",
        "population": "people with lupus",
        "group": "lupus",
        "low": Decimal(3),
        "high": Decimal(4),
    }
    return LabelledEffect.objects.create(
        drug_effect=link, source=source(f"label-{n}"), position=n, **{**values, **more}
    )


def publish(title, *posts, by=None, **more):
    """Open a thread of told posts (mappings, as in the seed file) and publish every one."""
    told = read_thread({"title": title, "posts": list(posts), **more})
    thread = moderation.open_thread(told, now=NOW)
    for number, post in enumerate(told.posts):
        now = NOW + datetime.timedelta(minutes=number)
        stored = moderation.submit(post, thread=thread, now=now, by=by or moderator())
        moderation.publish(stored, by=by or moderator(), now=now)
    thread.refresh_from_db()
    return thread


def told(body="Imuran gave me nausea.", **more):
    return {"body": body, **more}


def grow(n):
    """Make the drug and the effect, and n of everything that any page lists beside them."""
    main, effect = drug("azathioprine", "Imuran"), side_effect("nausea")
    questions = [question(f"question-{i}") for i in range(n)]
    tests = [topic(Test, f"test number {i}") for i in range(n)]
    conditions = [topic(Condition, f"condition number {i}") for i in range(n)]
    others = [drug(f"other-{chr(97 + i // 26)}{chr(97 + i % 26)}", f"Brand{i}") for i in range(n)]
    effects = [effect] + [side_effect(f"effect number {i}") for i in range(n - 1)]
    for i in range(n):
        for one in (main, others[i]):
            labelled(one, effects[i], i)
            labelled(one, effect, i + 100, arm="not taking", band="")
        _facts(main, i, other=others[i], test=tests[i], question=questions[i], side_effect=effects[i])
        _facts(others[i], i, other=main, test=tests[0], question=questions[0], side_effect=effect)
        questions[i].effects.add(effect)
        questions[i].tests.add(tests[0])
        NeverLink.objects.create(surface=f"words {i}", side_effect=effect)
        Term.objects.create(slug=f"term-{i}", name=f"hard word {i}", meaning="A plain sentence.").sources.add(source())
        UnknownWord.objects.create(word=f"word{i}mab", posts=i, counted_at=NOW)
        Merge.objects.create(
            kind="test", gone=f"gone-{i}", kept="kept", by=moderator(), at=NOW, why="The same.", moved={"names": i + 1}
        )
    for i in range(n):
        publish(f"thread {i}", _full_post(i, others, effects, conditions, questions), tags=[f"topic {i}"])
    publish(
        "the long thread", *(_full_post(i, others, effects, conditions, questions) for i in range(n)), tags=["long"]
    )
    for mention in Mention.objects.filter(drug=main).order_by("pk")[:n]:
        mending.confirm(mention, by=moderator(), now=NOW)
    return main


def _facts(of, n, *, other, test, question, side_effect):
    for kind in Fact.Kind.values:
        more = {
            "interaction": {"other_drug": other},
            "look_alike": {"other_drug": other},
            "relation": {"other_drug": other},
            "test": {"test": test, "why": "To see.", "before_start": "Once"},
            "claim": {"question": question, "low": 4, "high": 12, "unit": "weeks"},
            "effect_note": {"side_effect": side_effect},
        }.get(kind, {})
        fact(kind, of, n, **more)


def _full_post(i, others, effects, conditions, questions):
    other, effect = others[i], effects[i]
    return told(
        f"On Imuran for condition number {i}. Then {other.name}. I had nausea, test number {i} and {effect.term}. "
        f"It works in {i} weeks.",
        kind="experience",
        questions=[questions[i].slug],
        experiences=[
            {
                "drug": "azathioprine",
                "stage": "taking",
                "dose_amount": 50,
                "dose_unit": "mg",
                "dose_period": "a day",
                "condition": conditions[i].slug,
                "benefit": "some",
                "benefit_week": 6,
                "effects": [{"effect": slug, "answer": "yes"} for slug in dict.fromkeys(["nausea", effect.slug])],
            },
            {"drug": other.slug, "stage": "stopped", "stop_reason": "side_effect",
             "effects": [{"effect": "nausea", "answer": "no"}]},
        ],
        changes=[{"kind": "replaced", "from_drug": other.slug, "to_drug": "azathioprine", "reason": "side_effect"}],
        fact_checks=[{"quote": f"works in {i} weeks", "verdict": "mixed", "note": "Sources give other numbers.",
                      "sources": ["label", f"label-{i}"], "checked_on": "2026-11-01"}],
    )  # fmt: skip
