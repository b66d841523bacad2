from django.db import migrations

# PostgreSQL copies frequent values of each column into pg_statistic, where they outlive an erased row until the next
# ANALYZE. No query is planned by these columns.
WORDS = {
    "experiences_post": ("title", "body"),
    "experiences_thread": ("title", "slug"),
    "experiences_original": ("title", "body"),
    "experiences_consent": ("why_not_asked",),
    "experiences_experience": ("duration_words",),
    "experiences_reportedeffect": ("what_helped",),
    "experiences_mention": ("surface", "reason"),
    "experiences_correction": ("before", "after"),
    "experiences_decision": ("reason",),
    "experiences_factcheck": ("quote", "note"),
    "experiences_report": ("words", "snapshot"),
    "experiences_unknownword": ("word",),
    "django_admin_log": ("object_repr", "change_message"),
}


def keep_out(apps, schema_editor):
    _set(schema_editor, 0)


def let_in(apps, schema_editor):
    _set(schema_editor, -1)


def _set(schema_editor, target):
    if schema_editor.connection.vendor == "postgresql":
        for table, columns in WORDS.items():
            for column in columns:
                schema_editor.execute(f"ALTER TABLE {table} ALTER COLUMN {column} SET STATISTICS {target}")


class Migration(migrations.Migration):
    dependencies = [("experiences", "0017_claims_and_numbers_by_index"), ("admin", "0003_logentry_add_action_flag_choices")]

    operations = [migrations.RunPython(keep_out, let_in)]
