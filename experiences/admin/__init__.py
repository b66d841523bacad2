"""The desk's pages for what people say."""

from experiences.admin import (
    experiences,
    fact_checks,
    mentions,
    merging,
    never_links,
    posts,
    records,
    threads,
    unknown_words,
)

__all__ = [
    "experiences",
    "fact_checks",
    "mentions",
    "merging",
    "never_links",
    "posts",
    "records",
    "threads",
    "unknown_words",
]
