"""Knows the file of one drug."""

from medications.knowledge_files.entries import Entry, Item, Ref
from medications.knowledge_files.fact_entries import fact_entries
from medications.knowledge_files.name_entries import name_entry
from medications.knowledge_files.topic_files import source_refs


def drug_entries(file, data, problems):
    """Return the drug, its names, facts and effects as entries."""
    if data is None:
        return []
    slug = data.get("drug") if isinstance(data, dict) else None
    item = Item(file, str(slug or "the file"), data, problems)
    slug = item.text("drug")
    if f"drugs/{slug}.yaml" != file:
        item.wrong("the file should have the name of its drug")
    ref = Ref("Drug", slug)
    entries = [_drug(item, slug), *_names(item, ref)]
    entries += fact_entries(item, ref, check_again_on=item.day("check_again_on"))
    entries += _effects(item, ref)
    item.done()
    return entries


def _drug(item, slug):
    values = {
        "slug": slug,
        "name": item.text("name"),
        "page": item.text("page"),
        "group": item.text("group"),
        "drug_class": item.text("class"),
        "comment": item.text("note", ""),
    }
    sources = []
    codes = Item(item.file, f"{item.label}: codes", item.take("codes", {}) or {}, item.problems)
    for system in ("atc", "rxnorm"):
        code = Item(item.file, f"{item.label}: codes: {system}", codes.take(system, {}) or {}, item.problems)
        values[system] = code.text("code", "")
        values[f"{system}_is_verified"] = code.flag("verified", True) if values[system] else False
        sources += [source for source in source_refs(code) if source not in sources]
        code.take("verified", None)
        code.take("note", None)
        code.done()
    codes.done()
    return Entry("Drug", slug, item.file, item.label, values, many={"code_sources": sources}, tags=item.words("tags"))


def _names(item, ref):
    names = Item(item.file, f"{item.label}: names", item.take("names", {}) or {}, item.problems)
    entries = [name_entry(names, item.text("name"), "ingredient", "drug", ref)]
    for brand in names.items("brands", "name"):
        sources = source_refs(brand)
        details = {
            "regions": ", ".join(brand.words("regions")),
            "verified": brand.flag("verified", True),
            "sources": sources,
        }
        brand.take("note", None)
        entries.append(name_entry(names, brand.text("name"), "brand", "drug", ref, **details))
        brand.done()
    entries += [name_entry(names, name, "also", "drug", ref) for name in names.words("also")]
    entries += [name_entry(names, name, "misspelling", "drug", ref) for name in names.words("misspellings")]
    for form in names.items("ambiguous", "name"):
        surface, note = form.text("name"), form.text("note", "")
        for other in [ref, *(Ref("Drug", slug) for slug in form.words("other_drugs"))]:
            entries.append(name_entry(names, surface, "also", "drug", other, ambiguous=True, note=note))
        form.done()
    names.done()
    return entries


def _effects(item, ref):
    entries = []
    for effect in item.items("side_effects", "effect"):
        slug = effect.text("effect")
        pair = Ref("DrugEffect", f"{ref.key} + {slug}")
        links = {"drug": ref, "side_effect": Ref("SideEffect", slug)}
        values = {"seriousness": effect.text("seriousness")}
        entries.append(Entry("DrugEffect", pair.key, effect.file, effect.label, values, links))
        note, sources = effect.text("note", ""), source_refs(effect, "note_sources")
        if note:
            entries.append(_note(effect, ref, slug, note, sources))
        effect.take("comment", None)
        entries += [_labelled(row, pair, place) for place, row in enumerate(effect.items("sources_say", "source"), 1)]
        if effect.flag("verified", True) and not effect.mapping.get("sources_say"):
            effect.wrong("no source speaks of it; name one, or mark it as verified: false")
        effect.done()
    return entries


def _note(effect, ref, slug, note, sources):
    if not sources:
        effect.wrong("the note names no source (note_sources)")
    values = {"kind": "effect_note", "text": note, "is_verified": True, "position": 0}
    links = {"drug": ref, "side_effect": Ref("SideEffect", slug)}
    return Entry("Fact", f"{ref.key} # note on {slug}", effect.file, effect.label, values, links, {"sources": sources})


def _labelled(row, pair, place):
    source = row.text("source")
    percent = row.number("percent")
    low, high = row.number("low"), row.number("high")
    if percent is not None:
        low = high = percent
    values = {
        "band": row.text("band", ""),
        "low": low,
        "high": high if high is not None else low,
        "qualifier": row.text("qualifier", ""),
        "population": row.text("population", ""),
        "group": row.text("group", ""),
        "arm": row.text("arm", "taking"),
        "affected": row.number("x"),
        "total": row.number("of"),
        "period": row.text("period", ""),
        "ratio": row.text("ratio", ""),
        "detail": row.text("detail", ""),
        "is_verified": row.flag("verified", True),
        "position": place,
        "comment": row.text("comment", "") or row.text("note", ""),
    }
    row.take("note", None)
    row.done()
    marks = [values[name] for name in ("population", "arm", "band", "detail", "period")]
    said = " / ".join([source, *filter(None, marks)]) + (f" / {low}" if low is not None else "")
    entry = Entry("LabelledEffect", f"{pair.key} / {said}", row.file, f"{pair.key}: {source}", values)
    entry.links = {"drug_effect": pair, "source": Ref("Source", source)}
    return entry
