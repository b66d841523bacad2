"""Knows what somebody can come to write: a story, a question, a reply. Each is one walk through the same pages."""

from dataclasses import dataclass, replace

from experiences.models import Post
from experiences.writing.forms import QuestionForm, ReplyForm, StoryForm


@dataclass(frozen=True)
class Errand:
    """What is written, in which form, and how its pages speak of it."""

    form: type
    kind: str
    heading: str
    lead: str
    noun: str
    thread: object = None
    post: object = None

    @property
    def is_question(self):
        return self.kind == Post.Kind.QUESTION

    def kind_of(self, told):
        """Return the kind of post: a story is one only when it tells of a drug."""
        return Post.Kind.INFORMATION if self.kind == Post.Kind.EXPERIENCE and not told else self.kind


SHARE = Errand(
    StoryForm,
    Post.Kind.EXPERIENCE,
    "Share what happened to you",
    "Others want to know how it went for you. Good, bad or in between: all of it helps.",
    "story",
)
ASK = Errand(
    QuestionForm,
    Post.Kind.QUESTION,
    "Ask a question",
    "People who take these medicines may answer. It is not advice, and it can take days.",
    "question",
)


def reply_in(thread):
    return Errand(
        ReplyForm,
        Post.Kind.REPLY,
        "Reply",
        "Tell what happened to you. It is not advice to others.",
        "reply",
        thread=thread,
    )


def edit_of(post):
    """Return the errand of changing a post that was sent."""
    as_new = {Post.Kind.QUESTION: ASK, Post.Kind.REPLY: reply_in(post.thread)}.get(post.kind, SHARE)
    return replace(
        as_new,
        form=as_new.form if post.position == 1 else ReplyForm,
        kind=post.kind,
        heading=f"Change your {as_new.noun}",
        lead="A moderator reads it again. Until then it is off the page.",
        thread=post.thread,
        post=post,
    )
