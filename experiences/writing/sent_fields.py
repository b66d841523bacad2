"""Knows the fields of a page that was sent in: which it carries on unseen, what was pressed, and what its text names."""

import re

from experiences.models import Mention
from experiences.writing.proposals import Proposal, ProposedUse, propose
from medications import asking, lexicon

PRESSED = {"do", "drop", "add_drug", "add_effect", "add_effect_to", "add_effect_answer", "csrfmiddlewaretoken"}
CONSENT = {"knows", "why_not_asked", "is_16", "agrees"}
STORY = {"title", "story", "whose", "medicines", "website"}
LONGEST = 20_000  # of any one field


def read(post):
    """Return the fields of a form as plain names and values, without NUL bytes, which no database takes."""
    return {key: value.replace("\x00", "")[: LONGEST + 2_000] for key, value in post.items() if len(key) < 80}


def carried(data, *, seen):
    """Return the fields that a page carries on unseen: all but what was pressed and what it shows."""
    return [(key, value) for key, value in data.items() if key not in PRESSED and not seen(key)]


def is_row(key):
    return key.startswith(("use-", "change-")) or key == "asks"


def proposal(story, medicines, *, thread=None, question=""):
    """Return what a text, and the names given beside it, seem to tell, and what a `question` in one sentence asks."""
    known = lexicon.current()
    drugs = frozenset(_named_in(thread)) if thread else frozenset()
    found = propose(story, known.find(story, thread_drugs=drugs))
    listed = [found.drug for found in found.uses]
    named = (known.resolve(part) for part in re.split(r",|;|\n|\band\b", medicines) if part.strip())
    slugs = dict.fromkeys(one.slug for one in named if one.kind == "drug")
    more = [ProposedUse(slug, "") for slug in slugs if slug not in listed]
    asked = asking.current().asked_in(question) if question else []
    return Proposal([*found.uses, *more], found.changes, next((one.slug for one in asked), ""))


def _named_in(thread):
    live = Mention.objects.live().filter(post__thread=thread, drug__isnull=False)
    return live.values_list("drug__slug", flat=True).distinct()


def what_helped(data):
    """Return what is written in the fields of side effects about what helped."""
    return [value.strip() for key, value in sorted(data.items()) if key.endswith("-what_helped")]
