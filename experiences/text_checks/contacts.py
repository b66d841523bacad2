"""Ways to reach a person: e-mail addresses, links, handles and telephone numbers."""

import re
from collections.abc import Iterator

from experiences.text_checks.known_words import guard
from experiences.text_checks.spans import Span

_DOT = r"(?:\s?\.\s?|\s?[\[({<]\s?(?:dot|\.)\s?[\])}>]\s?|\s(?:dot|punkt|period)\s)"
_AT = r"(?:@|\s?[\[({<]\s?(?:at|@)\s?[\])}>]\s?|\s(?:at|@)\s|\s@|@\s)"
_EMAIL = re.compile(
    rf"(?<![\w.+-])[\w.+'-]{{1,64}}(?:@|{_AT})(?:[\w-]{{1,40}}{_DOT}){{1,4}}"
    r"(?:com|org|net|edu|gov|info|co|uk|ie|ca|au|nz|de|fr|es|it|nl|eu|us|io|me|in|za|example|test|\w{2,4}(?<=[a-z]))(?!\w)"
)
_STRICT_EMAIL = re.compile(r"(?<![\w.+-])[\w.+'-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,5}")
_PROVIDER = r"(?:gmail|googlemail|hotmail|yahoo|ymail|outlook|icloud|aol|protonmail|msn|btinternet|gmx)"
_LOOSE_EMAIL = re.compile(
    rf"(?<![\w.+-])[\w.+-]{{2,64}}\s(?:at|@)\s{_PROVIDER}(?!\w)(?:\s?(?:dot|\.)\s?\w{{2,3}}(?!\w))?"
)
_ENDS = r"(?:com|org|net|edu|gov|info|co\.uk|org\.uk|ac\.uk|nhs\.uk|uk|com\.au|org\.au|co\.nz|ie|ca|app|blog|health|online|site)"
_LINK = re.compile(
    r"(?<![\w@./])(?:https?://[^\s<>\"']{2,500}|www\.[^\s<>\"']{3,500}"
    rf"|(?:[a-z0-9-]{{1,63}}\.){{1,4}}{_ENDS}(?![\w@-])(?:/[^\s<>\"']{{0,500}})?"
    r"|[a-z0-9-]{1,40}\.[a-z]{2,6}/[^\s<>\"']{1,500}"
    r"|(?:\w[\w-]{1,40}\sdot\s){1,3}(?:com|org|net|co|uk)(?!\w)(?:\sdot\suk)?)"
)
_HANDLE = re.compile(
    r"(?<![\w@.])(?:@\s?(?=[\w.]{0,30}[a-z])[\w][\w.]{1,30}\w(?<![.])|/?u/[\w-]{2,30}|[\w.]{2,32}#\d{4})(?!\w)"
)
_NO_HANDLE = re.compile(
    r"@\s|@(?:home|work|night|bedtime|least|once|all|everyone|mods?|admins?|here|lunch|school)$|@\d+(?:mg|g|am|pm)?$"
)
_NETWORKS = (
    r"(?:insta(?:gram)?|ig|twitter|snap(?:chat)?|tik\s?tok|tiktok|facebook|fb|discord|telegram|reddit|threads|bluesky|bsky|skype|"
    r"kik|messenger|signal|wechat|line|youtube|tumblr|mastodon|handle|user\s?name|screen\s?name|gamertag)"
)
_NETWORK_NAME = re.compile(
    rf"(?<!\w){_NETWORKS}(?:'s)?(?:\s(?:handle|name|account|id|user|username))?\s?(?:is|was|as|at|under|:|,|-|=|@|\()\s?"
    r"(?:at\s)?(?P<name>[\w.-]{3,32}\w)"
)
_ON_NETWORK = re.compile(
    rf"(?<!\w)(?:as|me|by|am|i'm|called|follow|add|find|under)\s(?P<name>[\w.]{{4,30}})\s(?:on|over\son)\s{_NETWORKS}(?!\w)"
)
_WORDS_OF_NUMBER = (
    r"(?:oh|o|zero|nought|naught|one|two|three|four|five|six|seven|eight|nine|double|triple|treble|hundred|\d{1,4})"
)
_SPELT_PHONE = re.compile(rf"(?<![\w.])(?:{_WORDS_OF_NUMBER}[\s,-]{{1,3}}){{6,19}}{_WORDS_OF_NUMBER}(?!\w)")
_PHONE = re.compile(
    r"(?<![\w.:/#£$€@-])(?:"
    r"(?:\+|00)\d{1,3}[\s.-]?(?:\(0?\d{0,4}\)[\s.-]?)?\d{1,5}(?:[\s.-]?\d{2,5}){1,4}"
    r"|\(0\d{2,5}\)\s?\d{3,4}[\s-]?\d{3,4}"
    r"|0\d{2,5}[\s.-]\d{3,4}[\s.-]?\d{3,4}|0\d{4}[\s-]\d{5,6}|0\d{9,10}|0\d[\s-]\d{4}[\s-]\d{4}|0\d{3}\s\d{3}\s\d{3}"
    r"|0\d{2}[\s-]\d{3}[\s-]\d{2}[\s-]?\d{2}"
    r"|(?:1[\s.-]?)?(?:\(\d{3}\)\s?|\d{3}[.-])\d{3}[\s.-]\d{4}|1\s\d{3}\s\d{3}\s\d{4}|\d{3}\s\d{3}-\d{4}"
    r")(?!\w|[./-]\d|\s?(?:mg|mcg|ml|iu|units)\b)"
)
_CALL = (
    r"(?<!\w)(?:call|text|txt|ring|phone|tel|telephone|cell|mobile|mob|whats\s?app|number|reach|sms|dial|contact|landline|viber)"
    r"(?:\s(?:me|us|is|him|her|number|on|at|no)|'s|[:.,=#]){0,3}\s?"
)
_CALLED_PHONE = re.compile(rf"{_CALL}(?P<number>\(?\+?\d(?:[\s().-]{{0,2}}\d){{6,14}})(?!\w|\s?(?:mg|mcg)\b)")
_PUBLIC_PHONE = re.compile(
    r"(?:\+?1[\s.-]?)?\(?8(?:00|88|77|66|55|44|33)\)?[\s.-]\d{3}|0800|0808|116\s?1\d\d|1\s?300|1800[\s-]"
)


def find(flat: str) -> Iterator[Span]:
    """Yield every way to reach someone that folded text holds; the surer first."""
    yield from (Span(*hit.span(), "email") for hit in _STRICT_EMAIL.finditer(flat))
    yield from (Span(*hit.span(), "email") for hit in _EMAIL.finditer(flat) if _is_email(hit[0]))
    yield from (Span(*hit.span(), "email") for hit in _LOOSE_EMAIL.finditer(flat))
    for hit in _LINK.finditer(flat):
        yield Span(hit.start(), hit.start() + len(hit[0].rstrip(".,;:!?)]'")), "link")
    yield from _phones(flat)
    yield from _handles(flat)


def _is_email(words: str) -> bool:
    """Tell an address written in words from a plain sentence with *at* in it."""
    return "dot" in words or any(mark in words for mark in "@[({<")


def _phones(flat: str) -> Iterator[Span]:
    for hit in _PHONE.finditer(flat):
        if not _PUBLIC_PHONE.match(hit[0]) and not re.search(
            r"nhs\s(?:number|no)\W{1,3}(?:is\s)?$", flat[: hit.start()][-24:]
        ):
            yield Span(*hit.span(), "phone")
    for hit in _CALLED_PHONE.finditer(flat):
        if not _PUBLIC_PHONE.match(hit["number"]):
            yield Span(*hit.span("number"), "phone")
    for hit in _SPELT_PHONE.finditer(flat):
        if sum(word.isalpha() for word in re.split(r"[\s,-]+", hit[0])) >= 3:
            yield Span(*hit.span(), "phone")


def _handles(flat: str) -> Iterator[Span]:
    for hit in _HANDLE.finditer(flat):
        if not _NO_HANDLE.match(hit[0]):
            yield Span(*hit.span(), "handle")
    for hit in _ON_NETWORK.finditer(flat):
        if not guard().is_word(hit["name"].strip("._")):
            yield Span(*hit.span("name"), "handle")
    for hit in _NETWORK_NAME.finditer(flat):
        if re.search(r"[\d_.]", hit["name"]) or re.search(r"[:=@(]|handle|user|name", hit[0][: -len(hit["name"])]):
            yield Span(*hit.span("name"), "handle")
