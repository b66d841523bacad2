"""Knows on which terms the data may be used, how it is cited, and what must be said with it."""

from medications.licence import LICENCE, LICENCE_URL
from meds_kb.context import SITE_NAME
from meds_kb.known.citing import day

COVERS = (
    "The site's own texts, facts and figures, and every post whose 'licence' names it: its author offered it so. Any "
    "other post was retold or came without that consent: link to it, and quote no more of it than you need."
)
CAUTION = "Information and lived experience, never advice. A clinician has reviewed a drug only where its 'reviewed' names one."
REPORTS = (
    "Reports are from people who chose to write here; they do not show how often something happens. 'Not mentioned' is "
    "not 'no'. Under five people who mentioned it there is no share. The interval measures chance only."
)


def about(address, today):
    """Return what stands on top of every answer."""
    return {
        "licence": LICENCE,
        "licence_url": LICENCE_URL,
        "covers": COVERS,
        "how_to_cite": how_to_cite(address, today),
        "caution": CAUTION,
        "reports": REPORTS,
    }


def how_to_cite(address, today):
    return f"{SITE_NAME}, {address}, read on {day(today)}."
