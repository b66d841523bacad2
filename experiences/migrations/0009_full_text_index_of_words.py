from django.db import migrations

# detail=none: the index says only which posts hold a code; order and phrases are read from the row (one answer on both
# engines). The ascii tokenizer takes every code as it stands.
SQLITE = (
    "CREATE VIRTUAL TABLE experiences_wordindex USING fts5(codes, content='', detail='none', columnsize=0, tokenize='ascii')",
    "CREATE TRIGGER experiences_words_added AFTER INSERT ON experiences_indexedpost BEGIN "
    "INSERT INTO experiences_wordindex(rowid, codes) VALUES (new.post_id, new.codes); END",
    "CREATE TRIGGER experiences_words_removed AFTER DELETE ON experiences_indexedpost BEGIN "
    "INSERT INTO experiences_wordindex(experiences_wordindex, rowid, codes) VALUES ('delete', old.post_id, old.codes); END",
    "CREATE TRIGGER experiences_words_changed AFTER UPDATE OF codes ON experiences_indexedpost BEGIN "
    "INSERT INTO experiences_wordindex(experiences_wordindex, rowid, codes) VALUES ('delete', old.post_id, old.codes); "
    "INSERT INTO experiences_wordindex(rowid, codes) VALUES (new.post_id, new.codes); END",
)
SQLITE_BACK = (
    "DROP TRIGGER experiences_words_added",
    "DROP TRIGGER experiences_words_removed",
    "DROP TRIGGER experiences_words_changed",
    "DROP TABLE experiences_wordindex",
)
# Codes become lexemes as they stand; a text search configuration would cut and fold them in its own way. Each carries
# the run of 4,096 ids in which its post stands: so a search reads the newest runs only, and what it costs is what it
# finds (see word_index). Without fastupdate a publication pays its own way, and no search reads a list of what waits.
POSTGRESQL = (
    "ALTER TABLE experiences_indexedpost ADD COLUMN words tsvector "
    "GENERATED ALWAYS AS (array_to_tsvector(string_to_array("
    "replace(codes, ' ', '.' || (post_id >> 12) || ' ') || '.' || (post_id >> 12), ' '))) STORED",
    "CREATE INDEX experiences_wordindex ON experiences_indexedpost USING gin (words) WITH (fastupdate = off)",
)
POSTGRESQL_BACK = ("ALTER TABLE experiences_indexedpost DROP COLUMN words",)


def run(sqlite, postgresql):
    def execute(apps, schema_editor):
        for line in {"sqlite": sqlite, "postgresql": postgresql}[schema_editor.connection.vendor]:
            schema_editor.execute(line)

    return execute


class Migration(migrations.Migration):
    dependencies = [("experiences", "0008_words_of_public_posts")]

    operations = [migrations.RunPython(run(SQLITE, POSTGRESQL), run(SQLITE_BACK, POSTGRESQL_BACK))]
