"""Knows the licence under which the site's own words and figures, and the posts sent here, may be used."""

LICENCE = "CC BY 4.0"
LICENCE_URL = "https://creativecommons.org/licenses/by/4.0/"
