import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("experiences", "0009_full_text_index_of_words"),
    ]

    operations = [
        migrations.CreateModel(
            name='Author',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('code_hash', models.CharField(max_length=64, unique=True)),
                ('made_on', models.DateField()),
            ],
            options={
                'ordering': ['id'],
            },
        ),
        migrations.CreateModel(
            name='Consent',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('version', models.CharField(max_length=40)),
                ('text', models.TextField()),
                ('at', models.DateTimeField()),
                ('whose', models.CharField(choices=[('self', "the writer's own story"), ('other', "someone else's story"), ('both', "the writer's and someone else's")], default='self', max_length=5)),
                ('other_knows', models.BooleanField(default=False)),
                ('why_not_asked', models.CharField(blank=True, help_text='Why the person told of cannot be asked.', max_length=500)),
                ('is_16', models.BooleanField()),
            ],
            options={
                'ordering': ['post', 'at', 'id'],
            },
        ),
        migrations.AddField(
            model_name='post',
            name='author',
            field=models.ForeignKey(blank=True, editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='posts', to='experiences.author'),
        ),
        migrations.AddField(
            model_name='consent',
            name='post',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='consents', to='experiences.post'),
        ),
        migrations.AddConstraint(
            model_name='consent',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('version', ''), _negated=True), models.Q(('text', ''), _negated=True)), name='consent_keeps_its_words'),
        ),
        migrations.AddConstraint(
            model_name='consent',
            constraint=models.CheckConstraint(condition=models.Q(('is_16', True)), name='consent_is_of_someone_16_or_over'),
        ),
        migrations.AddConstraint(
            model_name='consent',
            constraint=models.CheckConstraint(condition=models.Q(('whose', 'self'), ('other_knows', True), models.Q(('why_not_asked', ''), _negated=True), _connector='OR'), name='consent_says_what_the_other_knows'),
        ),
    ]
