"""What `manage.py check --deploy` says of the machine's own fonts."""

from collections.abc import Sequence
from typing import Any

from django.apps import AppConfig
from django.conf import settings
from django.core.checks import CheckMessage, Tags, Warning, register

from dialogue.exports import fonts


def check_fonts(
    app_configs: Sequence[AppConfig] | None = None, **kwargs: Any
) -> list[CheckMessage]:
    """Whether what letters after Decree 30 are set in is there. Loads Typst."""
    if settings.MODE != "production" or not (problem := fonts.problem()):
        return []
    hint = "Install fonts-liberation2, or set FONT_FOLDER to a folder that holds the font."
    return [Warning(f"Fonts: {problem}.", hint=hint, id="dialogue.W007")]


def register_checks() -> None:
    """For `check --deploy`; called once, when the apps are ready."""
    register(check_fonts, Tags.security, deploy=True)
