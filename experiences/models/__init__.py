"""What people say: threads, posts, the experiences told in them, what they name, and who decided what."""

from experiences.models.changes import Change
from experiences.models.corrections import Correction
from experiences.models.decisions import Decision
from experiences.models.fact_checks import FactCheck
from experiences.models.indexed_posts import IndexedPost
from experiences.models.mentions import Mention
from experiences.models.posts import Post
from experiences.models.source_counts import DailySalt, SourceCount
from experiences.models.tallies import Tally
from experiences.models.threads import Thread
from experiences.models.told import Experience, FollowUp, ReportedEffect
from experiences.models.unknown_words import UnknownWord

__all__ = [
    "Change",
    "Correction",
    "DailySalt",
    "Decision",
    "Experience",
    "FactCheck",
    "FollowUp",
    "IndexedPost",
    "Mention",
    "Post",
    "ReportedEffect",
    "SourceCount",
    "Tally",
    "Thread",
    "UnknownWord",
]
