"""What every page may say about this copy of the site."""

from django.conf import settings


def site(request):
    return {"operator": settings.OPERATOR, "contact": settings.CONTACT}
