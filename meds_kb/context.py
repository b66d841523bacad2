"""What every page may say about this copy of the site."""

from django.conf import settings

SITE_NAME = "Known and Told"
# The next page of a list is a page of its own; any other query shows a part of what its page shows without one.
KEYS_OF_A_PLACE = {"before", "after"}


def site(request):
    return {
        "site_name": SITE_NAME,
        "section": request.path_info.split("/")[1],
        "operator": settings.OPERATOR,
        "contact": settings.CONTACT,
        "sharing": settings.SHARING,
        "canonical": canonical(request),
        "synthetic": settings.DEMO,
    }


def canonical(request):
    """Return the one address that search engines keep for a page, or nothing when the request leads to no page."""
    if not getattr(request, "resolver_match", None):
        return ""
    query = request.GET.urlencode() if request.GET.keys() <= KEYS_OF_A_PLACE else ""
    return request.build_absolute_uri(f"{request.path}?{query}".rstrip("?"))
