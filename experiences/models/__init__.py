"""What people say: threads, posts, the experiences told in them, what they name, and who decided what."""

from experiences.models.authors import Author, Consent
from experiences.models.changes import Change
from experiences.models.corrections import Correction
from experiences.models.decisions import Decision
from experiences.models.erasures import Erasure
from experiences.models.fact_checks import FactCheck
from experiences.models.indexed_posts import IndexedPost
from experiences.models.mentions import Mention
from experiences.models.merges import Merge
from experiences.models.originals import Original
from experiences.models.posts import Post
from experiences.models.reports import Report
from experiences.models.source_counts import DailySalt, SourceCount
from experiences.models.tallies import Tally
from experiences.models.threads import Thread
from experiences.models.told import Experience, FollowUp, ReportedEffect
from experiences.models.unknown_words import UnknownWord

__all__ = [
    "Author",
    "Change",
    "Consent",
    "Correction",
    "DailySalt",
    "Decision",
    "Erasure",
    "Experience",
    "FactCheck",
    "FollowUp",
    "IndexedPost",
    "Mention",
    "Merge",
    "Original",
    "Post",
    "Report",
    "ReportedEffect",
    "SourceCount",
    "Tally",
    "Thread",
    "UnknownWord",
]
