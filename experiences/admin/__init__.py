"""The desk's pages for what people say."""

from experiences.admin import experiences, fact_checks, mentions, posts, records, threads

__all__ = ["experiences", "fact_checks", "mentions", "posts", "records", "threads"]
