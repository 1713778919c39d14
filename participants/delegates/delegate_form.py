"""The delegate's one form, which is two to the program: the details, and what goes into the list of
people."""

from collections.abc import Mapping
from typing import Any

from django.db import transaction

from participants.delegates import details
from participants.delegates.details_form import DetailsForm
from participants.delegates.forms import GenderForm
from participants.models import DetailsChange, Invitation
from participants.models.details import VISA_FIELDS
from participants.states import Note
from participants.workflow import transitions
from participants.workflow.transitions import Actor

BothForms = tuple[DetailsForm, GenderForm]


def forms_for(
    invitation: Invitation,
    data: Mapping[str, Any] | None = None,
    initial: Mapping[str, str] | None = None,
) -> BothForms:
    """Both forms of one delegate: as stored and, over it, `initial` (as the form sends it), or with
    what is in `data`. One query.

    Until a letter for a visa is asked for, the nationality offered is that of the seat's country.
    """
    row = details.row_of(invitation)
    form = DetailsForm(data, instance=row)
    if data is None and not row.needs_visa_letter:
        form.initial["passport_nationality"] = invitation.country.code
    gender_form = GenderForm(data, instance=invitation.person)
    for one in (form, gender_form):
        given = {name: value for name, value in (initial or {}).items() if name in one.fields}
        one.initial = {**one.initial, **given}
    return form, gender_form


@transaction.atomic
def save_valid(
    invitation: Invitation, data: Mapping[str, Any], by: Actor, channel: str = ""
) -> BothForms:
    """Store every valid field of `data` (as posted); return both forms, with what is wrong.
    `channel` is how organisers were told it, if they write it down.

    Raises Refused when the seat has passed to somebody else in the meantime.
    """
    details.lock(invitation)
    details_form, gender_form = forms_for(invitation, data)
    details_form.full_clean()
    gender_form.full_clean()
    if _says_something_new(details_form):
        details_form.drop_contradictions()
        details.save(details_form.instance, by, channel)
        if not channel:  # what the delegate asked for earlier is in this form, or no longer wanted
            details.drop_waiting(invitation, DetailsChange.State.REPLACED)
        else:
            transitions.note(invitation, Note.RECORD_DETAILS, invitation.status, by)
    gender_form.save_valid()
    return details_form, gender_form


def _says_something_new(form):
    """Whether anything was filled in or altered; what was only offered, and does not count, is
    not."""
    uncounted = () if form.cleaned_data.get("needs_visa_letter") else VISA_FIELDS
    return bool(set(form.changed_data).difference(uncounted))
