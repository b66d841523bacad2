"""Scores an answer by the rules of the MDN HTTP Observatory, as far as one answer tells.

Start at 100, take what each rule takes; what a rule adds counts only from 90 up. From 100 up the grade is A+. Rules and numbers:
https://developer.mozilla.org/en-US/observatory/docs/tests_and_scoring (2024).
"""

HALF_A_YEAR = 15_768_000  # seconds


def score(answer):
    """Return the points of an answer given over https, and what cost or brought them."""
    rules = {
        rule.__name__: rule(answer)
        for rule in (policy, cookies, origins, transport, referrer, sniffing, framing, resources)
    }
    points = 100 + sum(value for value in rules.values() if value < 0)
    if points >= 90:
        points += sum(value for value in rules.values() if value > 0)
    return points, rules


def directives(answer):
    parts = (part.split() for part in answer.headers.get("Content-Security-Policy", "").split(";") if part.strip())
    return {name: set(values) for name, *values in parts}


def policy(answer):
    said = directives(answer)
    if not said:
        return -25
    scripts = said.get("script-src", said.get("default-src", {"*"}))
    styles = said.get("style-src", said.get("default-src", {"*"}))
    if {"'unsafe-inline'", "data:", "*", "https:"} & scripts:
        return -20
    if "'unsafe-eval'" in scripts or any(value.startswith("http://") for values in said.values() for value in values):
        return -10
    if "'unsafe-inline'" in styles:
        return 0
    return 10 if said.get("default-src") == {"'none'"} else 5


def cookies(answer):
    if not answer.cookies:
        return 0
    if any(not one["secure"] for one in answer.cookies.values()):
        return -20
    return 5 if all(one["samesite"] in ("Lax", "Strict") for one in answer.cookies.values()) else 0


def origins(answer):
    return -50 if answer.headers.get("Access-Control-Allow-Origin") == "*" and answer.cookies else 0


def transport(answer):
    said = answer.headers.get("Strict-Transport-Security", "")
    seconds = next((int(part.split("=")[1]) for part in said.split(";") if part.strip().startswith("max-age=")), None)
    if seconds is None:
        return -20
    return 0 if seconds >= HALF_A_YEAR else -10


def referrer(answer):
    private = {"no-referrer", "same-origin", "strict-origin", "strict-origin-when-cross-origin"}
    return 5 if answer.headers.get("Referrer-Policy") in private else -5


def sniffing(answer):
    return 0 if answer.headers.get("X-Content-Type-Options") == "nosniff" else -5


def framing(answer):
    if directives(answer).get("frame-ancestors") in ({"'none'"}, {"'self'"}):
        return 5
    return 0 if answer.headers.get("X-Frame-Options") in ("DENY", "SAMEORIGIN") else -20


def resources(answer):
    return 10 if answer.headers.get("Cross-Origin-Resource-Policy") in ("same-origin", "same-site") else 0
