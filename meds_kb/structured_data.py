"""Knows what machines are told of a page: a MedicalWebPage about a Drug or a sign of illness, never a rating."""

import json
from datetime import date

from django.utils.safestring import mark_safe

# Inside a script element only these could end it or open a comment; JSON lets them be written as escapes.
ESCAPES = {ord("<"): "\\u003c", ord(">"): "\\u003e", ord("&"): "\\u0026"}


def of_drug_page(drug, names, checked_on: date | None):
    """Return the JSON-LD of a drug page. `checked_on` is the newest day on which a source of it was read."""
    page = _page(_drug(drug, names), checked_on)
    if drug.reviewed_by:
        page["lastReviewed"] = drug.reviewed_on.isoformat()
        page["reviewedBy"] = {"@type": "Person", "name": drug.reviewed_by}
    return _as_script(page)


def of_effect_page(effect, names, checked_on: date | None):
    """Return the JSON-LD of a side effect's page; `names` are the other words that mean it and nothing else."""
    about = {"@type": "MedicalSignOrSymptom", "name": effect.plain_name}
    others = sorted({effect.term, *names} - {effect.plain_name})
    return _as_script(_page({**about, "alternateName": others} if others else about, checked_on))


def _page(about, checked_on):
    page = {"@context": "https://schema.org", "@type": "MedicalWebPage", "inLanguage": "en-GB", "about": about}
    return {**page, "dateModified": checked_on.isoformat()} if checked_on else page


def _drug(drug, names):
    about = {"@type": "Drug", "name": drug.name, "nonProprietaryName": drug.name, "drugClass": drug.drug_class}
    if names.brands:
        about["alternateName"] = [brand.name for brand in names.brands]
    codes = [("ATC", drug.atc, drug.atc_is_verified), ("RxNorm", drug.rxnorm, drug.rxnorm_is_verified)]
    checked = [
        {"@type": "MedicalCode", "codingSystem": system, "codeValue": code} for system, code, ok in codes if ok and code
    ]
    return {**about, "code": checked} if checked else about


def _as_script(page):
    return mark_safe(json.dumps(page).translate(ESCAPES))  # noqa: S308 (escaped)
