import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
        ("experiences", "0010_authors_and_what_they_agreed_to"),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name='decision',
            name='decision_has_why',
        ),
        migrations.RemoveConstraint(
            model_name='decision',
            name='decision_has_who',
        ),
        migrations.AddField(
            model_name='post',
            name='claimed_by',
            field=models.ForeignKey(blank=True, editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='claims', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='post',
            name='claimed_until',
            field=models.DateTimeField(blank=True, editable=False, null=True),
        ),
        migrations.AddField(
            model_name='post',
            name='first_reader',
            field=models.ForeignKey(blank=True, editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='post',
            name='lane',
            field=models.PositiveSmallIntegerField(choices=[(1, 'crisis'), (2, 'serious'), (3, 'ordinary')], db_default=3, default=3, editable=False),
        ),
        migrations.AddField(
            model_name='post',
            name='needs_second',
            field=models.BooleanField(db_default=False, default=False, editable=False, verbose_name='needs a second reader'),
        ),
        migrations.AddField(
            model_name='post',
            name='revision',
            field=models.PositiveIntegerField(db_default=1, default=1, editable=False, help_text='Goes up with every change of the text.'),
        ),
        migrations.AddField(
            model_name='post',
            name='second_reader',
            field=models.ForeignKey(blank=True, editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='post',
            name='title',
            field=models.CharField(blank=True, db_default='', default='', editable=False, help_text='What its author called the thread that it opens. The thread bears it while this post is public.', max_length=160),
        ),
        migrations.AddField(
            model_name='post',
            name='token',
            field=models.CharField(blank=True, db_default='', default='', editable=False, help_text='So that it is sent once.', max_length=64),
        ),
        migrations.AlterField(
            model_name='decision',
            name='by',
            field=models.ForeignKey(blank=True, help_text='Empty for an author or a reader, who has no account.', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='decisions', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AlterField(
            model_name='decision',
            name='verb',
            field=models.CharField(choices=[('submit', 'submitted'), ('publish', 'published'), ('return', 'returned to its author'), ('reject', 'rejected'), ('take_down', 'taken down'), ('withdraw', 'withdrawn by its author'), ('erase', 'erased by its author'), ('edit', 'edited'), ('follow_up', 'followed up'), ('claim', 'claimed'), ('release', 'released'), ('ask_second', 'put before a second reader'), ('escalate', 'put first as a crisis'), ('agree', 'agreed to by a first reader'), ('redact', 'redacted'), ('report', 'reported'), ('keep', 'kept after a report')], max_length=10),
        ),
        migrations.AddConstraint(
            model_name='decision',
            constraint=models.CheckConstraint(condition=models.Q(('by__isnull', False), ('verb__in', ('submit', 'edit', 'withdraw', 'erase', 'follow_up', 'report')), _connector='OR'), name='decision_has_who'),
        ),
        migrations.AddConstraint(
            model_name='decision',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('verb__in', ('return', 'reject', 'take_down', 'ask_second', 'escalate', 'redact', 'keep')), _negated=True), models.Q(('reason', ''), _negated=True), _connector='OR'), name='decision_has_why'),
        ),
        migrations.AddIndex(
            model_name='post',
            index=models.Index(condition=models.Q(('status', 'waiting')), fields=['lane', 'written_at', 'id'], name='post_queue_by_risk'),
        ),
        migrations.AddConstraint(
            model_name='post',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('status', 'published'), _negated=True), ('needs_second', False), models.Q(('first_reader__isnull', False), ('second_reader__isnull', False), models.Q(('first_reader', models.F('second_reader')), _negated=True)), _connector='OR'), name='second_reader_is_another_person', violation_error_message='Two different people must agree before this post is published.'),
        ),
        migrations.AddConstraint(
            model_name='post',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('lane', 1), _negated=True), ('needs_second', True), _connector='OR'), name='crisis_needs_a_second_reader'),
        ),
        migrations.AddConstraint(
            model_name='post',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('claimed_by__isnull', True), ('claimed_until__isnull', True)), models.Q(('claimed_by__isnull', False), ('claimed_until__isnull', False)), _connector='OR'), name='claim_has_who_and_until'),
        ),
        migrations.AddConstraint(
            model_name='post',
            constraint=models.UniqueConstraint(condition=models.Q(('token', ''), _negated=True), fields=('token',), name='post_sent_once'),
        ),
    ]
