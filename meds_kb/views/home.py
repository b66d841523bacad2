"""Shows the first page: one search box, the medicines, and what people told and asked last."""

from django.shortcuts import render
from django.views.decorators.http import require_safe

from medications import lists
from meds_kb.said import asked, newest

NEWEST_POSTS, NEWEST_QUESTIONS = 6, 5


@require_safe
def home(request):
    medicines = [medicine for group in lists.medicines().values() for medicine in group]
    return render(
        request,
        "meds_kb/home.html",
        {
            "full": [medicine for medicine in medicines if medicine.is_full],
            "short": [medicine for medicine in medicines if not medicine.is_full and not medicine.is_related],
            "told": newest.told(NEWEST_POSTS),
            "questions": asked.newest(NEWEST_QUESTIONS),
        },
    )
