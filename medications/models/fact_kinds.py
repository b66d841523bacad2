"""Knows each kind of fact under its own name: a proxy of `Fact` that reads and makes only its own rows."""

from django.db import models

from medications.models.facts import Fact, FactQuerySet


class OfKind(models.Manager.from_queryset(FactQuerySet)):
    """Reads and makes only the rows of its proxy's kinds."""

    def get_queryset(self):
        return super().get_queryset().filter(kind__in=self.model.KINDS)


class Warning(Fact):
    """When to get help, and the boxed warnings of a label."""

    KINDS = ("get_help", "boxed")
    objects = OfKind()

    class Meta:
        proxy = True


class Interaction(Fact):
    """What does not go together with a drug."""

    KINDS = ("interaction",)
    objects = OfKind()

    class Meta:
        proxy = True


class LookAlike(Fact):
    """What a drug is mistaken for."""

    KINDS = ("look_alike",)
    objects = OfKind()

    class Meta:
        proxy = True
        verbose_name = "look-alike"


class DrugUse(Fact):
    """What a drug is for, how it works, in what form and dose it is used."""

    KINDS = ("purpose", "mechanism", "licensed", "off_label", "form", "dose")
    objects = OfKind()

    class Meta:
        proxy = True
        verbose_name = "use or form"
        verbose_name_plural = "uses and forms"


class TestSchedule(Fact):
    """Which test is done when, and why."""

    __test__ = False
    KINDS = ("test",)
    objects = OfKind()

    class Meta:
        proxy = True
        verbose_name = "test schedule"


class Claim(Fact):
    """One source's answer to one of the questions, for one drug."""

    KINDS = ("claim",)
    objects = OfKind()

    class Meta:
        proxy = True


class Relation(Fact):
    """How a drug stands to another one."""

    KINDS = ("relation",)
    objects = OfKind()

    class Meta:
        proxy = True


class Disagreement(Fact):
    """Where sources contradict each other, said in the open."""

    KINDS = ("disagreement",)
    objects = OfKind()

    class Meta:
        proxy = True


class EffectNote(Fact):
    """What a source adds about one effect of a drug."""

    KINDS = ("effect_note",)
    objects = OfKind()

    class Meta:
        proxy = True
        verbose_name = "note on a side effect"
        verbose_name_plural = "notes on side effects"
