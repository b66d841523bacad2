"""Who sits at the desk, and what its posts name."""

import pytest

from tests import world
from tests.experiences.desk.sitting import logged_in


@pytest.fixture(autouse=True)
def _names():
    world.drug("azathioprine", "Imuran")
    world.side_effect("nausea")


@pytest.fixture
def desk(client):
    """A moderator who is logged in; `desk.user` is the account."""
    return logged_in(client, "mona")
