"""What an author erases is gone from every table, from the files of both databases, and stays gone after a restore."""

import datetime
import pathlib
import time

import pytest
from django.apps import apps
from django.contrib.admin.models import CHANGE, LogEntry
from django.contrib.contenttypes.models import ContentType
from django.core.management import call_command
from django.db import connection, connections

from experiences import erased_list, mending, moderation, retention, unknown_words
from experiences.models import Erasure, Original, Post, UnknownWord
from experiences.moderation import erasing
from experiences.told import GivenConsent, ToldChange, ToldEffect, ToldExperience, ToldPost, ToldThread
from tests import world

NOW = world.NOW
CANARY = "zyxcanarymab"
BODY = f"Imuran gave me nausea and {CANARY}. It takes {CANARY} weeks."
KNOWN = "azathioprine"


def make(*, title=f"My {CANARY}"):
    """Return a public post with its words wherever words can stand."""
    world.drug(KNOWN, "Imuran")
    effect = world.side_effect("nausea")
    use = ToldExperience(
        KNOWN, "stopped", duration_words=f"{CANARY} years", effects=(ToldEffect("nausea", "yes", what_helped=CANARY),)
    )
    told = ToldPost(
        BODY, questions=(world.question().slug,), experiences=(use,), changes=(ToldChange("stopped", KNOWN),)
    )
    agreed = GivenConsent("1", "I agree.", whose="other", why_not_asked=CANARY, sixteen=True)
    post = moderation.open_with(ToldThread(title, (told,)), now=NOW, author="a" * 64, consent=agreed, token="t" * 64)
    by = world.moderator()
    moderation.return_to_author(post, by=by, now=NOW, reason=CANARY)
    moderation.edit(post, told, now=NOW, consent=agreed)
    moderation.publish(post, by=by, now=NOW)
    mending.add(post, start=BODY.index(CANARY), surface=CANARY, to=effect, by=by, now=NOW)
    check = post.fact_checks.create(
        start=BODY.index("It takes"), end=BODY.index(" weeks"), quote=f"It takes {CANARY}", verdict="mixed",
        note=CANARY, by=by, checked_on=NOW.date(),
    )  # fmt: skip
    moderation.redact(post, body=BODY.replace(" weeks", ""), by=by, now=NOW, reason=CANARY)
    moderation.report(post, category="other", words=CANARY, now=NOW)
    for row in (post, post.thread, check):
        LogEntry.objects.create(
            user=by, content_type=ContentType.objects.get_for_model(row), object_id=row.pk, object_repr=f"{row} {CANARY}",
            action_flag=CHANGE, change_message=CANARY,
        )  # fmt: skip
    UnknownWord.objects.create(word=CANARY, posts=2, counted_at=NOW)
    return post


def tables_with(words):
    """Return the name of every table that holds these words in any column."""
    found = []
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            if table == "experiences_wordindex":  # SQLite's full-text index cannot be read; its own tables can
                continue
            cursor.execute(f'SELECT * FROM "{table}"')
            if words in str(cursor.fetchall()).lower():
                found.append(table)
    return found


@pytest.mark.django_db
def test_erase_takes_the_words_out_of_every_table():
    post = make()
    before = tables_with(CANARY)
    assert len(before) >= 12
    assert "experiences_post" in before
    moderation.erase(post, now=NOW)
    assert tables_with(CANARY) == []
    assert (post.status, post.body, Post.objects.get(pk=post.pk).title) == ("erased", "", "")
    assert [row.reason for row in post.decisions.filter(verb="return")] == ["erased"]
    assert post.reports.open().count() == 0


@pytest.mark.django_db
def test_no_table_of_ours_holds_words_that_erase_does_not_know():
    """Every column of free text stands here or is empty after erase: a new one fails this test until it is decided."""
    free = {
        f"{model.__name__}.{field.name}"
        for model in apps.get_app_config("experiences").get_models()
        for field in model._meta.fields
        if field.get_internal_type() in ("TextField", "CharField") and not field.choices
    }
    known = {
        "Author.code_hash", "Consent.text", "Consent.version", "Consent.why_not_asked", "Correction.after", "Correction.before",
        "DailySalt.salt", "Decision.from_status", "Decision.reason", "Decision.to_status", "Experience.dose_period",
        "Experience.dose_unit", "Experience.duration_words", "FactCheck.note", "FactCheck.quote", "IndexedPost.codes",
        "Mention.reason", "Mention.surface", "Merge.why", "Original.body", "Original.title", "Post.body", "Post.title", "Post.token",
        "ReportedEffect.what_helped", "Report.snapshot", "Report.words", "SourceCount.source_hash", "Tally.slice", "Tally.measure",
        "Tally.value", "Thread.import_key", "Thread.slug", "Thread.title", "UnknownWord.word",
    }  # fmt: skip
    assert free <= known, free - known


@pytest.mark.django_db(transaction=True)
def test_erased_words_are_in_no_file_of_the_database(settings, tmp_path):
    settings.ERASED_LIST = tmp_path / "erased.jsonl"
    if connection.vendor == "sqlite":
        hits_before, hits_after = _erased_in_sqlite(tmp_path)
    else:
        hits_before, hits_after = _erased_in_postgresql()
    assert hits_before > 0
    assert hits_after == 0
    assert CANARY not in settings.ERASED_LIST.read_text()


def _erased_in_sqlite(folder):
    """The test's database lives in memory; this one lives in a file, as a served site's does."""
    here = connections["default"].settings_dict
    real, here["NAME"] = here["NAME"], str(folder / "db.sqlite3")
    held, connections["default"].connection = connections["default"].connection, None
    try:
        call_command("migrate", verbosity=0)
        post = make()
        with connection.cursor() as cursor:
            before = _hits(folder)
            moderation.erase(post, now=NOW)
            cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
            cursor.execute("VACUUM")
            cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        return before, _hits(folder)
    finally:
        connections["default"].close()
        here["NAME"], connections["default"].connection = real, held


def _hits(folder):
    return sum(path.read_bytes().count(CANARY.encode()) for path in pathlib.Path(folder).glob("db.sqlite3*"))


def _erased_in_postgresql():
    post = make()
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")  # as the server does by itself; what it counts must hold nobody's words
    before = _hits_in_tables()
    moderation.erase(post, now=NOW)
    for _ in range(5):
        _wait_until_nobody_else_reads()
        with connection.cursor() as cursor:
            # VACUUM FULL keeps what a transaction in any database of the server might see, as of another worker here.
            cursor.execute("VACUUM")
            cursor.execute("VACUUM FULL")
        if not (after := _hits_in_tables()):
            break
    return before, after


def _wait_until_nobody_else_reads():
    """VACUUM keeps what an older snapshot may still read, and PostgreSQL's own autovacuum takes such snapshots.

    One may begin between this look and the VACUUM; words that stay although nobody reads would stay each time.
    """
    others = "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()"
    with connection.cursor() as cursor:
        for _ in range(300):
            cursor.execute(f"{others} AND backend_xmin IS NOT NULL")
            if not cursor.fetchone()[0]:
                return
            time.sleep(0.1)
    raise AssertionError("Somebody reads this database for more than 30 seconds.")


def _hits_in_tables():
    """Count the words in the files of every table, its long texts and its indexes, as PostgreSQL itself reads them."""
    with connection.cursor() as cursor:
        cursor.execute("CHECKPOINT")
        cursor.execute(
            "SELECT pg_relation_filepath(oid) FROM pg_class WHERE relkind IN ('r', 't', 'i') AND relfilenode > 0"
        )
        paths = [row[0] for row in cursor.fetchall()]
        hits = 0
        for path in paths:
            cursor.execute("SELECT pg_read_binary_file(%s, 0, 100000000, true)", [path])
            hits += bytes(cursor.fetchone()[0] or b"").count(CANARY.encode())
    return hits


@pytest.mark.django_db(transaction=True)
def test_what_a_restore_brings_back_is_erased_again(settings, tmp_path):
    settings.ERASED_LIST = tmp_path / "erased.jsonl"
    post = make()
    moderation.erase(post, now=NOW)
    # As a backup from before would have it: the words, and no row that says they were erased.
    Erasure.objects.all().delete()
    Post.objects.filter(pk=post.pk).update(body=BODY, status="waiting")
    other = moderation.submit(ToldPost("Another."), thread=post.thread, now=NOW)
    call_command("replay_erasures", verbosity=0)
    assert tables_with(CANARY) == []
    assert Post.objects.get(pk=other.pk).body == "Another."
    assert erasing.replay(now=NOW) == 0


@pytest.mark.django_db(transaction=True)
def test_number_that_was_given_again_after_a_restore_is_another_post(settings, tmp_path):
    settings.ERASED_LIST = tmp_path / "erased.jsonl"
    post = make()
    moderation.erase(post, now=NOW)
    Erasure.objects.all().delete()
    later = NOW + datetime.timedelta(days=1)
    Post.objects.filter(pk=post.pk).update(body="Somebody else's.", status="waiting", written_at=later)
    assert erasing.replay(now=later) == 0
    assert Post.objects.get(pk=post.pk).body == "Somebody else's."


@pytest.mark.django_db(transaction=True)
def test_list_that_lost_a_line_takes_it_from_the_table(settings, tmp_path, caplog):
    settings.ERASED_LIST = tmp_path / "missing" / "erased.jsonl"
    moderation.erase(make(), now=NOW)
    assert "would come back with a backup" in caplog.text
    settings.ERASED_LIST = tmp_path / "erased.jsonl"
    settings.ERASED_LIST.write_text('{"post": 1, "writ')
    erased_list.catch_up()
    erased_list.catch_up()
    assert len(erased_list.read()) == 1


@pytest.mark.django_db
def test_line_keeps_the_place_of_an_erased_post_readers_knew(client):
    thread = world.publish("T", world.told("First words."), world.told("Second words."))
    never = moderation.submit(ToldPost("Never seen."), thread=thread, now=NOW)
    first = thread.posts.get(position=1)
    moderation.erase(first, now=NOW)
    moderation.erase(never, now=NOW)
    page = client.get(f"/experiences/{thread.pk}/conversation/").content.decode().partition("<main")[2]
    assert page.count("erased by its author") == 1
    assert page.index("erased by its author") < page.index("Second words.")
    assert "First words" not in page
    assert f'id="post-{first.pk}"' not in page


@pytest.mark.django_db
def test_word_that_others_hold_too_stays_on_the_list():
    world.drug(KNOWN, "Imuran")
    UnknownWord.objects.create(word=CANARY, posts=3, counted_at=NOW)
    unknown_words.forget(f"On {CANARY.upper()}!")
    assert UnknownWord.objects.get().posts == 2
    unknown_words.forget(CANARY)
    assert not UnknownWord.objects.exists()


ENDS = {
    "rejected": lambda post: moderation.reject(post, by=world.moderator(), now=NOW, reason=CANARY),
    "withdrawn": lambda post: moderation.withdraw(post, now=NOW),
    "taken_down": lambda post: moderation.take_down(post, by=world.moderator(), now=NOW, reason=CANARY),
}


@pytest.mark.django_db
@pytest.mark.parametrize("status", ["rejected", "withdrawn", "taken_down"])
def test_text_off_the_page_goes_after_90_days_and_not_before(status):
    post = make()
    if status == "rejected":
        moderation.edit(post, ToldPost(BODY), now=NOW)
    ENDS[status](post)
    retention.tidy(now=NOW + datetime.timedelta(days=89))
    assert "experiences_post" in tables_with(CANARY)
    assert retention.tidy(now=NOW + datetime.timedelta(days=90)).texts == 1
    assert [table for table in tables_with(CANARY) if table != "experiences_unknownword"] == []
    assert Post.objects.get(pk=post.pk).status == status


@pytest.mark.django_db
def test_original_goes_30_days_after_publication_and_snapshots_90_days_after_the_report():
    make()
    retention.tidy(now=NOW + datetime.timedelta(days=29))
    assert Original.objects.count() == 1
    assert retention.tidy(now=NOW + datetime.timedelta(days=30)).originals == 1
    assert "experiences_report" in tables_with(CANARY)
    done = retention.tidy(now=NOW + datetime.timedelta(days=90))
    assert (done.originals, done.texts, done.snapshots) == (0, 0, 1)
    assert "experiences_report" not in tables_with(CANARY)
