"""Knows what a post tells: one person's use of one drug, and what happened on it."""

from django.db import models
from django.db.models import Case, Exists, OuterRef, Q, When


class ExperienceQuerySet(models.QuerySet):
    def published(self):
        return self.filter(post__status="published")

    def counted(self):
        """Those in a denominator: public, at stage taking or stopped (DESIGN 6, rule 17)."""
        return self.published().filter(stage__in=Experience.COUNTED_STAGES)

    def with_counts_once(self):
        """Annotate `counts_once`: False where the same author told the same use in an earlier public experience."""
        earlier = Experience.objects.published().filter(
            post__author=OuterRef("post__author"), drug=OuterRef("drug"), whose=OuterRef("whose"), id__lt=OuterRef("id")
        )
        # CASE, not OR: SQLite works out both sides of an OR, and would look for the earlier ones of nobody.
        once = Case(When(post__author=None, then=True), default=~Exists(earlier), output_field=models.BooleanField())
        return self.annotate(counts_once=once)

    def counting_once(self):
        """Leave out each use that the same author told in an earlier experience which is public, too."""
        return self.with_counts_once().filter(counts_once=True)

    def for_drug_page(self, drug, *, limit):
        """The newest public experiences of one drug with what the page shows of them: two queries."""
        return (
            self.published()
            .filter(drug=drug)
            .select_related("post__thread", "condition")
            .prefetch_related("effects__side_effect")
            .order_by("-post__published_at", "-id")[:limit]
        )


class Experience(models.Model):
    """One person's use of one drug, told in a post. The unit that is counted."""

    class Whose(models.TextChoices):
        SELF = "self", "about the writer"
        OTHER = "other", "about someone the writer cares for"

    class Stage(models.TextChoices):
        CONSIDERING = "considering", "thinking about it"
        STARTING = "starting", "about to start or just started"
        TAKING = "taking", "taking it"
        STOPPED = "stopped", "stopped"

    COUNTED_STAGES = (Stage.TAKING, Stage.STOPPED)

    class Benefit(models.TextChoices):
        NOT_SAID = "not_said", "not said"
        A_LOT = "a_lot", "helped a lot"
        SOME = "some", "helped some"
        NONE = "none", "did not help"
        TOO_EARLY = "too_early", "too early to say"
        WORSE = "worse", "got worse"

    class Problems(models.TextChoices):
        NOT_SAID = "not_said", "not said"
        NONE = "none", "no problems"
        FEW = "few", "few problems"
        SOME = "some", "some problems"

    class Duration(models.TextChoices):
        NOT_SAID = "not_said", "not said"
        UNDER_1_MONTH = "under_1_month", "less than a month"
        MONTHS_1_TO_3 = "1_3_months", "1 to 3 months"
        MONTHS_3_TO_12 = "3_12_months", "3 to 12 months"
        YEARS_1_TO_5 = "1_5_years", "1 to 5 years"
        OVER_5_YEARS = "over_5_years", "more than 5 years"
        YEARS = "years", "years, not said how many"

    class StopReason(models.TextChoices):
        NOT_SAID = "not_said", "not said"
        DID_NOT_WORK = "did_not_work", "it did not work"
        SIDE_EFFECT = "side_effect", "a side effect"
        BLOOD_COUNT = "blood_count", "a blood count"
        PREGNANCY = "pregnancy", "a pregnancy plan"
        COST = "cost", "cost"
        REMISSION = "remission", "remission"
        OTHER = "other", "another reason"

    public = {
        "post", "drug", "whose", "stage", "dose_amount", "dose_unit", "dose_period", "duration", "duration_words", "condition", "benefit", "benefit_week",
        "problems", "stop_reason",
    }  # fmt: skip
    private = {"id"}

    post = models.ForeignKey("Post", on_delete=models.CASCADE, related_name="experiences")
    drug = models.ForeignKey("medications.Drug", on_delete=models.PROTECT, related_name="experiences")
    whose = models.CharField(max_length=5, choices=Whose, default=Whose.SELF)
    stage = models.CharField(max_length=11, choices=Stage)
    dose_amount = models.DecimalField(max_digits=8, decimal_places=2, null=True, blank=True)
    dose_unit = models.CharField(max_length=8, blank=True, default="", help_text="mg, g, mg/kg …")
    dose_period = models.CharField(max_length=12, blank=True, default="", help_text="a day, a week, a dose …")
    duration = models.CharField(max_length=14, choices=Duration, default=Duration.NOT_SAID)
    duration_words = models.CharField(max_length=80, blank=True, help_text="As the person put it, such as: for years.")
    condition = models.ForeignKey(
        "medications.Condition", null=True, blank=True, on_delete=models.PROTECT, related_name="experiences"
    )
    benefit = models.CharField(max_length=9, choices=Benefit, default=Benefit.NOT_SAID)
    benefit_week = models.PositiveSmallIntegerField(
        null=True, blank=True, help_text="The week on the drug in which it was first felt."
    )
    problems = models.CharField(
        max_length=8,
        choices=Problems,
        default=Problems.NOT_SAID,
        help_text="In general. It is a yes or no to no named effect.",
    )
    stop_reason = models.CharField(max_length=12, choices=StopReason, blank=True, default="")

    objects = ExperienceQuerySet.as_manager()

    class Meta:
        ordering = ["post", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["post", "drug", "whose"],
                name="one_use_counts_once_per_post",
                violation_error_message="One person's use of one drug stands once in a post.",
            ),
            models.CheckConstraint(
                condition=Q(dose_amount__isnull=True) | (Q(dose_amount__gt=0) & ~Q(dose_unit="")),
                name="dose_has_amount_and_unit",
                violation_error_message="A dose has an amount above 0 and a unit, such as mg.",
            ),
            models.CheckConstraint(
                condition=Q(stop_reason="") | Q(stage="stopped"),
                name="only_a_stopped_use_has_a_reason",
                violation_error_message="Only somebody who stopped has a reason for stopping.",
            ),
            models.CheckConstraint(
                condition=Q(benefit_week__isnull=True) | Q(benefit__in=("a_lot", "some")),
                name="benefit_week_needs_a_benefit",
                violation_error_message="A week of first benefit is given only where it helped some or a lot.",
            ),
        ]
        indexes = [
            # The drug page's newest experiences.
            models.Index(fields=["drug", "-id"], name="experience_of_drug"),
            # The same for people like me: the newest with one attribute, however few they are among a million.
            models.Index(fields=["drug", "condition", "-id"], name="experience_by_condition"),
            models.Index(fields=["drug", "duration", "-id"], name="experience_by_duration"),
            models.Index(fields=["drug", "whose", "-id"], name="experience_by_whose"),
            models.Index(fields=["drug", "dose_amount"], name="experience_by_dose"),
        ]

    def __str__(self):
        return f"{self.drug}, {self.get_stage_display()}"

    @property
    def is_counted(self):
        return self.stage in self.COUNTED_STAGES


class FollowUp(models.Model):
    """What the same person added later about the same use; the experience still counts once."""

    public = {"experience", "told_on", "stage", "benefit", "problems"}
    private = {"id"}

    experience = models.ForeignKey("Experience", on_delete=models.CASCADE, related_name="follow_ups")
    told_on = models.DateField()
    stage = models.CharField(max_length=11, choices=Experience.Stage)
    benefit = models.CharField(max_length=9, choices=Experience.Benefit, default=Experience.Benefit.NOT_SAID)
    problems = models.CharField(max_length=8, choices=Experience.Problems, default=Experience.Problems.NOT_SAID)

    class Meta:
        ordering = ["told_on", "id"]
        constraints = [models.UniqueConstraint(fields=["experience", "told_on"], name="one_follow_up_a_day")]

    def __str__(self):
        return f"Follow-up on {self.told_on}"


class ReportedEffect(models.Model):
    """A yes or a no of one experience to one side effect. Not mentioned is no row at all."""

    class Answer(models.TextChoices):
        YES = "yes", "yes"
        NO = "no", "no"

    class Severity(models.TextChoices):
        NOT_SAID = "not_said", "not said"
        MILD = "mild", "mild"
        MODERATE = "moderate", "moderate"
        SEVERE = "severe", "severe"

    class Began(models.TextChoices):
        NOT_SAID = "not_said", "not said"
        WEEKS_1_2 = "weeks_1_2", "weeks 1 to 2"
        WEEKS_3_4 = "weeks_3_4", "weeks 3 to 4"
        WEEKS_5_8 = "weeks_5_8", "weeks 5 to 8"
        WEEKS_9_12 = "weeks_9_12", "weeks 9 to 12"
        LATER = "later", "later"

    class Outcome(models.TextChoices):
        NOT_SAID = "not_said", "not said"
        PASSED = "passed", "passed by itself"
        PASSED_DOSE = "passed_dose", "passed after a dose change"
        PASSED_STOPPED = "passed_stopped", "passed after stopping"
        STILL_THERE = "still_there", "still there"

    class Attribution(models.TextChoices):
        NOT_SAID = "not_said", "not said"
        DRUG = "drug", "the drug"
        ILLNESS = "illness", "the illness"
        UNSURE = "unsure", "not sure"

    public = {"experience", "side_effect", "answer", "severity", "began", "outcome", "attribution", "what_helped"}
    private = {"id"}

    experience = models.ForeignKey("Experience", on_delete=models.CASCADE, related_name="effects")
    side_effect = models.ForeignKey("medications.SideEffect", on_delete=models.PROTECT, related_name="reports")
    answer = models.CharField(max_length=3, choices=Answer)
    severity = models.CharField(max_length=8, choices=Severity, default=Severity.NOT_SAID)
    began = models.CharField(max_length=10, choices=Began, default=Began.NOT_SAID)
    outcome = models.CharField(max_length=14, choices=Outcome, default=Outcome.NOT_SAID)
    attribution = models.CharField("drug or lupus?", max_length=8, choices=Attribution, default=Attribution.NOT_SAID)
    what_helped = models.CharField(max_length=160, blank=True)

    class Meta:
        ordering = ["experience", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["experience", "side_effect"],
                name="one_answer_per_effect",
                violation_error_message="This effect is answered already.",
            ),
            models.CheckConstraint(
                condition=Q(answer="yes")
                | Q(severity="not_said", began="not_said", outcome="not_said", attribution="not_said", what_helped=""),
                name="a_no_has_no_course",
                violation_error_message="A “no” has no severity, start, outcome, cause or help.",
            ),
        ]
        indexes = [
            # The pair page: reports of one effect.
            models.Index(fields=["side_effect", "answer", "experience"], name="reported_effect_by_effect"),
        ]

    def __str__(self):
        return f"{self.side_effect}: {self.answer}"
