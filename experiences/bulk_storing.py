"""Knows how very many told threads become public at once: the rows the verbs would write, in the name of the site.

Mentions are found sentence by sentence, and each sentence once: right only for texts whose sentences stand alone, as
those of made-up posts do.
"""

import re
from collections import defaultdict
from itertools import islice

from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from django.utils.text import slugify
from taggit.models import Tag, TaggedItem

from experiences import bulk_rows, search_index, tallies
from experiences.cells import Report, Step, Use, cells_of_step
from experiences.models import (
    Change,
    Decision,
    Experience,
    FollowUp,
    IndexedPost,
    Mention,
    Post,
    ReportedEffect,
    Thread,
)
from experiences.told_rows import SAME_IN_CHANGE, SAME_IN_EFFECT, SAME_IN_EXPERIENCE, SAME_IN_FOLLOW_UP, Ids
from medications import lexicon
from medications.models import Condition, Drug, Question, SideEffect, Test, site_version
from medications.site_account import site_account

CHUNK = 2_000  # threads in one transaction
PostQuestion = Post.questions.through
TARGETS = {"drug": (0, Drug), "side_effect": (1, SideEffect), "test": (2, Test), "condition": (3, Condition)}
COLUMNS = {
    Thread: ("id", "title", "slug", "origin", "opened_at", "published_posts", "last_published_at", "import_key"),
    TaggedItem: ("tag_id", "content_type_id", "object_id"),
    Post: ("id", "thread_id", "position", "kind", "body", "status", "written_at", "published_at"),
    PostQuestion: ("post_id", "question_id"),
    Experience: ("id", "post_id", "drug_id", "condition_id", *SAME_IN_EXPERIENCE),
    ReportedEffect: ("experience_id", "side_effect_id", *SAME_IN_EFFECT),
    FollowUp: ("experience_id", *SAME_IN_FOLLOW_UP),
    Change: ("post_id", "from_drug_id", "to_drug_id", "side_effect_id", *SAME_IN_CHANGE),
    Mention: ("post_id", "start", "end", "surface", "assertion", "reason", "drug_id", "side_effect_id", "test_id",
              "condition_id"),
    Decision: ("post_id", "verb", "from_status", "to_status", "by_id", "at"),
}  # fmt: skip
SAID = (
    "whose", "stage", "duration", "condition", "dose_amount", "dose_unit", "dose_period", "benefit", "benefit_week",
    "problems", "stop_reason",
)  # fmt: skip
WITH_IDS_BY_HAND = (Thread, Post, Experience)
SENTENCE = re.compile(r"[^.?!\n]+[.?!]*")


def store(threads, *, progress=lambda _posts: None):
    """Publish told threads and count what they tell, many in one transaction; `progress` hears of each lot of posts.

    Whatever stops it half way leaves whole threads, and tallies that are right.
    """
    threads, ids, find = iter(threads), Ids(), Finder()
    while chunk := list(islice(threads, CHUNK)):
        with transaction.atomic():
            site_version.bump()  # first: every verb waits for this row
            lot = _Lot(ids, find, by=site_account().pk)
            for told in chunk:
                lot.add(told)
            lot.write()
        progress(sum(len(told.posts) for told in chunk))
    bulk_rows.analyze(*COLUMNS, IndexedPost)


class Finder:
    """Finds the mentions of a text by its sentences; what a sentence names is looked for once."""

    def __init__(self):
        self.lexicon = lexicon.current()
        self.found = {}

    def __call__(self, body):
        for sentence in SENTENCE.finditer(body):
            text, start = sentence[0], sentence.start()
            found = self.found.get(text)
            if found is None:
                found = self.found[text] = self.lexicon.find(text)
            for one in found:
                yield start, one


class _Lot:
    """The rows of one transaction."""

    def __init__(self, ids, find, *, by):
        self.ids, self.find, self.by = ids, find, by
        self.counted = set(Drug.objects.counted().values_list("pk", flat=True))
        self.rows = defaultdict(list)
        self.sums = tallies.Sums()
        self.next = {model: bulk_rows.next_id(model) for model in WITH_IDS_BY_HAND}
        self.content_type = ContentType.objects.get_for_model(Thread).pk
        self.tags = {}

    def add(self, told):
        thread = self._new_id(Thread)
        slug = slugify(told.title)[:80].strip("-") or "thread"
        last = max(post.published_at for post in told.posts)
        self.rows[Thread].append(
            (thread, told.title, slug, told.origin, told.opened_at, len(told.posts), last, told.key)
        )
        for name in told.tags:
            self.rows[TaggedItem].append((self._tag(name), self.content_type, thread))
        for position, post in enumerate(told.posts, 1):
            self._add_post(thread, position, post, told.origin)

    def write(self):
        for model, columns in COLUMNS.items():
            if rows := self.rows[model]:
                bulk_rows.write(model, columns, rows)
        bulk_rows.settle_ids(*WITH_IDS_BY_HAND)
        tallies.add(self.sums.total())
        search_index.refresh(row[0] for row in self.rows[Post])

    def _add_post(self, thread, position, told, origin):
        post, at = self._new_id(Post), told.published_at
        self.rows[Post].append((post, thread, position, told.kind, told.body, "published", told.written_at, at))
        self.rows[PostQuestion] += [(post, self.ids(Question, slug)) for slug in told.questions]
        self.rows[Decision].append((post, "submit", "", "waiting", self.by, told.written_at))
        self.rows[Decision].append((post, "publish", "waiting", "published", self.by, at))
        for one in told.experiences:
            self._add_experience(post, one, told, origin)
        for one in told.changes:
            self._add_change(post, one)
        self.rows[Mention] += [self._mention(post, *found) for found in self.find(told.body)]

    def _add_experience(self, post, told, whole, origin):
        experience, drug = self._new_id(Experience), self.ids(Drug, told.drug)
        condition = self.ids(Condition, told.condition)
        self.rows[Experience].append((experience, post, drug, condition, *_values(told, SAME_IN_EXPERIENCE)))
        reports = []
        for one in told.effects:
            effect = self.ids(SideEffect, one.effect)
            self.rows[ReportedEffect].append((experience, effect, *_values(one, SAME_IN_EFFECT)))
            reports.append(Report(effect, one.answer, one.severity, one.began, one.outcome, one.attribution))
        self.rows[FollowUp] += [(experience, *_values(one, SAME_IN_FOLLOW_UP)) for one in told.follow_ups]
        self.sums.add(
            Use(
                drug, drug in self.counted, origin, whole.published_at.year, *_values(told, SAID),
                reports=tuple(reports), together=_together(told, whole.experiences),
            )
        )  # fmt: skip

    def _add_change(self, post, told):
        ids = (self.ids(Drug, told.from_drug), self.ids(Drug, told.to_drug), self.ids(SideEffect, told.side_effect))
        self.rows[Change].append((post, *ids, *_values(told, SAME_IN_CHANGE)))
        how = (told.kind, told.reason, told.whose, told.is_planned)
        self.sums.cells.update(cells_of_step(Step(*how, ids[0], told.from_drug, ids[1], told.to_drug, ids[2])))

    def _mention(self, post, start, one):
        targets = [None, None, None, None]
        place, model = TARGETS[one.kind]
        targets[place] = self.ids(model, one.slug)
        return post, start + one.start, start + one.end, one.text[:200], one.assertion, one.reason[:200], *targets

    def _new_id(self, model):
        new = self.next[model]
        self.next[model] += 1
        return new

    def _tag(self, name):
        if name not in self.tags:
            self.tags[name] = Tag.objects.get_or_create(name=name)[0].pk
        return self.tags[name]


def _together(told, all_told):
    if told.stage != Experience.Stage.TAKING:
        return ()
    same = (told.whose, told.stage)
    return tuple(one.drug for one in all_told if one.drug != told.drug and (one.whose, one.stage) == same)


def _values(told, names):
    return [getattr(told, name) for name in names]
