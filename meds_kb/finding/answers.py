"""Knows which pages answer a query, best first: a pair, a comparison, a switch or a question before its parts."""

from dataclasses import dataclass

from django.urls import reverse
from django.utils.http import urlencode

from experiences.word_stems import SAY_LITTLE
from medications import near_names
from medications.matching import fold
from medications.meanings import MODELS, meaning, meanings
from medications.models import Question
from meds_kb.finding import results
from meds_kb.finding.results import Result

MOST_PAIRS, MOST_COMPARED = 6, 4
SWITCHING, MIXING, STOPPING = "switching-and-adding", "with-other-drugs", "tapering-and-stopping"


@dataclass(frozen=True, slots=True)
class Correction:
    """Words that were read in another spelling: as typed, and the name they were read as."""

    typed: str
    name: str


def answer(read):
    """Return (the results that are pages of the site, the corrections) for a Reading: eight queries at most."""
    if read.unsure and read.is_whole:
        return [results.of_meaning(one) for one in meanings(read.unsure, read.query)], []
    named = read.named + _near(read)
    found = _Found(read, named)
    ordered = found.of_several_drugs() if len(found.drugs) > 1 else found.of_one_thing()
    ordered += [results.of_meaning(one) for one in meanings(read.unsure, read.query)] if read.unsure else []
    return list({one.url.partition("#")[0]: one for one in reversed(ordered)}.values())[::-1], found.corrections()


def _near(read):
    """Return the things a name of which holds all the words left, though it is not the name, or else drugs of a class.

    Nothing where more than one drug is named, or what is asked of it is known.
    """
    if read.questions or len(read.named) > 1 or any(kind != "drug" for kind, _slug in read.named):
        return []
    words = [word for word in fold(read.rest).split() if len(word) > 1 and word not in SAY_LITTLE]
    return near_names.holding(words) or ([] if read.named else near_names.of_class(words))


class _Found:
    """The rows of what a query names, and the pages that each combination of them makes."""

    def __init__(self, read, named):
        self.read = read
        self.rows = {
            (kind, row.slug): row
            for kind, model in MODELS.items()
            if (slugs := [slug for kind_of_it, slug in named if kind_of_it == kind])
            for row in model.objects.filter(slug__in=slugs)
        }
        self.named = [pair for pair in named if pair in self.rows]
        self.drugs = [self.rows[pair] for pair in self.named if pair[0] == "drug"]
        self.effects = [self.rows[pair] for pair in self.named if pair[0] == "side_effect"]
        self.brands = results.brands([drug.slug for drug in self.drugs]) if self.drugs else {}
        self.questions = self._questions()

    def _questions(self):
        """Return the questions that are asked, those that a drug of ours beside another asks among them."""
        slugs = [one.slug for one in self.read.questions]
        if self.read.asks_dose and "taper" in self.read.query.lower() and STOPPING not in slugs:
            slugs = [STOPPING, *slugs]
        if len(self.drugs) > 1:
            own = [SWITCHING] if self.read.switches else [MIXING] if self.read.together else []
            slugs = own + [slug for slug in slugs if slug not in own]
        elif self.drugs and self.read.other_drugs and MIXING not in slugs:
            slugs = [MIXING, *slugs]
        rows = {one.slug: one for one in Question.objects.filter(slug__in=slugs)} if slugs else {}
        drug = self.drugs[0] if len(self.drugs) == 1 else None
        return [results.of_question(rows[slug], drug) for slug in slugs if slug in rows]

    def of_several_drugs(self):
        """Return what stands for several drugs: a switch where one is spoken of, what mixes, or them side by side."""
        beside, parts = results.of_comparison(self.drugs[:MOST_COMPARED]), self._parts()
        if self.read.switches and not self.read.compares:
            return [_switch(*self.drugs[:2]), beside, *self.questions, *parts]
        if self.read.together and not self.read.compares:
            return [*self.questions[:1], beside, *self._pairs(), *parts, *self.questions[1:]]
        return [beside, *self._pairs(), *parts, *self.questions]

    def of_one_thing(self):
        """Return what stands for one drug or none: its pair with an effect, the questions, and each by itself."""
        pairs, questions, parts = self._pairs(), self.questions, self._parts()
        if pairs and (len(self.effects) == 1 or not questions):
            return [pairs[0], *questions[:1], *pairs[1:], *parts, *questions[1:]]
        if self.drugs and self.read.asks_effects:
            return [*parts, *questions]
        if self.drugs:
            return [*questions[:1], *pairs, *questions[1:], *parts]
        return [*parts[:1], *questions[:1], *parts[1:], *questions[1:]]

    def _pairs(self):
        counted = [drug for drug in self.drugs if drug.is_counted]
        return [results.of_pair(drug, effect) for drug in counted for effect in self.effects][:MOST_PAIRS]

    def _parts(self):
        return [self._part(kind, slug) for kind, slug in self.named]

    def _part(self, kind, slug):
        row, typed = self.rows[kind, slug], self.read.typed.get((kind, slug), "")
        brands = self.brands.get(slug, ()) if kind == "drug" else ()
        brand = results.nearest(typed, [row.name, *brands]) if brands else ""
        brand = brands[0] if brands and brand == row.name else brand
        return results.of_meaning(meaning(kind, row), typed=typed, brand=brand)

    def corrections(self):
        """Return what was read in another spelling, with the name that comes nearest to it."""
        return [Correction(typed, self._nearest_name(*pair, typed)) for pair, typed in self._respelt()]

    def _respelt(self):
        return [(pair, typed) for pair, typed in self.read.respelt.items() if pair in self.rows]

    def _nearest_name(self, kind, slug, typed):
        row = self.rows[kind, slug]
        return results.nearest(typed, [row.name, *self.brands.get(slug, ())]) if kind == "drug" else row.plain_name


def _switch(first, second):
    return Result(
        url=f"{reverse('switches')}?{urlencode({'from': first.slug, 'to': second.slug})}",
        title=f"From {first.name} to {second.name}",
        kind="switches people made",
        text="Who changed from one to the other, and why.",
    )
