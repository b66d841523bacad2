"""Knows what machines are told of a drug page: a MedicalWebPage about a Drug, never a rating."""

import json
from datetime import date

from django.utils.safestring import mark_safe

# Inside a script element only these could end it or open a comment; JSON lets them be written as escapes.
ESCAPES = {ord("<"): "\\u003c", ord(">"): "\\u003e", ord("&"): "\\u0026"}


def of_drug_page(drug, names, checked_on: date | None):
    """Return the JSON-LD of a drug page. `checked_on` is the newest day on which a source of it was read."""
    page = {
        "@context": "https://schema.org",
        "@type": "MedicalWebPage",
        "inLanguage": "en-GB",
        "about": _drug(drug, names),
    }
    if checked_on:
        page["dateModified"] = checked_on.isoformat()
    if drug.reviewed_by:
        page["lastReviewed"] = drug.reviewed_on.isoformat()
        page["reviewedBy"] = {"@type": "Person", "name": drug.reviewed_by}
    return mark_safe(json.dumps(page).translate(ESCAPES))  # noqa: S308 (escaped above)


def _drug(drug, names):
    about = {"@type": "Drug", "name": drug.name, "nonProprietaryName": drug.name, "drugClass": drug.drug_class}
    if names.brands:
        about["alternateName"] = [brand.name for brand in names.brands]
    codes = [("ATC", drug.atc, drug.atc_is_verified), ("RxNorm", drug.rxnorm, drug.rxnorm_is_verified)]
    checked = [{"@type": "MedicalCode", "codingSystem": system, "codeValue": code} for system, code, ok in codes if ok]
    return {**about, "code": checked} if checked else about
