"""A small lexicon for the matcher's tests: five drugs, their near relatives, and the names patients use."""

from functools import lru_cache

from medications.matching import KnownName, Lexicon

DRUGS = {
    "azathioprine": (["azathioprine", "Imuran"], ["immuran"], ["aza"]),
    "cyclophosphamide": (["cyclophosphamide", "Cytoxan"], ["cytoxin"], ["cyclo", "CTX"]),
    "mycophenolate-mofetil": (["mycophenolate mofetil", "CellCept"], [], ["myco"]),
    "prednisone": (["prednisone", "Deltasone"], ["predisone"], ["pred", "steroids"]),
    "hydroxychloroquine": (["hydroxychloroquine", "Plaquenil"], ["plaquinil"], ["hydroxy"]),
    "prednisolone": (["prednisolone"], [], ["pred", "steroids"]),
    "methylprednisolone": (["methylprednisolone", "Medrol"], [], []),
    "mycophenolic-acid": (["mycophenolic acid", "Myfortic"], [], ["MPA"]),
}
EFFECTS = {
    "nausea": ["nausea", "nauseous", "sick to my stomach"],
    "diarrhoea": ["diarrhoea", "diarrhea", "the runs"],
    "alopecia": ["hair loss", "hair falling out", "hair coming out in handfuls"],
    "weight-increased": ["weight gain", "put on weight"],
    "cushingoid": ["moon face"],
    "leukopenia": ["low white count", "low whites"],
    "insomnia": ["cant sleep", "dont sleep", "insomnia"],
    "arthralgia": ["joint pain"],
    "headache": ["headache"],
    "hypertension": ["high blood pressure"],
    "fatigue": ["fatigue", "tired"],
    "hyperhidrosis": ["sweats"],
    "anxiety": ["anxious"],
}
EVERYDAY = {
    "stevens-johnson-syndrome": ["ten"],
    "seizure": ["fit"],
    "venous-thrombosis": ["PE"],
    "dyspnoea": ["sob"],
    "rash": ["spots"],
    "infection": ["night sweats"],
    "drug-reaction-with-eosinophilia-and-systemic-symptoms": ["dress"],
}


def known_names() -> list[KnownName]:
    """Return every name of the small lexicon."""
    names = []
    for slug, (own, misspelt, short) in DRUGS.items():
        names += [KnownName(surface, "drug", slug, own=True) for surface in own]
        names += [KnownName(surface, "drug", slug, is_misspelling=True) for surface in misspelt]
        names += [KnownName(surface, "drug", slug, ambiguous=True) for surface in short]
    names += [KnownName(surface, "side_effect", slug) for slug, surfaces in EFFECTS.items() for surface in surfaces]
    names += [
        KnownName(surface, "side_effect", slug, ambiguous=True)
        for slug, surfaces in EVERYDAY.items()
        for surface in surfaces
    ]
    names.append(KnownName("blood pressure", "test", "blood-pressure"))
    names.append(KnownName("lupus", "condition", "systemic-lupus-erythematosus"))
    return names


@lru_cache(maxsize=1)
def lexicon() -> Lexicon:
    """Return the small lexicon, built once."""
    return Lexicon.build(known_names())


def found(text: str, **more) -> list[tuple[str, str, str]]:
    """Return what a text names as (surface, slug, assertion)."""
    return [(m.text, m.slug, m.assertion) for m in lexicon().find(text, **more)]


def slugs(text: str, **more) -> list[str]:
    return [slug for _, slug, _ in found(text, **more)]


def said(text: str) -> dict[str, str]:
    return {slug: assertion for _, slug, assertion in found(text)}
