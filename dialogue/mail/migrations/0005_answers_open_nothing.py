"""What mail servers said of a letter loses the links that they quoted."""

from django.db import migrations
from django.db.models import Q

from dialogue.access import tokens


def clean(apps, _schema_editor):
    rows = apps.get_model("mail", "OutgoingMail").objects
    said = rows.exclude(Q(last_error="") & Q(answers={})).only("last_error", "answers")
    for row in said.order_by("pk").iterator(chunk_size=200):
        row.last_error = tokens.without_signed_tokens(row.last_error)
        row.answers = {
            address: tokens.without_signed_tokens(answer) for address, answer in row.answers.items()
        }
        row.save(update_fields=["last_error", "answers"])


class Migration(migrations.Migration):
    dependencies = [("mail", "0004_last_letters")]

    operations = [migrations.RunPython(clean, migrations.RunPython.noop)]
