"""Messages that came in quote our letters with their links: they are encrypted, and what was read
from them loses the links."""

from django.db import migrations

from dialogue.access import encryption, tokens

PURPOSE = "participants.IncomingMail.content"
TEXTS = ["subject", "from_name", "comment"]


def encrypt(apps, _schema_editor):
    rows = apps.get_model("participants", "IncomingMail").objects
    for row in rows.order_by("pk").iterator(chunk_size=20):
        if row.content:
            row.content = encryption.encrypt_bytes(PURPOSE, bytes(row.content))
        for name in TEXTS:
            setattr(row, name, tokens.without_signed_tokens(getattr(row, name)))
        for failure in row.failures:
            failure["reason"] = tokens.without_signed_tokens(failure.get("reason", ""))
        row.save(update_fields=["content", *TEXTS, "failures"])


def decrypt(apps, _schema_editor):
    rows = apps.get_model("participants", "IncomingMail").objects
    for row in rows.only("content").order_by("pk").iterator(chunk_size=20):
        if row.content:
            row.content = encryption.decrypt_bytes(PURPOSE, bytes(row.content))
            row.save(update_fields=["content"])


class Migration(migrations.Migration):
    dependencies = [("participants", "0007_erasures")]

    operations = [migrations.RunPython(encrypt, decrypt)]
