"""Knows what sources say of a drug: one table of sourced sentences, of many kinds.

One table, because a drug page shows every kind and must read them all, sources included, in two queries.
"""

from django.db import models
from django.db.models import F, Q

from medications import schedules
from medications.models.proxy_history import HistoryWithProxies


class FactQuerySet(models.QuerySet):
    def for_drug_page(self, drug):
        """Everything sourced about one drug, in the order of the page, with its sources: two queries."""
        return self.filter(drug=drug).for_readers().prefetch_related("sources")

    def for_readers(self):
        """Checked facts, and unchecked warnings: silence would be the greater harm (DESIGN 2)."""
        return (
            self.filter(Q(is_verified=True) | Q(kind__in=Fact.SHOWN_UNCHECKED))
            .select_related("other_drug", "test", "question", "side_effect")
            .order_by("kind", "position", "id")
        )

    def unchecked_warnings(self):
        """What the desk lists as work to do first."""
        return self.filter(is_verified=False, kind__in=Fact.SHOWN_UNCHECKED)

    def stale(self, today):
        return self.filter(check_again_on__lt=today)


class Fact(models.Model):
    """One sentence or two about one drug, and the sources that say it."""

    class Kind(models.TextChoices):
        PURPOSE = "purpose", "what it is for"
        MECHANISM = "mechanism", "how it works"
        LICENSED = "licensed", "licensed use"
        OFF_LABEL = "off_label", "use outside the licence"
        FORM = "form", "form it comes in"
        DOSE = "dose", "usual dose range"
        BOXED = "boxed", "boxed warning"
        GET_HELP = "get_help", "when to get help"
        INTERACTION = "interaction", "interaction"
        LOOK_ALIKE = "look_alike", "do not confuse with"
        TEST = "test", "test schedule"
        CLAIM = "claim", "answer to a question"
        RELATION = "relation", "relation to another drug"
        DISAGREEMENT = "disagreement", "where sources disagree"
        EFFECT_NOTE = "effect_note", "note on a side effect"

    SHOWN_UNCHECKED = (Kind.GET_HELP, Kind.BOXED, Kind.INTERACTION)

    class When(models.TextChoices):
        NOW = "now", "get help now"
        TODAY = "today", "call your team today"

    class Severity(models.TextChoices):
        MAJOR = "major", "major"
        MODERATE = "moderate", "moderate"
        MINOR = "minor", "minor"

    class Topic(models.TextChoices):
        PREGNANCY = "pregnancy", "pregnancy"
        BREASTFEEDING = "breastfeeding", "breastfeeding"
        FERTILITY = "fertility", "fertility"
        CONTRACEPTION = "contraception", "contraception"
        FLUIDS = "fluids", "drinking enough"

    class RelationType(models.TextChoices):
        COMBINED_WITH = "combined-with", "taken together with"
        STEROID_SPARING = "steroid-sparing", "helps lower the steroid"
        SEQUENCE = "sequence", "before or after"
        ALTERNATIVE_TO = "alternative-to", "instead of"
        ALTERNATIVE_IN_PREGNANCY = "alternative-in-pregnancy", "instead of, in pregnancy"
        COMPARED_EFFICACY = "compared-efficacy", "compared: how well it works"
        COMPARED_TOLERABILITY = "compared-tolerability", "compared: side effects"
        COMPARED_SPEED = "compared-speed", "compared: how fast it works"
        BASE_TREATMENT = "base-treatment", "the treatment it is added to"
        ACTIVE_FORM = "active-form", "its active form"
        SAME_ACTIVE_FORM = "same-active-form", "turns into the same substance"
        RELATED_MEDICINE = "related-medicine", "a related medicine"

    public = {
        "drug", "kind", "text", "sources", "is_verified", "population", "region", "advice", "when", "severity", "must_not_mix", "other_drug", "other_name",
        "form", "relation_type", "test", "before_start", "why", "question", "topic", "side_effect", "low", "high", "unit", "is_critical", "check_again_on",
        "due_weeks",
    }  # fmt: skip
    private = {"id", "position", "comment"}

    drug = models.ForeignKey("Drug", on_delete=models.CASCADE, related_name="facts")
    kind = models.CharField(max_length=14, choices=Kind)
    text = models.TextField(help_text="One or two plain sentences in our own words.")
    sources = models.ManyToManyField("Source", blank=True, related_name="facts")
    is_verified = models.BooleanField(
        "checked", default=True, help_text="Off while nobody has read the source. Hides all but warnings from readers."
    )
    population = models.CharField(max_length=200, blank=True, help_text="Who the source speaks of.")
    region = models.CharField(max_length=60, blank=True, help_text="Where it holds, such as UK. Empty: everywhere.")
    check_again_on = models.DateField(
        null=True, blank=True, help_text="After this day the fact is marked as due for another look."
    )
    position = models.PositiveSmallIntegerField(default=0)
    comment = models.TextField(blank=True, help_text="For curators. Never shown to readers.")

    when = models.CharField(max_length=5, choices=When, blank=True)
    severity = models.CharField(max_length=8, choices=Severity, blank=True)
    must_not_mix = models.BooleanField("must not be taken together", default=False)
    other_drug = models.ForeignKey(
        "Drug", null=True, blank=True, on_delete=models.PROTECT, related_name="facts_of_others"
    )
    other_name = models.CharField(
        max_length=120, blank=True, help_text="The other medicine, food or vaccine, as readers know it."
    )
    advice = models.TextField(blank=True, help_text="What is done about it. What a doctor may do is told as that.")
    form = models.CharField(max_length=40, blank=True, help_text="For look-alikes: brand, generic …")
    relation_type = models.CharField(max_length=26, choices=RelationType, blank=True)
    test = models.ForeignKey("Test", null=True, blank=True, on_delete=models.PROTECT, related_name="schedules")
    before_start = models.CharField("before the start", max_length=200, blank=True)
    due_weeks = models.CharField(
        "weeks when it is due",
        max_length=200,
        blank=True,
        validators=[schedules.check],
        help_text="For the calendar: the weeks after the start in which the source asks for it, such as: 2 4 6 10.",
    )
    why = models.TextField(blank=True)
    question = models.ForeignKey("Question", null=True, blank=True, on_delete=models.PROTECT, related_name="facts")
    topic = models.CharField(max_length=14, choices=Topic, blank=True)
    side_effect = models.ForeignKey("SideEffect", null=True, blank=True, on_delete=models.PROTECT, related_name="notes")
    low = models.DecimalField("from", max_digits=8, decimal_places=2, null=True, blank=True)
    high = models.DecimalField("to", max_digits=8, decimal_places=2, null=True, blank=True)
    unit = models.CharField(max_length=20, blank=True, help_text="What the two numbers count, such as: weeks.")
    is_critical = models.BooleanField("stands among the red flags", default=False)

    history = HistoryWithProxies()
    objects = FactQuerySet.as_manager()

    class Meta:
        ordering = ["kind", "position", "id"]
        verbose_name = "fact"
        constraints = [
            models.CheckConstraint(
                condition=~Q(text=""), name="fact_says_something", violation_error_message="Write what the source says."
            ),
            models.CheckConstraint(
                condition=Q(kind="get_help", when__in=("now", "today")) | (~Q(kind="get_help") & Q(when="")),
                name="help_says_when",
                violation_error_message="“When to get help” says when: now or today. A boxed warning says neither.",
            ),
            models.CheckConstraint(
                condition=~Q(kind__in=("interaction", "look_alike", "relation"))
                | Q(other_drug__isnull=False)
                | ~Q(other_name=""),
                name="fact_names_the_other",
                violation_error_message="Name the other one: choose one of our drugs, or write its name.",
            ),
            models.CheckConstraint(
                condition=~Q(kind="interaction") | ~Q(severity=""),
                name="interaction_has_severity",
                violation_error_message="Say how serious the interaction is.",
            ),
            models.CheckConstraint(
                condition=Q(kind="test", test__isnull=False) | (~Q(kind="test") & Q(test__isnull=True)),
                name="schedule_names_its_test",
                violation_error_message="Choose the test. No other kind of fact has one.",
            ),
            models.CheckConstraint(
                condition=Q(kind="test") | Q(due_weeks=""),
                name="only_a_schedule_is_due",
                violation_error_message="Only a test schedule is due in a week.",
            ),
            models.CheckConstraint(
                condition=~Q(kind="claim") | Q(question__isnull=False),
                name="claim_answers_a_question",
                violation_error_message="Choose the question that this answers.",
            ),
            models.CheckConstraint(
                condition=~Q(kind="effect_note") | Q(side_effect__isnull=False),
                name="effect_note_names_its_effect",
                violation_error_message="Choose the side effect that the note is about.",
            ),
            models.CheckConstraint(
                condition=~Q(kind="relation") | ~Q(relation_type=""),
                name="relation_has_a_type",
                violation_error_message="Say how the two drugs stand to each other.",
            ),
            models.CheckConstraint(
                condition=Q(other_drug__isnull=True) | ~Q(other_drug=F("drug")),
                name="fact_other_is_another",
                violation_error_message="The other drug is the same drug. Choose another.",
            ),
            models.CheckConstraint(
                condition=Q(low__isnull=True, high__isnull=True)
                # A CHECK lets NULL pass, so both ends say that they are there.
                | Q(high__gte=F("low"), low__isnull=False, high__isnull=False) & ~Q(unit=""),
                name="fact_range_has_unit",
                violation_error_message="Give both numbers, the smaller one first, and say what they count. For a single number write it twice.",
            ),
        ]
        indexes = [
            # The drug page: everything of one drug, kind by kind.
            models.Index(fields=["drug", "kind", "position"], name="fact_for_drug_page"),
            # The page of one question across all drugs.
            models.Index(fields=["question", "drug"], name="fact_for_question_page"),
            # The desk's list of facts due for another look.
            models.Index(fields=["check_again_on"], name="fact_due"),
        ]

    KINDS = Kind.values

    def __str__(self):
        return f"{self.drug} – {self.get_kind_display()}: {self.text[:60]}"

    def save(self, *args, **kwargs):
        self._take_only_kind()
        super().save(*args, **kwargs)

    def clean(self):
        self._take_only_kind()

    def validate_constraints(self, exclude=None):
        # A form for one kind does not ask for the kind, yet the rules that name it hold for what it saves.
        super().validate_constraints(exclude=set(exclude or ()) - ({"kind"} if self.kind else set()))

    def _take_only_kind(self):
        if not self.kind and len(self.KINDS) == 1:
            self.kind = self.KINDS[0]
