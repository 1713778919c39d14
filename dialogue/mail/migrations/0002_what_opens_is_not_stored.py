"""Letters lose the tokens, codes and keys that stand in them: marks are stored instead."""

import re

from django.db import migrations, models

import dialogue.models.validators

from dialogue.mail import letter_kinds, sealing

# What is no signed token, in letters of the secret kinds: a code on its own line, the key in a link
# for a new password.
NAMED = re.compile(r"(?m)^(?P<code>\d{6})$|/password/reset/key/[0-9A-Za-z]+-(?P<key>[^/\s]+)")
PARTS = ["subject", "text", "html", "reply_to", "calendar"]
FINISHED = {"sent", "bounced", "cancelled"}


def seal_letters(apps, _schema_editor):
    """Seal all stored letters, and wipe the codes and keys of those that nobody awaits."""
    secret_kinds = letter_kinds.names(lambda kind: kind.is_secret)
    for mail in apps.get_model("mail", "OutgoingMail").objects.iterator(chunk_size=200):
        found = NAMED.finditer(mail.text) if mail.kind in secret_kinds else []
        named = [match["code"] or match["key"] for match in found]
        fields = {name: getattr(mail, name) for name in PARTS}
        sealing.seal(fields, named)
        for name, value in fields.items():
            setattr(mail, name, value)
        if mail.state in FINISHED:
            mail.secrets = sealing.wiped(mail)
        if mail.secrets:
            mail.save(update_fields=list(fields))


class Migration(migrations.Migration):
    dependencies = [("mail", "0001_initial")]

    operations = [
        migrations.AddField(
            model_name="outgoingmail",
            name="secrets",
            field=models.JSONField(blank=True, default=dict, editable=False),
        ),
        migrations.AlterField(
            model_name='wave',
            name='name',
            field=models.CharField(help_text='For the organisers, for example “Invitations, second wave”.', max_length=120, validators=[dialogue.models.validators.validate_title], verbose_name='name'),
        ),
        migrations.RunPython(seal_letters, migrations.RunPython.noop),
    ]
