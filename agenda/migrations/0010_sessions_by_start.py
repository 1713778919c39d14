from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('agenda', '0009_gist_of_passages'),
    ]

    operations = [
        migrations.AddIndex(
            model_name='session',
            index=models.Index(fields=['dialogue', 'starts_at', 'id'], name='session_by_start'),
        ),
    ]
