"""A post stands in the lane of crises when its writer was shown where to get help, and only then."""

import pytest

from experiences.models import Post
from tests.experiences.writing.test_walk import AGREED, _world, at, words  # noqa: F401

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("_world")]
LONG = "We went to the sea in June. It rained a lot. " * 8


@pytest.mark.parametrize(
    "story", ["I slept well and went out with my dog today.", LONG, f"{LONG}I want to die tonight."]
)
@pytest.mark.parametrize(("address", "title"), [("share", None), ("ask", "What happened to me?"), ("ask", "My story")])
def test_help_is_shown_for_what_the_desk_reads_first(address, title, story):
    page = at(f"/experiences/{address}/").press("check", story=story, **({"title": title} if title else {}))
    helped = "We are not an emergency service" in words(page.page)
    assert helped is ("die tonight" in story)
    (page.press("check") if helped else page).press("go_on").press("send", **AGREED)
    assert (Post.objects.get().lane == Post.Lane.CRISIS) is helped
