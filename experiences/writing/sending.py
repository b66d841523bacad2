"""Knows how what a page gathered reaches the verbs, and what its author gets back."""

from dataclasses import dataclass

from experiences import moderation
from experiences.told import GivenConsent, ToldFollowUp, ToldPost, ToldThread
from experiences.writing import codes, consent, form_tokens

LONGEST_TITLE = 160


@dataclass(frozen=True)
class Sent:
    """What the receipt shows; a change of an older post has no new code."""

    code: str


def send(errand, written, draft, agreed, *, now):
    """Store what was written, waiting to be read; the same form sent again stores nothing and answers the same."""
    told, given = _told(errand, written, draft), _consent(draft, agreed)
    if errand.post:
        title = _title(written, draft) if "title" in written else None
        moderation.edit(errand.post, told, now=now, title=title, consent=given)
        return Sent("")
    token = draft.data["token"]
    code = codes.made_from(form_tokens.secret(token))
    kept = {"now": now, "author": codes.hashed(code), "consent": given, "token": form_tokens.stored(token)}
    if errand.thread:
        moderation.submit(told, thread=errand.thread, **kept)
    else:
        moderation.open_with(ToldThread(title=_title(written, draft), posts=(told,)), **kept)
    return Sent(code)


def follow_up(post, said, *, now):
    """Add news to a use that was told before."""
    told = ToldFollowUp(now.date(), said["stage"], said["benefit"] or "not_said", said["problems"] or "not_said")
    moderation.follow_up(post.experiences.get(pk=said["experience"]), told, now=now)


def _consent(draft, agreed):
    told_of = {one.whose for one in draft.experiences()} | {draft.data.get("whose", "self")}
    about_another = "other" in told_of
    return GivenConsent(
        version=consent.VERSION,
        text=consent.text(about_another=about_another),
        whose="both" if len(told_of) > 1 else told_of.pop(),
        knows=agreed.get("knows") == "yes",
        why_not_asked=agreed.get("why_not_asked", ""),
        sixteen=agreed["is_16"],
    )


def _told(errand, written, draft):
    experiences = draft.experiences()
    return ToldPost(
        body=written["story"],
        kind=errand.kind_of(experiences),
        questions=draft.questions() if errand.is_question else (),
        experiences=experiences,
        changes=draft.told_changes(whose=written["whose"]),
    )


def _title(written, draft):
    """Return the title as it was written, or the names of the medicines."""
    if title := written.get("title"):
        return title
    names = [row.name for row in draft.uses]
    listed = " and ".join([", ".join(names[:-1]), names[-1]] if len(names) > 1 else names)
    return (f"About {listed}" if listed else "What happened to me")[:LONGEST_TITLE]
