"""Fill the columns by which names are ordered, and leave out names that only say there is none."""

from django.conf import settings
from django.db import migrations

from participants.names import customs
from participants.names.given import FullName, without_none
from participants.names.sort_keys import sort_key

AT_ONCE = 500


def fill(apps, schema_editor):
    _fill_institutions(apps.get_model("participants", "Organisation"))
    _fill_people(apps.get_model("participants", "Person"))


def _fill_institutions(model):
    columns = [f"sort_key_{code}" for code, _name in settings.LANGUAGES]
    rows = []
    for row in model.objects.order_by("pk").iterator(AT_ONCE):
        names = {code: getattr(row, f"name_{code}") for code, _name in settings.LANGUAGES}
        usual = names[settings.LANGUAGE_CODE] or row.name
        row.sort_key = sort_key(usual)
        for code, name in names.items():
            setattr(row, f"sort_key_{code}", sort_key(name or usual))
        rows.append(row)
    model.objects.bulk_update(rows, ["sort_key", *columns], AT_ONCE)


def _fill_people(model):
    rows = []
    for row in model.objects.select_related("organisation").order_by("pk").iterator(AT_ONCE):
        names = [without_none(row.family_name), without_none(row.given_name)]
        if any(names):
            row.family_name, row.given_name = names
        institution = row.organisation.country if row.organisation else ""
        row.listed_country = str(row.country or institution or "")
        row.sort_key = customs.key(FullName(row.family_name, row.given_name, row.listed_country))
        rows.append(row)
        if len(rows) == AT_ONCE:
            _store(model, rows)
            rows = []
    _store(model, rows)


def _store(model, rows):
    names = ["family_name", "given_name", "listed_country", "sort_key"]
    model.objects.bulk_update(rows, names, AT_ONCE)


class Migration(migrations.Migration):
    dependencies = [("participants", "0012_names_of_people")]
    operations = [migrations.RunPython(fill, migrations.RunPython.noop, elidable=True)]
