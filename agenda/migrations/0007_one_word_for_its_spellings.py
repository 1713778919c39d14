"""Paragraphs are folded anew: search takes a word for all its spellings."""

from django.db import migrations

from agenda.evidence.folding import fold_for_search

BATCH = 1000


def fold(apps, schema_editor):
    rows = apps.get_model("agenda", "Paragraph").objects.using(schema_editor.connection.alias)
    changed = []
    for paragraph in rows.only("text", "folded").order_by("pk").iterator(BATCH):
        folded = fold_for_search(paragraph.text)
        if folded != paragraph.folded:
            paragraph.folded = folded
            changed.append(paragraph)
    rows.bulk_update(changed, ["folded"], batch_size=BATCH)


class Migration(migrations.Migration):
    dependencies = [("agenda", "0006_minutes_of_roles")]

    operations = [migrations.RunPython(fold, migrations.RunPython.noop, elidable=True)]
