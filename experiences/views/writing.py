"""Takes somebody who writes from the text to the receipt. All that is written travels in the pages, from form to form."""

from django import forms
from django.conf import settings
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.cache import cache_control, never_cache
from django.views.decorators.http import require_http_methods

from experiences import limits, near_duplicates, networks, text_checks
from experiences.models import Thread
from experiences.views import kept
from experiences.writing import consent, errands, form_tokens, marked_text, sending, sent_fields, summary
from experiences.writing.choices import vocabulary
from experiences.writing.draft import Draft
from experiences.writing.forms import ConsentForm
from medications import help_lines

TOO_FAST = "That was very quick. Please look at it once more, and send it again."
FOR_MACHINES = "Something filled in a box that people do not see. We have emptied it. Please send it again."
TOO_OLD = "This page was open for a long time. Nothing is lost. Please send it again."


class WhereFrom(forms.Form):
    """The medicine whose page somebody came from."""

    drug = forms.SlugField(required=False, max_length=80)


# A draft that somebody goes back to must still stand in the browser, so these pages are not `no-store`.
def _is_a_page_to_write_on(view):
    return cache_control(private=True, no_cache=True)(require_http_methods(["GET", "HEAD", "POST"])(view))


@_is_a_page_to_write_on
def share(request):
    return _walk(request, errands.SHARE)


@_is_a_page_to_write_on
def ask(request):
    return _walk(request, errands.ASK)


@_is_a_page_to_write_on
def reply(request, pk):
    return _walk(request, errands.reply_in(get_object_or_404(Thread.objects.published(), pk=pk)))


def _walk(request, errand):
    if not settings.SHARING:
        return render(request, "experiences/write/closed.html", {"errand": errand})
    if request.method != "POST":
        return story_page(request, errand, errand.form(initial=_from_a_page(request)), {"token": form_tokens.fresh()})
    return take(request, errand, sent_fields.read(request.POST))


def _from_a_page(request):
    form = WhereFrom(request.GET)
    return {"medicines": form.cleaned_data["drug"].replace("-", " ")} if form.is_valid() else {}


def take(request, errand, data):
    """Answer a page that was sent in: the next page, or the same with what is wrong."""
    now = timezone.now()
    try:
        limits.spend("step", networks.network_of(request), now=now)
        return _next_page(request, errand, data, now)
    except limits.TooMany as refusal:
        return kept.ask_to_wait(request, refusal.wait, sent_fields.carried(data, seen=lambda key: False), data)


def _next_page(request, errand, data, now):
    pressed = data.get("do", "check")
    if pressed == "rewrite":
        return story_page(request, errand, errand.form(initial=data), data)
    form = errand.form(data)
    if not form.is_valid():
        return story_page(request, errand, form, data)
    story = form.cleaned_data["story"]
    if "seen_help" not in data and text_checks.speaks_of_a_crisis(_all_words(form, data)):
        return _help_page(request, errand, story, data)
    draft = Draft(data, vocabulary())
    if pressed == "check":
        draft.propose(
            sent_fields.proposal(
                story, form.cleaned_data["medicines"], thread=errand.thread, question=_question(errand, form)
            ),
            whose=form.cleaned_data["whose"],
        )
    _press(draft, pressed, data, whose=form.cleaned_data["whose"])
    is_checked = pressed in ("go_on", "send")
    draft.read(checked=is_checked)
    if not is_checked or any(one.errors for one in draft.forms):
        return _check_page(request, errand, form, draft)
    return (
        _before_sending(request, errand, form, draft, now)
        if pressed == "send"
        else _consent_page(request, errand, form, draft)
    )


def _question(errand, form):
    return form.cleaned_data.get("title", "") if errand.is_question else ""


def _all_words(form, data):
    """Return all that is written in words of their own; what helped is shown to readers as it stands, too."""
    written = (form.cleaned_data.get("title", ""), form.cleaned_data["story"], *sent_fields.what_helped(data))
    return "\n".join(filter(None, written))


def _press(draft, pressed, data, *, whose):
    """Do what a button of the check page asks for."""
    drug, effect, use = data.get("add_drug", ""), data.get("add_effect", ""), data.get("add_effect_to", "")
    if "drop" in data:
        draft.drop(data["drop"])
    elif pressed == "add_use" and drug in draft.vocabulary.drugs:
        draft.add_use(drug, whose=whose)
    elif pressed == "add_effect" and effect in draft.vocabulary.effects and f"{use}-drug" in draft.data:
        draft.add_effect(use, effect, answer=data.get("add_effect_answer", "yes"))
    elif pressed == "add_change":
        draft.add_change()


def _before_sending(request, errand, form, draft, now):
    """Send what was agreed to, or say what stands in the way."""
    agreed = ConsentForm(draft.data, about_another=_is_about_another(draft))
    if not agreed.is_valid():
        return _consent_page(request, errand, form, draft, agreed=agreed)
    if notice := _what_stands_in_the_way(draft.data):
        return _consent_page(request, errand, form, draft, agreed=agreed, notice=notice)
    source = networks.network_of(request)
    limits.spend("send", source, now=now)
    sent = sending.send(errand, form.cleaned_data, draft, agreed.cleaned_data, now=now)
    # Whoever has not seen the help page wrote nothing that leads to it.
    needs_help = "seen_help" in draft.data and text_checks.speaks_of_a_crisis(_all_words(form, draft.data))
    return _receipt(request, errand, sent, needs_help=needs_help)


def _what_stands_in_the_way(data):
    if data.pop("website", ""):
        return FOR_MACHINES
    if not form_tokens.secret(data.get("token", "")):
        data["token"] = form_tokens.fresh()
        return TOO_OLD
    return TOO_FAST if form_tokens.is_too_fast(data["token"]) else ""


def _is_about_another(draft):
    return any(one.whose == "other" for one in draft.experiences()) or draft.data.get("whose") == "other"


# The pages


def story_page(request, errand, form, data):
    carried = sent_fields.carried(data, seen=sent_fields.STORY.__contains__)
    errors = kept.summary_of([form])
    return render(
        request,
        "experiences/write/story.html",
        {"errand": errand, "form": form, "carried": carried, "errors": errors},
    )


def _help_page(request, errand, story, data):
    carried = sent_fields.carried(data | {"seen_help": "yes"}, seen=lambda key: False)
    return render(
        request,
        "experiences/write/help_first.html",
        {"errand": errand, "story": story, "carried": carried, "help": help_lines.sourced()},
    )


def _check_page(request, errand, form, draft):
    errors = kept.summary_of(draft.forms)
    return render(
        request,
        "experiences/write/check.html",
        {
            "errand": errand,
            "title": form.cleaned_data.get("title", ""),
            "marked": marked_text.mark(_all_words(form, draft.data)),
            "draft": draft,
            "drugs": draft.vocabulary.drug_choices(),
            "effects": draft.vocabulary.effects_by_system,
            "carried": sent_fields.carried(draft.data, seen=sent_fields.is_row),
            "errors": errors,
        },
    )


def _consent_page(request, errand, form, draft, *, agreed=None, notice=""):
    about_another = _is_about_another(draft)
    agreed = agreed or ConsentForm(about_another=about_another)
    errors = kept.summary_of([agreed])
    return render(
        request,
        "experiences/write/consent.html",
        {
            "errand": errand,
            "form": agreed,
            "terms": consent.TERMS,
            "marked": marked_text.mark(_all_words(form, draft.data)),
            "told": summary.summary(draft),
            "changes": summary.changes(draft),
            "questions": summary.questions(draft) if errand.is_question else [],
            "is_near": bool(near_duplicates.near(form.cleaned_data["story"], but=errand.post and errand.post.pk)),
            "carried": sent_fields.carried(draft.data, seen=sent_fields.CONSENT.__contains__),
            "errors": errors,
            "notice": notice,
        },
    )


@never_cache
def _receipt(request, errand, sent, *, needs_help):
    return render(
        request,
        "experiences/write/receipt.html",
        {
            "errand": errand,
            "code": sent.code,
            "days": settings.READ_WITHIN_DAYS,
            "help": help_lines.sourced() if needs_help else None,
        },
    )
