"""Merges with their journal, and what people said of pairs that look alike."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    """Adds the merge nouns and where a merged customer went."""

    dependencies = [("records", "0005_guide")]

    operations = [
        migrations.CreateModel(
            name='Judged',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('said', models.TextField(choices=[('不同', '不同'), ('有关联', '有关联'), ('以后', '以后')])),
                ('at', models.DateTimeField()),
            ],
            options={
                'db_table': 'judged_pair',
            },
        ),
        migrations.CreateModel(
            name='Merge',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('absorbed', models.JSONField(default=list)),
                ('at', models.DateTimeField()),
                ('why', models.TextField(blank=True, default='')),
                ('undone_at', models.DateTimeField(null=True)),
                ('left_over', models.JSONField(default=list)),
            ],
            options={
                'db_table': 'customer_merge',
            },
        ),
        migrations.CreateModel(
            name='MergeEntry',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('noun', models.TextField()),
                ('record_id', models.BigIntegerField()),
                ('fields', models.JSONField()),
            ],
            options={
                'db_table': 'merge_entry',
            },
        ),
        migrations.AddField(
            model_name='customer',
            name='merged_into',
            field=models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='records.customer'),
        ),
        migrations.AddIndex(
            model_name='customer',
            index=models.Index(condition=models.Q(('merged_into__isnull', False)), fields=['identity'], name='customer_merged'),
        ),
        migrations.AddField(
            model_name='judged',
            name='a',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='records.customer'),
        ),
        migrations.AddField(
            model_name='judged',
            name='b',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='records.customer'),
        ),
        migrations.AddField(
            model_name='judged',
            name='by',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='merge',
            name='by',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='merge',
            name='survivor',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='records.customer'),
        ),
        migrations.AddField(
            model_name='mergeentry',
            name='merge',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='journal', to='records.merge'),
        ),
        migrations.AddConstraint(
            model_name='judged',
            constraint=models.UniqueConstraint(fields=('a', 'b'), name='one_judgement'),
        ),
    ]
