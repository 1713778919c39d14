"""The kinds of letters about the programme."""

from functools import partial

from django.utils.translation import gettext_lazy as _

from dialogue.mail import letter_kinds

LetterKind = partial(letter_kinds.LetterKind, owner="agenda")

ROLE_REQUEST = LetterKind("role_request", _("request to take a role"))
PROGRAMME_CHANGED = LetterKind("programme_changed", _("changed programme"), announces_a_change=True)
CALENDAR_BEHIND = LetterKind("calendar_behind", _("change not yet shown in a calendar"))
SESSION_LETTER = LetterKind("session_letter", _("letter to the people of a session"))
KINDS = [PROGRAMME_CHANGED, CALENDAR_BEHIND, ROLE_REQUEST, SESSION_LETTER]
