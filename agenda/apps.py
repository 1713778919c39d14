"""What is talked about, and when, as a Django app."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class AgendaConfig(AppConfig):
    name = "agenda"
    verbose_name = _("Agenda")

    def ready(self) -> None:
        """Fill the places that the floors below leave for it (models are there only now)."""
        from agenda import slots

        slots.fill()
