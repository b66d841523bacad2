"""A form knows when it was opened; what is kept of its token cannot be turned back."""

import time_machine

from experiences.writing import form_tokens


def test_form_that_comes_back_at_once_is_too_fast(settings):
    settings.SHORTEST_FILL = 3
    with time_machine.travel("2026-11-20T12:00:00Z", tick=False) as clock:
        token = form_tokens.fresh()
        assert form_tokens.is_too_fast(token)
        clock.shift(4)
        assert not form_tokens.is_too_fast(token)
        assert form_tokens.secret(token)
        clock.shift(form_tokens.LONGEST)
        assert form_tokens.secret(token) == ""


def test_strange_token_is_none_of_ours():
    assert form_tokens.secret("") == form_tokens.secret("a:b:c") == form_tokens.secret(form_tokens.fresh()[:-1]) == ""


def test_what_is_kept_is_no_token_and_differs_for_each_form():
    token = form_tokens.fresh()
    assert form_tokens.stored(token) == form_tokens.stored(token) != form_tokens.stored(form_tokens.fresh())
    assert form_tokens.secret(token) not in form_tokens.stored(token)
