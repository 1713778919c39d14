"""Secrets of second factors that were stored in clear are encrypted."""

from django.db import migrations

from dialogue.access import encryption
from dialogue.accounts.factor_secrets import PURPOSE


def _change(apps, change):
    for factor in apps.get_model("mfa", "Authenticator").objects.iterator():
        for name in ["secret", "seed"]:
            if factor.data.get(name):
                factor.data[name] = change(PURPOSE, factor.data[name])
        if factor.data.get("migrated_codes"):
            codes = factor.data["migrated_codes"]
            factor.data["migrated_codes"] = [change(PURPOSE, code) for code in codes]
        factor.save(update_fields=["data"])


def encrypt(apps, _schema_editor):
    _change(apps, encryption.encrypt)


def decrypt(apps, _schema_editor):
    _change(apps, encryption.decrypt)


class Migration(migrations.Migration):
    dependencies = [
        ("dialogue", "0004_links_end_and_names_are_names"),
        ("mfa", "0003_authenticator_type_uniq"),
    ]

    operations = [migrations.RunPython(encrypt, decrypt)]
