"""Finds every door of the site, and addresses behind it, so that no rule keeps a list of pages."""

from dataclasses import dataclass
from html.parser import HTMLParser

from django.apps import apps
from django.urls import URLPattern, get_resolver

from meds_kb import page_store

DESK = "admin/"
WELL = {"healthz", "readyz"}


@dataclass(frozen=True)
class Door:
    """One route: its name, and its path with `<…>` where something is named."""

    name: str
    route: str

    @property
    def is_form(self):
        return self.name in page_store.FORMS  # these set a cookie; all others only show

    def addresses(self):
        """Return addresses of pages that exist, one for each kind of subject this route can name."""
        return fill("", self.route.removeprefix("/").split("/"), {})


def doors():
    found = list(_walk(get_resolver().url_patterns, "/"))
    assert len({door.name for door in found}) == len({door.route for door in found}), "two doors with one name"
    return found


def _walk(patterns, prefix):
    for pattern in patterns:
        route = prefix + str(pattern.pattern)
        if route == f"/{DESK}":
            continue
        if isinstance(pattern, URLPattern):
            assert pattern.name, f"{route} has no name"
            yield Door(pattern.name, route)
        else:
            yield from _walk(pattern.url_patterns, route)


def fill(path, segments, row):
    """Return the addresses that a route's segments can become, choosing rows by the literal word before each gap."""
    if not segments:
        return [path]
    head, rest = segments[0], segments[1:]
    if not head.startswith("<"):
        return fill(f"{path}/{head}", rest, row)
    word = path.rsplit("/", 1)[-1]
    if word.isdigit():  # the slug after a thread's number
        return fill(f"{path}/{row['thread'].slug}", rest, row)
    return [
        address
        for kind, value, one in SUBJECTS[word](row)
        for address in fill(f"{path}/{value}", rest, {**row, kind: one})
    ]


def drugs(row):
    """One drug of each kind of page, the one with most effects first."""
    drug = apps.get_model("medications", "Drug")
    found = sorted(drug.objects.all(), key=lambda one: -one.effects.count())
    return [("drug", one.slug, one) for one in {one.page: one for one in reversed(found)}.values()]


def effects(row):
    effect = apps.get_model("medications", "SideEffect")
    of_drug = {"drug_effects__drug": row["drug"]} if "drug" in row else {"drug_effects__isnull": False}
    found = effect.objects.filter(**of_drug).distinct()[:2]
    return [("effect", one.slug, one) for one in found]


def slugs(room, model):
    def rows(row):
        return [(model.lower(), one.slug, one) for one in apps.get_model(room, model).objects.all()[:2]]

    return rows


def threads(row):
    found = apps.get_model("experiences", "Thread").objects.filter(published_posts__gt=0)[:2]
    return [("thread", one.pk, one) for one in found]


def posts(row):
    found = apps.get_model("experiences", "Post").objects.filter(status="published")[:1]
    return [("post", one.pk, one) for one in found]


SUBJECTS = {
    "medications": drugs,
    "drugs": drugs,
    "side-effects": effects,
    "tests": slugs("medications", "Test"),
    "conditions": slugs("medications", "Condition"),
    "questions": slugs("medications", "Question"),
    "experiences": threads,
    "posts": posts,
}


class Page(HTMLParser):
    """What a page holds: its tags, the ids one may jump to, and the links that leave it."""

    def __init__(self, html):
        super().__init__()
        self.tags, self.ids, self.links, self.files, self.crooked = [], set(), [], [], []
        self.post_forms = 0
        self.feed(html)

    def handle_starttag(self, tag, attrs):
        named = dict(attrs)
        self.tags.append(tag)
        if "id" in named:
            assert named["id"] not in self.ids, f"two elements with id {named['id']}"
            self.ids.add(named["id"])
        if tag == "a" and "href" in named:
            self.links.append(named["href"])
        if tag in ("link", "img", "script") and (named.get("href") or named.get("src")):
            self.files.append(named.get("href") or named.get("src"))
        if tag == "form" and named.get("method", "get").lower() == "post":
            self.post_forms += 1
        if "style" in named or any(name.startswith("on") for name in named):
            self.crooked.append(self.get_starttag_text())
        if "='" in self.get_starttag_text():
            self.crooked.append(self.get_starttag_text())
