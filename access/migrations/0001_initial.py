import access.models.webhooks
import django.core.validators
import django.db.models.deletion
import relationships.first_migration
import simple_history.models
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('relationships', '0001_initial'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        relationships.first_migration.Together(
            operations=[
                migrations.CreateModel(
                    name='Token',
                    fields=[
                        ('digest', models.CharField(max_length=128, primary_key=True, serialize=False)),
                        ('token_key', models.CharField(db_index=True, max_length=25)),
                        ('created', models.DateTimeField(auto_now_add=True)),
                        ('expiry', models.DateTimeField(blank=True, null=True)),
                        ('name', models.CharField(max_length=200)),
                        ('scope', models.CharField(choices=[('READ', 'Read'), ('WRITE', 'Read and write'), ('IMPORT', 'Read, write and import'), ('ADMIN', 'All that the user may do')], default='READ', max_length=10)),
                        ('last_used_at', models.DateTimeField(blank=True, null=True)),
                        ('user', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='auth_token_set', to=settings.AUTH_USER_MODEL)),
                    ],
                    options={
                        'ordering': ['-created'],
                        'constraints': [models.CheckConstraint(condition=models.Q(('scope__in', ['READ', 'WRITE', 'IMPORT', 'ADMIN'])), name='token_scope_known')],
                    },
                ),
                migrations.CreateModel(
                    name='Webhook',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('version', models.PositiveIntegerField(default=1, editable=False)),
                        ('created_at', models.DateTimeField(auto_now_add=True)),
                        ('changed_at', models.DateTimeField(auto_now=True, db_index=True)),
                        ('name', models.CharField(max_length=200)),
                        ('target', models.CharField(max_length=2000)),
                        ('events', models.JSONField(default=list)),
                        ('notice_days', models.PositiveSmallIntegerField(default=30, validators=[django.core.validators.MaxValueValidator(730)])),
                        ('active', models.BooleanField(default=True)),
                        ('owner', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                        ('unit', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='webhooks', to='relationships.unit')),
                    ],
                    options={
                        'verbose_name': 'webhook',
                        'verbose_name_plural': 'webhooks',
                        'ordering': ['name', 'id'],
                        'constraints': [models.UniqueConstraint(fields=('unit', 'name'), name='webhook_name_once_in_unit'), models.CheckConstraint(condition=models.Q(models.Q(('name', ''), _negated=True), models.Q(('target', ''), _negated=True)), name='webhook_has_name_and_target'), models.CheckConstraint(condition=models.Q(models.Q(('notice_days__gte', 0), ('notice_days__lte', 730)), ('notice_days__isnull', True), _connector='OR'), name='webhook_notice_days')],
                    },
                ),
                migrations.CreateModel(
                    name='HistoricalWebhook',
                    fields=[
                        ('id', models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name='ID')),
                        ('history_door', models.CharField(choices=[('WEB', 'Web'), ('REST', 'REST'), ('GRAPHQL', 'GraphQL'), ('IMPORT', 'Import'), ('COMMAND', 'Command'), ('WORKER', 'Worker')], max_length=10)),
                        ('version', models.PositiveIntegerField(default=1, editable=False)),
                        ('name', models.CharField(max_length=200)),
                        ('target', models.CharField(max_length=2000)),
                        ('events', models.JSONField(default=list)),
                        ('notice_days', models.PositiveSmallIntegerField(default=30, validators=[django.core.validators.MaxValueValidator(730)])),
                        ('active', models.BooleanField(default=True)),
                        ('history_id', models.AutoField(primary_key=True, serialize=False)),
                        ('history_date', models.DateTimeField(db_index=True)),
                        ('history_change_reason', models.CharField(max_length=100, null=True)),
                        ('history_type', models.CharField(choices=[('+', 'Created'), ('~', 'Changed'), ('-', 'Deleted')], max_length=1)),
                        ('history_user', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                        ('owner', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to=settings.AUTH_USER_MODEL)),
                        ('unit', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='relationships.unit')),
                    ],
                    options={
                        'verbose_name': 'historical webhook',
                        'verbose_name_plural': 'historical webhooks',
                        'ordering': ('-history_date', '-history_id'),
                        'get_latest_by': ('history_date', 'history_id'),
                    },
                    bases=(simple_history.models.HistoricalChanges, models.Model),
                ),
                migrations.CreateModel(
                    name='WebhookState',
                    fields=[
                        ('webhook', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, primary_key=True, related_name='state', serialize=False, to='access.webhook')),
                        ('salt', models.CharField(max_length=64)),
                        ('former_salt', models.CharField(blank=True, max_length=64)),
                        ('former_until', models.DateTimeField(null=True)),
                        ('delivered_at', models.DateTimeField(null=True)),
                        ('failing_since', models.DateTimeField(null=True)),
                        ('switched_off_at', models.DateTimeField(null=True)),
                    ],
                    options={
                        'verbose_name': 'state of a webhook',
                        'verbose_name_plural': 'states of webhooks',
                    },
                ),
                migrations.CreateModel(
                    name='WebhookEvent',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('key', models.CharField(default=access.models.webhooks.new_key, max_length=36, unique=True)),
                        ('kind', models.CharField(choices=[('CLASSIFIED', 'CLASSIFIED'), ('VERDICT_CHANGED', 'VERDICT_CHANGED'), ('EXPLANATION_LAPSED', 'EXPLANATION_LAPSED'), ('DEADLINE_NEAR', 'DEADLINE_NEAR'), ('IMPORT_APPLIED', 'IMPORT_APPLIED'), ('IMPORT_UNDONE', 'IMPORT_UNDONE'), ('PARTIES_MERGED', 'PARTIES_MERGED'), ('PING', 'PING')], max_length=20)),
                        ('occurred_at', models.DateTimeField()),
                        ('unit_id', models.BigIntegerField(null=True)),
                        ('relationship_id', models.BigIntegerField(null=True)),
                        ('says', models.JSONField(default=dict)),
                    ],
                    options={
                        'verbose_name': 'event',
                        'verbose_name_plural': 'events',
                        'ordering': ['-id'],
                        'constraints': [models.CheckConstraint(condition=models.Q(('kind__in', ['CLASSIFIED', 'VERDICT_CHANGED', 'EXPLANATION_LAPSED', 'DEADLINE_NEAR', 'IMPORT_APPLIED', 'IMPORT_UNDONE', 'PARTIES_MERGED', 'PING'])), name='webhook_event_kind_known')],
                    },
                ),
                migrations.CreateModel(
                    name='WebhookDelivery',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('state', models.CharField(choices=[('WAITING', 'WAITING'), ('DELIVERED', 'DELIVERED'), ('WITHHELD', 'WITHHELD'), ('GIVEN_UP', 'GIVEN_UP')], default=access.choices.DeliveryState['WAITING'], max_length=20)),
                        ('created_at', models.DateTimeField()),
                        ('attempts', models.PositiveSmallIntegerField(default=0)),
                        ('next_at', models.DateTimeField(null=True)),
                        ('claim', models.CharField(blank=True, max_length=32)),
                        ('claimed_until', models.DateTimeField(null=True)),
                        ('attempted_at', models.DateTimeField(null=True)),
                        ('status', models.PositiveSmallIntegerField(null=True)),
                        ('duration_ms', models.PositiveIntegerField(null=True)),
                        ('fault', models.CharField(blank=True, choices=[('TARGET_REFUSED', 'TARGET_REFUSED'), ('UNRESOLVED', 'UNRESOLVED'), ('CONNECTION', 'CONNECTION'), ('CERTIFICATE', 'CERTIFICATE'), ('TIMEOUT', 'TIMEOUT'), ('REDIRECT', 'REDIRECT'), ('STATUS', 'STATUS'), ('UNEXPECTED', 'UNEXPECTED')], max_length=20)),
                        ('answer', models.CharField(blank=True, max_length=300)),
                        ('webhook', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='deliveries', to='access.webhook')),
                        ('event', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='deliveries', to='access.webhookevent')),
                    ],
                    options={
                        'verbose_name': 'delivery',
                        'verbose_name_plural': 'deliveries',
                        'ordering': ['-id'],
                        'indexes': [models.Index(fields=['state', 'next_at'], name='webhook_delivery_due'), models.Index(fields=['webhook', 'created_at'], name='webhook_delivery_of_webhook')],
                        'constraints': [models.UniqueConstraint(fields=('webhook', 'event'), name='webhook_told_once_of_event'), models.CheckConstraint(condition=models.Q(('state__in', ['WAITING', 'DELIVERED', 'WITHHELD', 'GIVEN_UP'])), name='webhook_delivery_state_known'), models.CheckConstraint(condition=models.Q(('fault__in', ['TARGET_REFUSED', 'UNRESOLVED', 'CONNECTION', 'CERTIFICATE', 'TIMEOUT', 'REDIRECT', 'STATUS', 'UNEXPECTED', ''])), name='webhook_delivery_fault_known'), models.CheckConstraint(condition=models.Q(models.Q(('next_at__isnull', False), ('state', 'WAITING')), models.Q(('next_at__isnull', True), models.Q(('state', 'WAITING'), _negated=True)), _connector='OR'), name='webhook_delivery_waiting_says_until_when')],
                    },
                ),
                migrations.CreateModel(
                    name='DeadlineTold',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('contract_id', models.BigIntegerField()),
                        ('deadline', models.DateField(db_index=True)),
                        ('webhook', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='access.webhook')),
                    ],
                    options={
                        'constraints': [models.UniqueConstraint(fields=('webhook', 'contract_id', 'deadline'), name='webhook_deadline_once')],
                    },
                ),
            ],
        ),
    ]
