"""Shows every shared part of the pages in every state, to whoever works on their looks. Exists only with DEBUG."""

from django.shortcuts import render
from django.views.decorators.http import require_safe

from experiences.thread_cards import ThreadCard
from medications.help_lines import COUNTRIES, ELSEWHERE, Cited, HelpLines
from medications.lists import Entry, Medicine
from meds_kb.breadcrumb import Step
from meds_kb.help_now import CARDS
from meds_kb.said.counts import Counts
from meds_kb.said.newest import Told
from meds_kb.said.stories import Story

HERE = "#main"
MEDICINE = Medicine("Azathioprine", HERE, ("Imuran", "Azasan"), "It keeps lupus quiet.", is_full=True, is_related=False)
FULL_STORY = Story(
    url=HERE, drug="azathioprine", stage="stopped", whose="first-hand", dose="50 mg a day", duration="for years", condition="lupus",
    problems="few problems", benefit="helped some", excerpt="I have used it for years …", effects=["nausea (passed by itself)", "no hair loss"],
)  # fmt: skip
SHORT_STORY = Story(
    url=HERE, drug="prednisone", stage="taking it", whose="told for someone else", dose="", duration="", condition="",
    problems="", benefit="", excerpt="",
)  # fmt: skip
SOURCE = Cited("When to call", HERE, "23 November 2026")
SAMPLES = {
    "steps": [Step("Medicines", HERE), Step("azathioprine", HERE)],
    "cards": CARDS,
    "help": [HelpLines(COUNTRIES, ELSEWHERE, SOURCE, (SOURCE,)), HelpLines((), (), None, ())],
    "counts": [Counts(), Counts(yes=1, no=2, counted=4), Counts(yes=2, no=7, counted=20)],
    "words": ["feeling sick", "nausea"],
    "filled": [0, 1, 30, 100],
    "entries": [Entry("Blood count", HERE, "full blood count", "It counts cells."), Entry("Eye check", HERE, "")],
    "medicines": [MEDICINE, Medicine("Prednisolone", HERE, (), "", is_full=False, is_related=True)],
    "stories": [FULL_STORY, SHORT_STORY],
    "told": [Told(HERE, "azathioprine, prednisone", "first-hand", "I took both …", [FULL_STORY, SHORT_STORY])],
    "threads": [
        ThreadCard(HERE, "What to expect?", "retold from a public lupus forum", "6 posts", "23 November 2026", ["azathioprine"]),
        ThreadCard(HERE, "A thread", "written here", "1 post", ""),
    ],
}  # fmt: skip


@require_safe
def gallery(request):
    return render(request, "meds_kb/gallery.html", SAMPLES)
