"""What the pages show, as data: read-only, under the same honesty rules."""
