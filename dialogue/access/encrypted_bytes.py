"""A column of bytes that must be read again and may not be read from the database alone."""

from typing import Any

from django.db import models

from dialogue.access import encryption


class EncryptedBytesField(models.BinaryField):
    """Bytes that are encrypted in the database, for this column alone; nothing stays nothing. What
    was encrypted under a SECRET_KEY that is gone is read as nothing.

    In migrations it is Django's own: they see the bytes as they are stored.
    """

    def deconstruct(self) -> Any:
        """As Django's."""
        name, _path, args, kwargs = super().deconstruct()
        return name, "django.db.models.BinaryField", args, kwargs

    @property
    def purpose(self) -> str:
        """What the bytes are encrypted for."""
        return f"{self.model._meta.label}.{self.name}"

    def get_db_prep_value(self, value: Any, connection: Any, prepared: bool = False) -> Any:
        """The bytes as they are stored."""
        if value:
            value = encryption.encrypt_bytes(self.purpose, bytes(value))
        return super().get_db_prep_value(value, connection, prepared)

    def from_db_value(self, value: Any, *_args: Any) -> Any:
        """The bytes as they were given."""
        try:
            return encryption.decrypt_bytes(self.purpose, bytes(value)) if value else value
        except encryption.UnreadableError:
            return b""
