"""What every page may say about this copy of the site."""

from django.conf import settings

SITE_NAME = "Known and Told"


def site(request):
    return {
        "site_name": SITE_NAME,
        "section": request.path_info.split("/")[1],
        "operator": settings.OPERATOR,
        "contact": settings.CONTACT,
    }
