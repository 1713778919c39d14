"""What was sent about a nominee or substitute who waits for a decision, as the pages behind a link
repeat it. How they are reached is shown only so far that one's own typing is recognised: whoever
the link was passed on to reads it too."""

from typing import Any

from django.utils.text import capfirst
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from participants.delegates import identity_check
from participants.models import Nomination
from participants.names.forms_of_address import by_language, form_in

SHOWN = ["form_of_address", "family_name", "given_name", "title_en", "title_vi"]


def facts_of(nomination: Nomination | None) -> list[tuple[str, str]]:
    """(label, text) of what is filled in, in the active language."""
    if nomination is None:
        return []
    texts: dict[str, str] = {name: getattr(nomination, name) for name in SHOWN}
    texts["form_of_address"] = _form(nomination.form_of_address)
    texts["country"] = str(nomination.country.name)
    texts["email"] = (
        identity_check.masked(nomination.email) if nomination.email else _("reached through you")
    )
    texts["language"] = nomination.get_language_display()
    columns = {column.name: column for column in Nomination._meta.fields}
    return [
        (capfirst(str(columns[name].verbose_name)), text) for name, text in texts.items() if text
    ]


def _form(typed):
    """As lists say it in the language on screen, where that is known."""
    form = form_in(get_language() or "en", *by_language(typed), short=True)
    return form or typed


def to_correct(nomination: Nomination | None) -> dict[str, Any]:
    """What a form to correct it begins with. The address is typed anew: with another name it would
    send the personal link to the wrong person."""
    if nomination is None:
        return {}
    return {name: getattr(nomination, name) for name in [*SHOWN, "country", "language"]}
