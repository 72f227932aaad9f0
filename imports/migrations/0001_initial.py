import django.db.models.deletion
import imports.choices
import relationships.first_migration
import simple_history.models
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('relationships', '0001_initial'),
        ('relationships', '__first__'),
    ]

    operations = [
        relationships.first_migration.Together(
            operations=[
                migrations.CreateModel(
                    name='HistoricalImportProfile',
                    fields=[
                        ('id', models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name='ID')),
                        ('history_door', models.CharField(choices=[('WEB', 'Web'), ('REST', 'REST'), ('GRAPHQL', 'GraphQL'), ('IMPORT', 'Import'), ('COMMAND', 'Command'), ('WORKER', 'Worker')], max_length=10)),
                        ('version', models.PositiveIntegerField(default=1, editable=False)),
                        ('name', models.CharField(max_length=200)),
                        ('layout', models.CharField(blank=True, max_length=64)),
                        ('sheet', models.CharField(blank=True, max_length=300)),
                        ('fields', models.JSONField(default=dict)),
                        ('notations', models.JSONField(default=dict)),
                        ('answers', models.JSONField(default=dict)),
                        ('history_id', models.AutoField(primary_key=True, serialize=False)),
                        ('history_date', models.DateTimeField(db_index=True)),
                        ('history_change_reason', models.CharField(max_length=100, null=True)),
                        ('history_type', models.CharField(choices=[('+', 'Created'), ('~', 'Changed'), ('-', 'Deleted')], max_length=1)),
                        ('history_user', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                        ('unit', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='relationships.unit')),
                    ],
                    options={
                        'verbose_name': 'historical import profile',
                        'verbose_name_plural': 'historical import profiles',
                        'ordering': ('-history_date', '-history_id'),
                        'get_latest_by': ('history_date', 'history_id'),
                    },
                    bases=(simple_history.models.HistoricalChanges, models.Model),
                ),
                migrations.CreateModel(
                    name='ImportProfile',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('version', models.PositiveIntegerField(default=1, editable=False)),
                        ('created_at', models.DateTimeField(auto_now_add=True)),
                        ('changed_at', models.DateTimeField(auto_now=True, db_index=True)),
                        ('name', models.CharField(max_length=200)),
                        ('layout', models.CharField(blank=True, max_length=64)),
                        ('sheet', models.CharField(blank=True, max_length=300)),
                        ('fields', models.JSONField(default=dict)),
                        ('notations', models.JSONField(default=dict)),
                        ('answers', models.JSONField(default=dict)),
                        ('unit', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='import_profiles', to='relationships.unit')),
                    ],
                    options={
                        'verbose_name': 'import profile',
                        'verbose_name_plural': 'import profiles',
                        'ordering': ['unit_id', 'name', 'id'],
                        'constraints': [models.UniqueConstraint(fields=('unit', 'name'), name='import_profile_name_once_in_unit'), models.UniqueConstraint(condition=models.Q(('layout', ''), _negated=True), fields=('unit', 'layout'), name='import_profile_layout_once_in_unit'), models.CheckConstraint(condition=models.Q(('name', ''), _negated=True), name='import_profile_has_name')],
                    },
                ),
                migrations.CreateModel(
                    name='ImportRun',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('portfolio_name', models.CharField(blank=True, max_length=200)),
                        ('state', models.CharField(choices=[('WAITING', 'WAITING'), ('READING', 'READING'), ('ASKING', 'ASKING'), ('PLANNED', 'PLANNED'), ('APPLYING', 'APPLYING'), ('APPLIED', 'APPLIED'), ('UNDONE', 'UNDONE'), ('REFUSED', 'REFUSED'), ('CANCELLED', 'CANCELLED'), ('FAILED', 'FAILED')], default=imports.choices.RunState['WAITING'], max_length=20)),
                        ('file_name', models.CharField(max_length=300)),
                        ('digest', models.CharField(db_index=True, max_length=64)),
                        ('currency', models.CharField(blank=True, max_length=3)),
                        ('our_role', models.CharField(blank=True, max_length=20)),
                        ('sheet', models.CharField(blank=True, max_length=300)),
                        ('fields', models.JSONField(default=dict)),
                        ('notations', models.JSONField(default=dict)),
                        ('answers', models.JSONField(default=dict)),
                        ('all_or_nothing', models.BooleanField(default=False)),
                        ('profile_by_name', models.BooleanField(default=False)),
                        ('created_at', models.DateTimeField()),
                        ('planned_at', models.DateTimeField(null=True)),
                        ('plan', models.CharField(blank=True, max_length=64)),
                        ('conflicts', models.PositiveIntegerField(default=0)),
                        ('attempts', models.PositiveSmallIntegerField(default=0)),
                        ('applied_at', models.DateTimeField(null=True, unique=True)),
                        ('undone_at', models.DateTimeField(null=True)),
                        ('report', models.JSONField(default=dict)),
                        ('portfolio', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='import_runs', to='relationships.portfolio')),
                        ('profile', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='import_runs', to='imports.importprofile')),
                        ('undone_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                        ('unit', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='import_runs', to='relationships.unit')),
                        ('user', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ],
                    options={
                        'verbose_name': 'import',
                        'verbose_name_plural': 'imports',
                        'ordering': ['-id'],
                        'constraints': [models.CheckConstraint(condition=models.Q(('state__in', ['WAITING', 'READING', 'ASKING', 'PLANNED', 'APPLYING', 'APPLIED', 'UNDONE', 'REFUSED', 'CANCELLED', 'FAILED'])), name='import_run_state_known'), models.CheckConstraint(condition=models.Q(models.Q(('undone_at__isnull', True), ('undone_by__isnull', True)), models.Q(('undone_at__isnull', False), ('undone_by__isnull', False)), _connector='OR'), name='import_run_undone_says_who_and_when'), models.CheckConstraint(condition=models.Q(models.Q(('applied_at__isnull', False), ('state__in', ['APPLIED', 'UNDONE'])), models.Q(('applied_at__isnull', True), models.Q(('state__in', ['APPLIED', 'UNDONE']), _negated=True)), _connector='OR'), name='import_run_applied_says_when')],
                    },
                ),
                migrations.CreateModel(
                    name='PlannedRow',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('number', models.PositiveIntegerField()),
                        ('outcome', models.CharField(choices=[('CREATED', 'CREATED'), ('UPDATED', 'UPDATED'), ('UNCHANGED', 'UNCHANGED'), ('SKIPPED', 'SKIPPED'), ('REFUSED', 'REFUSED')], max_length=20)),
                        ('changes', models.JSONField(default=list)),
                        ('problems', models.JSONField(default=list)),
                        ('was', models.JSONField(null=True)),
                        ('relationship_id', models.BigIntegerField(null=True)),
                        ('contract_id', models.BigIntegerField(null=True)),
                        ('run', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='rows', to='imports.importrun')),
                    ],
                    options={
                        'verbose_name': 'planned row',
                        'verbose_name_plural': 'planned rows',
                        'ordering': ['run_id', 'number'],
                        'indexes': [models.Index(fields=['run', 'outcome', 'number'], name='planned_row_by_outcome')],
                        'constraints': [models.CheckConstraint(condition=models.Q(('outcome__in', ['CREATED', 'UPDATED', 'UNCHANGED', 'SKIPPED', 'REFUSED'])), name='planned_row_outcome_known'), models.UniqueConstraint(fields=('run', 'number'), name='planned_row_once_in_run')],
                    },
                ),
            ],
        ),
    ]

