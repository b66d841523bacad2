"""Knows where a thread and each of its posts stand: a long thread is cut into pages by the places of its posts."""

from functools import cache

from django.urls import reverse

POSTS_ON_A_PAGE = 100  # a hundred long posts are about 100 kB; a phone still opens them at once


def of_thread(pk, slug, *, after=0):
    """Return the address of the page of a thread that begins after a place."""
    before, ending = _door()
    return f"{before}{pk}/{slug}{ending}?after={after}" if after else f"{before}{pk}/{slug}{ending}"


def of_post(pk, *, position, thread, slug):
    """Return the address of a post, on the page of its thread where its place is."""
    after = (position - 1) // POSTS_ON_A_PAGE * POSTS_ON_A_PAGE
    return f"{of_thread(thread, slug, after=after)}#post-{pk}"


@cache
def _door():
    """Return what stands before and after a thread's id and slug: a page of results asks for twenty addresses.

    A slug is letters, digits and hyphens: nothing of it is escaped.
    """
    before, _both, ending = reverse("thread", args=[1, "a-thread"]).partition("1/a-thread")
    return before, ending
