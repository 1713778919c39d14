"""People and their seats as a Django app."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ParticipantsConfig(AppConfig):
    name = "participants"
    verbose_name = _("Participants")

    def ready(self) -> None:
        """Fill the places that the floors below leave for it (models are there only now)."""
        from participants import slots

        slots.fill()
