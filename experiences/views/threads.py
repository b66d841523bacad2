"""Shows the threads: the list of them, and one with its posts."""

from django import forms
from django.core.validators import RegexValidator
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_safe

from experiences import thread_list, thread_page
from experiences.models import Thread

PLACE = RegexValidator(r"\A[0-9]{1,16}-[0-9]{1,18}\Z")


class ListForm(forms.Form):
    """What the list may be narrowed to, and where its page begins."""

    drug = forms.SlugField(required=False, max_length=80)
    topic = forms.SlugField(required=False, max_length=100, allow_unicode=True)
    before = forms.CharField(required=False, validators=[PLACE])

    def clean_before(self):
        before = self.cleaned_data["before"]
        return tuple(map(int, before.split("-"))) if before else None


class PageForm(forms.Form):
    """Where a long thread's page begins."""

    after = forms.IntegerField(required=False, min_value=0, max_value=1_000_000_000)


@require_safe
def experiences(request):
    form = ListForm(request.GET)
    if not form.is_valid():
        return render(request, "experiences/experiences.html", {"page": thread_list.read(), "unread": True}, status=400)
    return render(request, "experiences/experiences.html", {"page": thread_list.read(**form.cleaned_data)})


@require_safe
def thread(request, pk, slug):
    found = get_object_or_404(Thread.objects.published().with_last_place(), pk=pk)
    if slug != found.slug:
        return redirect(found, permanent=True)
    form = PageForm(request.GET)
    page = thread_page.read(found, after=form.cleaned_data["after"] or 0) if form.is_valid() else None
    if page is None:
        raise Http404
    return render(request, "experiences/thread.html", {"page": page})
