"""Consent that a delegate gave or refused by telephone or on paper, typed in with the details: in
the words of the delegate's language, which are read out, with who said so and when."""

from datetime import date
from typing import Any

from django import forms
from django.utils import translation
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from participants.delegates import consents
from participants.models import Channel, Invitation, InvitationEvent

NOT_SAID = ""
ANSWERS = [
    (NOT_SAID, gettext_lazy("nothing was said about it")),
    ("yes", gettext_lazy("agrees")),
    ("no", gettext_lazy("does not agree")),
]


class ConsentsToldForm(forms.Form):
    """For each purpose whether the delegate agreed; what nobody spoke of stays as it is."""

    def __init__(self, invitation: Invitation, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        known = consents.now(invitation)
        for purpose in consents.Purpose:
            with translation.override(invitation.addressee.language):
                wording = str(consents.WORDING[purpose])
            self.fields[f"consent_{purpose}"] = forms.ChoiceField(
                label=wording,
                choices=ANSWERS,
                required=False,
                widget=forms.RadioSelect,
                initial=NOT_SAID,
                help_text=_so_far(known.get(purpose)),
            )

    def said(self) -> dict[str, bool]:
        """{purpose: whether the delegate agrees} for those of which something was said."""
        answers = {name: self.cleaned_data.get(f"consent_{name}") for name in consents.Purpose}
        return {purpose: answer == "yes" for purpose, answer in answers.items() if answer}


def _so_far(last):
    if last is None:
        return _("Not asked yet.")
    day = date_format(last.at, "SHORT_DATE_FORMAT")
    text = _("So far: agreed, %(day)s.") if last.is_given else _("So far: not agreed, %(day)s.")
    return text % {"day": day}


def save(
    invitation: Invitation,
    said: dict[str, bool],
    *,
    organiser: str,
    told_by: str,
    channel: str,
    told_on: date,
) -> None:
    """Add to the ledger what was said, in the words that were read out."""
    actor = _("%(organiser)s, as told by %(name)s (%(channel)s, %(day)s)") % {
        "organiser": organiser,
        "name": told_by,
        "channel": Channel(channel).label,
        "day": date_format(told_on, "SHORT_DATE_FORMAT"),
    }
    with translation.override(invitation.addressee.language):
        for purpose, is_given in said.items():
            door = InvitationEvent.Door.ADMIN
            consents.record(invitation, purpose, is_given, door=door, actor=actor)
