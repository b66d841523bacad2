"""Knows how made-up threads are drawn: varied, plausible, and the same for the same seed and the same knowledge."""

from datetime import UTC, datetime, timedelta
from itertools import accumulate
from random import Random

from experiences.synthetic import sentences as say
from experiences.told import ToldChange, ToldEffect, ToldExperience, ToldFollowUp, ToldPost, ToldThread

FIRST_DAY = datetime(2024, 1, 1, 8, tzinfo=UTC)
MINUTES = 1000 * 24 * 60  # over which threads are opened: fixed days, so that a seed gives the same dates for ever
LONG_THREAD = 60  # posts; one thread in five hundred is that long


class Odds:
    """Values with weights, drawn by one random number."""

    def __init__(self, /, **weights):
        self.values, self.sums = list(weights), list(accumulate(weights.values()))

    def draw(self, random):
        at = random.random() * self.sums[-1]
        return next(value for value, upto in zip(self.values, self.sums, strict=True) if at < upto)


STAGE = Odds(taking=60, stopped=24, starting=10, considering=6)
FIRST_STAGE = Odds(considering=50, starting=50)
WHOSE = Odds(self=90, other=10)
DURATION = Odds(
    **{"not_said": 20, "under_1_month": 12, "1_3_months": 18, "3_12_months": 20, "1_5_years": 18, "over_5_years": 8,
       "years": 4}
)  # fmt: skip
BENEFIT = Odds(not_said=30, a_lot=25, some=25, none=10, too_early=6, worse=4)
PROBLEMS = Odds(not_said=60, none=12, few=13, some=15)
REASON = Odds(
    not_said=15, did_not_work=20, side_effect=35, blood_count=8, pregnancy=6, cost=3, remission=8, other=5
)  # fmt: skip
SEVERITY = Odds(not_said=30, mild=35, moderate=25, severe=10)
BEGAN = Odds(not_said=25, weeks_1_2=30, weeks_3_4=18, weeks_5_8=12, weeks_9_12=5, later=10)
OUTCOME = Odds(not_said=30, passed=28, passed_dose=12, passed_stopped=10, still_there=20)
ATTRIBUTION = Odds(not_said=40, drug=35, illness=10, unsure=15)
CHANGE = Odds(replaced=50, added=25, stopped=15, dose_changed=10)


class Drawing:
    """One stream of made-up threads."""

    def __init__(self, known, *, seed):
        self.known, self.seed = known, seed
        self.random = Random(f"synthetic {seed}")  # noqa: S311  # a seed is the point
        self.chances = {
            (drug.slug, slug): (self.random.random() ** 2, 3 / (3 + place))
            for drug in known.drugs
            for place, (slug, _name) in enumerate(drug.effects)
        }
        self.drugs_weight = [0.8**place for place in range(len(known.drugs))]

    def threads(self, posts):
        """Yield ToldThreads that hold so many posts together."""
        number = 0
        while posts > 0:
            number += 1
            wanted = LONG_THREAD if self.random.random() < 0.002 else 1 + int(self.random.expovariate(0.25))
            size = min(posts, wanted)
            posts -= size
            yield self._thread(number, size)

    def _thread(self, number, size):
        drug = self._drug()
        opened = FIRST_DAY + timedelta(minutes=self.random.randrange(MINUTES))
        posts, at = [], opened
        for place in range(size):
            posts.append(self._post(drug, place, at))
            at += timedelta(minutes=30 + int(self.random.expovariate(1 / 1500)))
        effect = self._pick(drug.effects)[1]
        title = self._pick(say.TITLES).format(drug=self._spelling(drug), effect=effect)
        return ToldThread(
            title=title[:160],
            posts=tuple(posts),
            key=key(self.seed, number),
            origin="synthetic",
            tags=(drug.slug.replace("-", " "),) if number % 3 == 0 else (),
            opened_at=opened,
        )

    def _post(self, drug, place, at):
        """A thread opens with a question as often as with a story; one answer in ten tells nothing of its own."""
        if place == 0 and self.random.random() < 0.5:
            return self._question(drug, at)
        if place and self.random.random() < 0.1:
            return self._made([self._pick(say.REPLIES), self._life()], at)
        body, experiences, changes = [], [], []
        used = {}
        for told_of in self._drugs_of_post(drug):
            told = self._experience(told_of, STAGE.draw(self.random), body)
            experiences.append(told)
            used[told_of.slug] = told_of
        if self.random.random() < 0.15:
            changes.append(self._change(drug, experiences[0].whose, body))
        if self.random.random() < 0.5:
            body.append(self._life())
        kind = "reply" if place else "experience"
        return self._made(body, at, kind=kind, experiences=tuple(experiences), changes=tuple(changes))

    def _question(self, drug, at):
        stage = FIRST_STAGE.draw(self.random)
        body = [self._pick(say.ASKS).format(drug=self._spelling(drug)), self._pick(say.QUESTIONS)]
        if self.random.random() < 0.5:
            body.append(self._pick(say.FEARS).format(effect=self._pick(drug.effects)[1]))
        questions = (self._pick(self.known.questions),) if self.known.questions else ()
        told = ToldExperience(drug=drug.slug, stage=stage, condition=self._condition(body))
        return self._made(body, at, kind="question", questions=questions, experiences=(told,))

    def _made(self, body, at, *, kind="reply", **tells):
        paragraphs = [" ".join(body[first : first + 5]) for first in range(0, len(body), 5)]
        return ToldPost(body="\n\n".join(paragraphs), kind=kind, written_at=at, published_at=at, **tells)

    def _experience(self, drug, stage, body):
        whose = WHOSE.draw(self.random)
        stages = say.STAGES if whose == "self" else say.STAGES_OF_OTHERS
        body.append(self._pick(stages[stage]).format(drug=self._spelling(drug)))
        condition = self._condition(body)
        dose = self._dose(drug, body)
        if stage in ("considering", "starting"):
            return ToldExperience(drug=drug.slug, stage=stage, whose=whose, condition=condition, **dose)
        duration = DURATION.draw(self.random)
        if duration != "not_said":
            body.append(say.DURATIONS[duration])
        effects = self._effects(drug, stage, body)
        return ToldExperience(
            drug=drug.slug, stage=stage, whose=whose, condition=condition, duration=duration, effects=effects, **dose,
            **self._in_general(stage, body), follow_ups=self._follow_ups(stage),
        )  # fmt: skip

    def _in_general(self, stage, body):
        benefit, problems = BENEFIT.draw(self.random), PROBLEMS.draw(self.random)
        if benefit != "not_said":
            body.append(self._pick(say.BENEFITS[benefit]))
        if problems != "not_said":
            body.append(say.PROBLEMS[problems])
        said = {"benefit": benefit, "problems": problems}
        if benefit in ("a_lot", "some") and self.random.random() < 0.6:
            said["benefit_week"] = 1 + int(self.random.expovariate(1 / 7))
        if stage == "stopped":
            said["stop_reason"] = REASON.draw(self.random)
            if said["stop_reason"] != "not_said":
                body.append(say.REASONS[said["stop_reason"]])
        return said

    def _condition(self, body):
        if not self.known.conditions or self.random.random() < 0.3:
            return None
        place = min(int(self.random.expovariate(0.8)), len(self.known.conditions) - 1)
        slug, name = self.known.conditions[place]
        if self.random.random() < 0.7:
            body.append(self._pick(say.CONDITIONS).format(condition=name))
        return slug

    def _dose(self, drug, body):
        if self.random.random() < 0.4:
            return {}
        amount = self._pick(drug.doses)
        body.append(self._pick(say.DOSES).format(dose=f"{amount} {drug.dose_unit} {drug.dose_period}"))
        return {"dose_amount": amount, "dose_unit": drug.dose_unit, "dose_period": drug.dose_period}

    def _effects(self, drug, stage, body):
        found = []
        for _ in range(int(self.random.expovariate(0.6))):
            slug, name = drug.effects[min(int(self.random.expovariate(0.25)), len(drug.effects) - 1)]
            if all(slug != one.effect for one in found):
                found.append(self._effect(drug, slug, name, stage, body))
        return tuple(found)

    def _effect(self, drug, slug, name, stage, body):
        if self.random.random() > sum(self.chances[drug.slug, slug]) / 2:
            body.append(self._pick(say.NO).format(effect=name))
            return ToldEffect(effect=slug, answer="no")
        outcome = OUTCOME.draw(self.random)
        if outcome == "passed_stopped" and stage != "stopped":
            outcome = "passed"
        body.append(self._pick(say.YES).format(effect=name))
        if outcome != "not_said":
            body.append(say.OUTCOMES[outcome])
        return ToldEffect(
            effect=slug,
            answer="yes",
            severity=SEVERITY.draw(self.random),
            began=BEGAN.draw(self.random),
            outcome=outcome,
            attribution=ATTRIBUTION.draw(self.random),
            what_helped=self._pick(say.HELPED) if self.random.random() < 0.25 else "",
        )

    def _follow_ups(self, stage):
        if stage != "taking" or self.random.random() > 0.03:
            return ()
        day = (FIRST_DAY + timedelta(minutes=self.random.randrange(MINUTES))).date()
        return (ToldFollowUp(told_on=day, stage="taking", benefit="some"),)

    def _change(self, drug, whose, body):
        kind, other = CHANGE.draw(self.random), self._drug()
        if other is drug and kind in ("replaced", "added"):
            kind = "dose_changed"
        to = {"stopped": None, "dose_changed": drug}.get(kind, other)
        reason = "not_said" if kind == "added" else REASON.draw(self.random)
        names = {"from_drug": self._spelling(drug), "to_drug": self._spelling(to or drug)}
        body.append(say.CHANGES[kind].format(**names))
        return ToldChange(
            kind=kind,
            from_drug=drug.slug,
            to_drug=to and to.slug,
            reason=reason,
            side_effect=self._pick(drug.effects[:8])[0] if reason == "side_effect" else None,
            is_planned=self.random.random() < 0.1,
            whose=whose,
        )

    def _drugs_of_post(self, drug):
        other = self._drug() if self.random.random() < 0.15 else drug
        return [drug] if other is drug else [drug, other]

    def _life(self):
        # Most speak of the same few things, some of what nobody else does: as words are spread in any text.
        place = min(int(self.random.paretovariate(0.9)) - 1, len(say.THINGS) - 1)
        return self._pick(say.LIFE).format(thing=say.THINGS[place])

    def _drug(self):
        return self.random.choices(self.known.drugs, self.drugs_weight)[0]

    def _spelling(self, drug):
        return drug.spellings[min(int(self.random.expovariate(0.5)), len(drug.spellings) - 1)]

    def _pick(self, values):
        return values[int(self.random.random() * len(values))]


def key(seed, number):
    """Return the import key of one made-up thread."""
    return f"synthetic-{seed}-{number}"
