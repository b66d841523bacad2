"""The desk's pages for what is known."""

from medications.admin import drugs, effects, facts, names, sources, tags, topics

__all__ = ["drugs", "effects", "facts", "names", "sources", "tags", "topics"]
