"""The emails about organisers' accounts. allauth writes the texts of most."""

from django.utils.translation import gettext_lazy as _

from dialogue.mail.letter_kinds import LetterKind

ACCOUNT = LetterKind(
    "account",
    _("organiser’s account"),
    "dialogue",
    has_templates=False,
    is_automatic=True,
    is_secret=True,
    is_hidden=True,  # whoever reads one could set a password
    is_urgent=True,
)

ORGANISER_INVITATION = LetterKind(
    "organiser_invitation",
    _("invitation to an organiser’s account"),
    "dialogue",
    is_secret=True,
    is_hidden=True,  # whoever reads one could set a password and a second factor
    is_urgent=True,
)
