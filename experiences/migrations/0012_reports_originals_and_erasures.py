import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
        ("experiences", "0011_lanes_readers_and_leases"),
    ]

    operations = [
        migrations.CreateModel(
            name='Erasure',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('post_number', models.PositiveBigIntegerField()),
                ('written_at', models.DateTimeField()),
                ('at', models.DateTimeField()),
            ],
            options={
                'ordering': ['at', 'id'],
            },
        ),
        migrations.CreateModel(
            name='Original',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('title', models.CharField(blank=True, max_length=160)),
                ('body', models.TextField()),
                ('redacted_at', models.DateTimeField()),
            ],
            options={
                'ordering': ['redacted_at', 'id'],
            },
        ),
        migrations.CreateModel(
            name='Report',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('category', models.CharField(choices=[('danger', 'someone may be in danger'), ('identifies', 'it shows who someone is'), ('about_me', 'it is about me, and I did not agree'), ('child', 'it is about a child'), ('advice', 'it tells others what to take or stop'), ('untrue', 'it is wrong in a way that can harm'), ('sells', 'it sells or advertises something'), ('unkind', 'it is unkind to someone'), ('other', 'something else')], max_length=10)),
                ('words', models.TextField(blank=True)),
                ('snapshot', models.TextField(blank=True, help_text='The post as it stood when it was reported.')),
                ('at', models.DateTimeField()),
                ('handled_at', models.DateTimeField(blank=True, null=True)),
            ],
            options={
                'ordering': ['at', 'id'],
            },
        ),
        migrations.AddConstraint(
            model_name='erasure',
            constraint=models.UniqueConstraint(fields=('post_number', 'written_at'), name='post_erased_once'),
        ),
        migrations.AddField(
            model_name='original',
            name='post',
            field=models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='original', to='experiences.post'),
        ),
        migrations.AddField(
            model_name='report',
            name='handled_by',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='handled_reports', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='report',
            name='post',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='reports', to='experiences.post'),
        ),
        migrations.AddIndex(
            model_name='report',
            index=models.Index(condition=models.Q(('handled_at__isnull', True)), fields=['at', 'post'], name='report_open'),
        ),
    ]
