# The plural of the register’s entries, and a number as Vietnamese bodies write it.

from django.db import migrations, models

import participants.names.validators


class Migration(migrations.Migration):
    dependencies = [
        ("participants", "0030_what_lists_read"),
    ]

    operations = [
        migrations.AlterModelOptions(
            name="registerentry",
            options={
                "ordering": ["-year", "direction", "series", "-number"],
                "verbose_name": "entry in the register",
                "verbose_name_plural": "entries in the register of letters",
            },
        ),
        migrations.AlterField(
            model_name="incomingletter",
            name="reference",
            field=models.CharField(
                blank=True,
                help_text="As the letter gives it, for example 128/BKHCN-HTQT. Leave it empty if it has none.",
                max_length=60,
                validators=[participants.names.validators.validate_plain_text],
                verbose_name="the letter’s number",
            ),
        ),
    ]
