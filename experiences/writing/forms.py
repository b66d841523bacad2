"""Knows the fields in which people write here, what each takes, and the words for what is wrong."""

from django import forms

from experiences.writing import choices

LONGEST_STORY = 20_000
SHORTEST_STORY = 20


class StoryForm(forms.Form):
    """The text itself, and whose it is."""

    title = forms.CharField(
        label="A title, if you like",
        help_text="A few words, such as “Two years on Imuran”.",
        required=False,
        max_length=120,
    )
    story = forms.CharField(
        label="What happened?",
        help_text="Say which medicine it was, what it was for, what you felt, and how it went on. Leave out names, places and exact dates.",
        widget=forms.Textarea(attrs={"rows": 9}),
        min_length=SHORTEST_STORY,
        max_length=LONGEST_STORY,
        error_messages={
            "required": "Write what happened.",
            "min_length": "Write a little more, so that others can understand it.",
            "max_length": "This is longer than we can take. Please make it shorter.",
        },
    )
    whose = forms.ChoiceField(
        label="Who is it about?",
        choices=choices.WHOSE,
        widget=forms.RadioSelect,
        initial="self",
        error_messages={"required": "Say who it is about."},
    )
    medicines = forms.CharField(
        label="Which medicines, if you like",
        help_text="Any spelling will do. You can leave this empty.",
        required=False,
        max_length=200,
    )

    def clean_story(self):
        return self.cleaned_data["story"].replace("\r\n", "\n").strip()

    def clean_title(self):
        return " ".join(self.cleaned_data["title"].split())


class QuestionForm(StoryForm):
    """A question: its title is the question."""

    field_order = ["title", "story", "whose", "medicines"]

    def __init__(self, *args, **options):
        super().__init__(*args, **options)
        title, story = self.fields["title"], self.fields["story"]
        title.label, title.required = "Your question", True
        title.help_text = "One sentence, such as “How long did Imuran take to work for you?”"
        title.error_messages["required"] = "Write your question."
        story.label = "Tell a little more"
        story.help_text = "What are you taking, and what have you noticed? Leave out names, places and exact dates."
        story.error_messages["required"] = "Tell a little more, so that others can answer."


class ReplyForm(StoryForm):
    """An answer in a thread: the thread has its title."""

    def __init__(self, *args, **options):
        super().__init__(*args, **options)
        del self.fields["title"]
        self.fields["story"].label = "Your reply"
        self.fields[
            "story"
        ].help_text = (
            "Tell what happened to you. Do not tell others what to take or to stop. Leave out names and places."
        )
        self.fields["story"].error_messages["required"] = "Write your reply."


def _not_so(words):
    """Return the same plain words for whatever is wrong with a number."""
    codes = ("invalid", "min_value", "max_value", "max_digits", "max_decimal_places", "max_whole_digits")
    return dict.fromkeys(codes, words)


class UseForm(forms.Form):
    """One person's use of one drug."""

    drug = forms.CharField(widget=forms.HiddenInput)
    words = forms.CharField(widget=forms.HiddenInput, required=False, max_length=200)
    stage = forms.ChoiceField(
        label="Where are you with it?",
        choices=choices.STAGES,
        error_messages={"required": "Say where you are with this medicine."},
    )
    problems = forms.ChoiceField(label="Any problems with it, in general?", choices=choices.PROBLEMS, required=False)
    benefit = forms.ChoiceField(label="Did it help?", choices=choices.BENEFITS, required=False)
    benefit_week = forms.IntegerField(
        label="If it helped: after how many weeks?", min_value=0, max_value=520, required=False,
        error_messages=_not_so("Write the weeks as a number from 0 to 520, such as 6."),
    )  # fmt: skip
    condition = forms.ChoiceField(label="What is it for?", required=False)
    duration = forms.ChoiceField(label="How long did you take it?", choices=choices.DURATIONS, required=False)
    dose_amount = forms.DecimalField(
        label="How much?", min_value=0, max_digits=8, decimal_places=2, required=False,
        error_messages=_not_so("Write the dose as a number, such as 50 or 2.5."),
    )  # fmt: skip
    dose_unit = forms.ChoiceField(label="In what?", choices=choices.UNITS, required=False)
    dose_period = forms.ChoiceField(label="How often?", choices=choices.PERIODS, required=False)
    stop_reason = forms.ChoiceField(label="If you stopped: why?", choices=choices.STOP_REASONS, required=False)
    whose = forms.ChoiceField(label="Who took it?", choices=choices.WHOSE, required=False)

    more = ("benefit", "benefit_week", "condition", "duration", "dose_amount", "dose_unit", "dose_period", "stop_reason", "whose")  # fmt: skip

    def __init__(self, *args, vocabulary, **options):
        super().__init__(*args, **options)
        self.vocabulary = vocabulary
        self.fields["condition"].choices = vocabulary.condition_choices()
        for name in ("benefit_week", "dose_amount"):
            self.fields[name].widget.attrs["inputmode"] = "decimal"

    def clean_drug(self):
        if self.cleaned_data["drug"] not in self.vocabulary.drugs:
            raise forms.ValidationError("Choose a medicine from the list.")
        return self.cleaned_data["drug"]


class EffectForm(forms.Form):
    """A yes or a no to one side effect."""

    effect = forms.CharField(widget=forms.HiddenInput)
    words = forms.CharField(widget=forms.HiddenInput, required=False, max_length=200)
    answer = forms.ChoiceField(label="Did it happen?", choices=choices.ANSWERS, required=False)
    severity = forms.ChoiceField(label="How bad was it?", choices=choices.SEVERITIES, required=False)
    began = forms.ChoiceField(label="When did it begin?", choices=choices.BEGAN, required=False)
    outcome = forms.ChoiceField(label="What became of it?", choices=choices.OUTCOMES, required=False)
    attribution = forms.ChoiceField(label="Was it the medicine or lupus?", choices=choices.ATTRIBUTION, required=False)
    what_helped = forms.CharField(label="What helped?", max_length=160, required=False)

    more = ("severity", "began", "outcome", "attribution", "what_helped")

    def __init__(self, *args, vocabulary, **options):
        super().__init__(*args, **options)
        self.vocabulary = vocabulary

    def clean_effect(self):
        if self.cleaned_data["effect"] not in self.vocabulary.effects:
            raise forms.ValidationError("Choose a side effect from the list.")
        return self.cleaned_data["effect"]


class ChangeForm(forms.Form):
    """A step from one drug to another, to none, or to another dose of the same."""

    from_drug = forms.ChoiceField(label="From which medicine?")
    kind = forms.ChoiceField(label="What changed?", choices=choices.CHANGES)
    to_drug = forms.ChoiceField(label="To which medicine, if to another?", required=False)
    reason = forms.ChoiceField(label="Why?", choices=choices.STOP_REASONS, required=False)

    def __init__(self, *args, vocabulary, **options):
        super().__init__(*args, **options)
        for name in ("from_drug", "to_drug"):
            self.fields[name].choices = vocabulary.drug_choices()
        self.fields["from_drug"].error_messages["required"] = "Choose a medicine."

    def clean(self):
        first, other, kind = (self.cleaned_data.get(name) for name in ("from_drug", "to_drug", "kind"))
        if kind in choices.WITH_ANOTHER:
            if not other:
                self.add_error("to_drug", "Choose a medicine.")
            elif other == first:
                self.add_error("to_drug", "Choose another medicine than the first one.")
        elif other and other != first:
            self.add_error("to_drug", "Leave this empty, or say above that you went on to another medicine.")
        else:
            self.cleaned_data["to_drug"] = first if kind == choices.Change.Kind.DOSE_CHANGED else None


class AsksForm(forms.Form):
    """Which of the questions that people really ask a question is nearest to."""

    asks = forms.ChoiceField(
        label="Which of these is your question nearest to?",
        help_text="Then others with the same question find yours.",
        required=False,
    )

    def __init__(self, *args, vocabulary, **options):
        super().__init__(*args, **options)
        self.fields["asks"].choices = vocabulary.question_choices()


class ConsentForm(forms.Form):
    """What the writer agrees to. `whose` tells whether the story is somebody else's."""

    knows = forms.ChoiceField(
        label="Does the person you tell about know?",
        choices=[("yes", "Yes, they know that I tell this"), ("no", "No, I cannot ask them")],
        widget=forms.RadioSelect,
        error_messages={"required": "Say whether they know."},
    )
    why_not_asked = forms.CharField(label="If you cannot ask them: why?", max_length=200, required=False)
    is_16 = forms.BooleanField(label="I am 16 or older.", error_messages={"required": "You must be 16 or older to send this."})  # fmt: skip
    agrees = forms.BooleanField(label="I have read this, and I agree.", error_messages={"required": "We can take it only if you agree."})  # fmt: skip

    def __init__(self, *args, about_another, **options):
        super().__init__(*args, **options)
        if not about_another:
            del self.fields["knows"], self.fields["why_not_asked"]

    def clean(self):
        if self.cleaned_data.get("knows") == "no" and not self.cleaned_data.get("why_not_asked", "").strip():
            self.add_error("why_not_asked", "Say in a few words why you cannot ask them.")


class CodeForm(forms.Form):
    """The code an author came back with."""

    code = forms.CharField(
        label="Your code",
        help_text="Big or small letters, with or without the dashes.",
        max_length=80,
        widget=forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "characters", "spellcheck": "false"}),
        error_messages={"required": "Write your code."},
    )


class ReportForm(forms.Form):
    """Why a post should be looked at again."""

    category = forms.ChoiceField(
        label="What is wrong?",
        choices=choices.REPORTS,
        widget=forms.RadioSelect,
        error_messages={"required": "Say what is wrong."},
    )
    words = forms.CharField(
        label="Tell us more, if you like",
        help_text="A moderator reads this. Do not write who you are.",
        widget=forms.Textarea(attrs={"rows": 4}),
        max_length=1000,
        required=False,
    )


class FollowUpForm(forms.Form):
    """News of a use that was told before."""

    experience = forms.ChoiceField(label="Which medicine?", error_messages={"required": "Choose a medicine."})
    stage = forms.ChoiceField(
        label="Where are you with it now?",
        choices=choices.STAGES,
        error_messages={"required": "Say where you are with this medicine now."},
    )
    benefit = forms.ChoiceField(label="Does it help?", choices=choices.BENEFITS, required=False)
    problems = forms.ChoiceField(label="Any problems with it, in general?", choices=choices.PROBLEMS, required=False)

    def __init__(self, *args, uses, **options):
        super().__init__(*args, **options)
        self.fields["experience"].choices = [(str(pk), name.capitalize()) for pk, name in uses]
