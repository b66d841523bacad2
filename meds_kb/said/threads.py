"""Knows the threads that a page lists because their posts name what the page is about, or ask it."""

from experiences.models import Mention, Post, Thread
from experiences.thread_cards import card as bare_card

SHOWN = 10
READ = 200  # mentions, or posts that ask; enough for ten threads but where one long thread holds nearly all

# MATERIALIZED: each step is taken once, in this order. As nested subqueries, a PostgreSQL that had not yet counted its new
# rows took the inner ones again for every row of the outer: hours for a few hundred posts.
# The status, said so that no index can know it: by its index SQLite would walk every public post there is.
SQL = """
WITH named AS MATERIALIZED ({posts}),
told AS MATERIALIZED (
  SELECT DISTINCT thread_id FROM experiences_post WHERE id IN (SELECT post_id FROM named)
),
chosen AS MATERIALIZED (
  SELECT id, title, slug, origin, published_posts, last_published_at FROM experiences_thread
  WHERE published_posts > 0 AND id IN (SELECT thread_id FROM told)
  ORDER BY last_published_at DESC, id DESC LIMIT {shown}
)
SELECT DISTINCT chosen.*, drug.name AS drug_name
FROM chosen
JOIN experiences_post post ON post.thread_id = chosen.id AND post.status || '' = 'published'
JOIN experiences_mention mention ON mention.post_id = post.id AND mention.review <> 'dismissed'
LEFT JOIN medications_drug drug ON drug.id = mention.drug_id
ORDER BY chosen.last_published_at DESC, chosen.id DESC, drug_name
"""


def naming(**target):
    """Return the newest threads that the newest mentions of one drug, effect, test or condition stand in: one query.

    By way of its own mentions: a walk along the threads would pass nearly all of them before it meets a seldom name.
    """
    return _of_posts(Mention.objects.live().filter(**target))


def asking(question):
    """Return the newest threads of the newest posts that ask a question: one query."""
    return _of_posts(Post.questions.through.objects.filter(question=question, post__status=Post.Status.PUBLISHED))


def _of_posts(rows):
    newest = rows.order_by("-post_id").values("post_id")[:READ]
    posts, values = newest.query.sql_with_params()
    rows = Thread.objects.raw(SQL.format(posts=posts, shown=SHOWN), values)
    return cards(
        (one.pk, one.title, one.slug, one.origin, one.published_posts, one.last_published_at, one.drug_name)
        for one in rows
    )


def cards(rows):
    """Return one card for each thread of the rows, with the names of the drugs it speaks of."""
    found = {}
    for pk, *told, drug in rows:
        card = found.get(pk) or found.setdefault(pk, bare_card(pk, *told))
        if drug:
            card.drugs.append(drug)
    return list(found.values())
