"""Pages about what is known."""
