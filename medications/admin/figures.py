"""Knows how one box or two become the range a row keeps: a single figure is a range from itself to itself."""

NO_START = "Say from which figure. For a single figure fill in only “from”."


def complete_range(form, values):
    """Fill in an empty “to” from its “from”, as the knowledge files do, and refuse a “to” alone."""
    low, high = values.get("low"), values.get("high")
    if low is not None and high is None and "high" not in form.errors:
        values["high"] = low
    if high is not None and low is None and "low" not in form.errors:
        form.add_error("low", NO_START)
