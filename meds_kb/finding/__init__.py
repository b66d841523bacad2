"""Knows what a search finds: first the page that is the answer, then the posts that hold the words."""

from dataclasses import dataclass

from experiences import word_search
from experiences.word_search import Term
from experiences.word_stems import stems
from medications.lexicon import current
from medications.meanings import other_drug
from medications.models import Drug
from meds_kb import questions_page
from meds_kb.finding import answers, reading, results
from meds_kb.finding.results import Result

__all__ = ["Found", "Result", "find"]


@dataclass(frozen=True, slots=True)
class Found:
    """What a query finds. `other_drug` is a drug that this site does not hold: said, never put in place of another.

    `corrections` say which words were read in another spelling. `holds_some` says that no post holds all the words.
    """

    pages: list
    corrections: tuple = ()
    is_unsure: bool = False
    other_drug: str = ""
    asks_dose: bool = False
    took_too_much: bool = False
    call_first: tuple[str, str] | None = None
    posts: word_search.FoundPosts = word_search.NOTHING
    holds_some: bool = False

    @property
    def results(self):
        """All of them, best first."""
        return self.pages + [results.of_hit(hit) for hit in self.posts.hits]


def find(query, *, narrowing=None, after=None):
    """Return what one query finds; pages of the site only where it is neither narrowed nor a later page."""
    read = reading.read(query)
    pages, corrections = answers.answer(read)
    pages = [] if narrowing or after else pages
    posts, holds_some = _posts(read, narrowing, after)
    return Found(
        pages=pages,
        corrections=tuple(corrections),
        is_unsure=bool(read.unsure) and read.is_whole,
        other_drug="" if read.named or read.unsure else _other_drug(read),
        asks_dose=read.asks_dose,
        took_too_much=read.took_too_much,
        call_first=_call_first(read),
        posts=posts,
        holds_some=holds_some,
    )


def _call_first(read):
    """Return whom to call first (heading, words) where the query asks what somebody in distress may ask."""
    return next((questions_page.CALL_FIRST.get(question.slug) for question in read.questions[:1]), None)


def _other_drug(read):
    if read.other_drugs:
        return read.other_drugs[0][1]
    return other_drug(current().resolve(read.query), read.query)


def _posts(read, narrowing, after):
    """Return the posts that hold all the words; if none does, those that hold at least what is named in them."""
    drugs = _drug_terms(read)
    in_drugs = {stem for term in drugs for stem in term.stems}
    others = [Term(one) for one in read.asked.words if not (len(one) == 1 and one[0] in in_drugs)]
    posts = word_search.find(drugs + others, without=read.asked.without, narrowing=narrowing, after=after)
    if posts.hits or after or not drugs or not others:
        return posts, False
    named = {stem for (kind, _slug), typed in read.typed.items() if kind != "drug" for stem in stems(typed)}
    some = drugs + [term for term in others if set(term.stems) <= named]
    return word_search.find(some, without=read.asked.without, narrowing=narrowing), True


def _drug_terms(read):
    """Return a term for each drug named outside quotes: posts that name it hold it, under any of its names."""
    ids = dict(Drug.objects.filter(slug__in=read.drug_words).values_list("slug", "pk")) if read.drug_words else {}
    found = []
    for slug, typed in read.drug_words.items():
        words = tuple(stems(typed[0]))
        if words and slug in ids and not _is_quoted(read, typed[0]):
            found.append(Term(words, ids[slug]))
    return found


def _is_quoted(read, typed):
    return any(typed in quoted for quoted in read.asked.quoted)
