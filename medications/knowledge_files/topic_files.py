"""Knows the files of sources, side effects, tests, conditions and questions."""

from medications.knowledge_files.entries import Entry, Item, Problem, Ref
from medications.knowledge_files.name_entries import name_entry

PATIENT_WORDS = (
    ("side_effects", "side_effect", "SideEffect"),
    ("tests", "test", "Test"),
    ("conditions", "condition", "Condition"),
)


def _items(file, data, key, problems):
    if data is None:
        return
    if not isinstance(data, list):
        problems.append(Problem(file, "the file", "should be a list of entries"))
        return
    for place, mapping in enumerate(data, 1):
        label = mapping.get(key) if isinstance(mapping, dict) else None
        yield Item(file, str(label or f"number {place}"), mapping, problems)


def source_refs(item, key="sources"):
    return [Ref("Source", slug) for slug in item.words(key)]


def source_entries(file, data, problems):
    entries = []
    for item in _items(file, data, "id", problems):
        slug = item.text("id")
        values = {
            "slug": slug,
            "title": item.text("title"),
            "publisher": item.text("publisher", ""),
            "year": item.number("year"),
            "url": item.text("url", ""),
            "kind": item.text("kind", "web"),
            "checked_on": item.day("checked"),
            "is_read": item.flag("read", True),
            "comment": item.text("note", ""),
        }
        item.done()
        entries.append(Entry("Source", slug, file, item.label, values))
    return entries


def side_effect_entries(file, data, problems):
    entries = []
    for item in _items(file, data, "effect", problems):
        slug = item.text("effect")
        values = {
            "slug": slug,
            "term": item.text("term"),
            "plain_name": item.text("plain_name"),
            "description": item.text("description"),
            "body_system": item.text("body_system"),
            "organ_class": item.text("organ_class"),
            "urgency": item.text("urgency"),
            "lupus_too": item.text("lupus_too", ""),
            "caution": item.text("ambiguous_note", ""),
        }
        entries.append(Entry("SideEffect", slug, file, item.label, values))
        entries += _topic_names(item, "side_effect", Ref("SideEffect", slug), values["term"], values["plain_name"])
        item.done()
    return entries


def test_entries(file, data, problems):
    return _sourced_topics(file, data, problems, key="test", model="Test")


def condition_entries(file, data, problems):
    return _sourced_topics(file, data, problems, key="condition", model="Condition")


def _sourced_topics(file, data, problems, *, key, model):
    entries = []
    for item in _items(file, data, key, problems):
        slug = item.text(key)
        values = {
            "slug": slug,
            "name": item.text("name"),
            "plain_name": item.text("plain_name"),
            "description": item.text("description"),
            "is_verified": item.flag("verified", True),
            "caution": item.text("ambiguous_note", ""),
            "comment": item.text("note", ""),
        }
        if model == "Condition":
            values |= _icd10(item)
        sources = source_refs(item)
        if values["is_verified"] and not sources:
            item.wrong("is marked as checked but names no source")
        entries.append(Entry(model, slug, file, item.label, values, many={"sources": sources}))
        entries += _topic_names(item, key, Ref(model, slug), values["name"], values["plain_name"])
        item.done()
    return entries


def _icd10(item):
    mapping = item.take("icd10", None)
    if not mapping:
        return {"icd10": "", "icd10_is_verified": False}
    code = Item(item.file, f"{item.label}: icd10", mapping, item.problems)
    values = {"icd10": code.text("code"), "icd10_is_verified": code.flag("verified", True)}
    code.done()
    return values


def _topic_names(item, target, ref, term, plain_name):
    entries = [name_entry(item, term, "term", target, ref), name_entry(item, plain_name, "plain", target, ref)]
    entries += [name_entry(item, name, "also", target, ref) for name in item.words("names")]
    entries += [name_entry(item, name, "misspelling", target, ref) for name in item.words("misspellings")]
    entries += [name_entry(item, name, "also", target, ref, ambiguous=True) for name in item.words("ambiguous")]
    return entries


def term_entries(file, data, problems):
    entries, seen = [], {}
    for item in _items(file, data, "term", problems):
        slug, name, forms = item.text("term"), item.text("name"), item.words("forms")
        for form in [name, *forms]:
            if seen.setdefault(form, slug) != slug:
                item.wrong(f"“{form}” stands for {seen[form]} already")
        values = {"slug": slug, "name": name, "forms": "\n".join(forms), "meaning": item.text("meaning")}
        entries.append(Entry("Term", slug, file, item.label, values, many={"sources": source_refs(item)}))
        item.done()
    return entries


def question_entries(file, data, problems):
    entries = []
    for place, item in enumerate(_items(file, data, "question", problems), 1):
        slug = item.text("question")
        values = {
            "slug": slug,
            "title": item.text("title"),
            "short": item.text("short"),
            "lead": item.text("lead", ""),
            "next_step": item.text("next_step"),
            "position": place,
            "patient_words": "\n".join(item.words("patient_words")),
        }
        many = {
            "effects": [Ref("SideEffect", effect) for effect in item.words("effects")],
            "tests": [Ref("Test", test) for test in item.words("tests")],
        }
        item.words("topics")
        item.done()
        entries.append(Entry("Question", slug, file, item.label, values, many=many))
    return entries


def patient_word_entries(file, data, problems):
    """Return further names of effects, tests and conditions: phrases by the slug of what they mean."""
    item = Item(file, "the file", data or {}, problems)
    entries = []
    for key, target, model in PATIENT_WORDS:
        phrases = Item(file, key, item.take(key, {}), problems)
        for slug in list(phrases.mapping):
            of_topic = Item(file, f"{key}: {slug}", {"names": phrases.take(slug)}, problems)
            entries += [
                name_entry(of_topic, name, "also", target, Ref(model, slug)) for name in of_topic.words("names")
            ]
        phrases.done()
    item.done()
    return entries
