"""Shows the questions people ask: all of them beside all medicines, and one across all medicines."""

from django.shortcuts import get_object_or_404, render
from django.utils.timezone import localdate
from django.views.decorators.http import require_safe

from medications.models import Question
from meds_kb import questions_page


@require_safe
def questions(request):
    return render(request, "meds_kb/questions.html", {"grid": questions_page.read_grid()})


@require_safe
def question(request, slug):
    found = get_object_or_404(Question, slug=slug)
    return render(request, "meds_kb/question.html", {"page": questions_page.read(found, localdate())})
