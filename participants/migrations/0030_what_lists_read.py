from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('participants', '0029_names_of_firms'),
    ]

    operations = [
        migrations.AddIndex(
            model_name='invitation',
            index=models.Index(fields=['dialogue', '-changed_at', 'id'], name='invitation_by_change'),
        ),
        migrations.AddIndex(
            model_name='person',
            index=models.Index(fields=['listed_country'], name='person_by_country'),
        ),
    ]
