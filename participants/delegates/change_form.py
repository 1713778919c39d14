"""Changes of details after the last day for them, by the delegate's form: the delegate asks,
organisers decide.

One waits for each delegate at most, and its key stands for what it asks: a newer one is another
row. So whoever decides on what has been replaced meanwhile is told, and nothing is done.
"""

from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.contrib.auth.models import User
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from dialogue.refusals import EditConflict, Refused
from participants.delegates import delegate_form, details
from participants.delegates.details_form import DetailsForm
from participants.delegates.details_said import label, shown
from participants.letters import details_letters
from participants.models import DelegateDetails, DetailsChange, Invitation
from participants.states import Note
from participants.workflow import transitions
from participants.workflow.transitions import Actor, organiser

State = DetailsChange.State
PER_DAY = 20  # changes that one delegate may send


class NothingNew(Refused):
    """What was sent is what is stored already, and nothing else waits."""


@dataclass(frozen=True)
class Difference:
    """One field side by side, as people read it; "" where nothing is filled in. `then` is what it
    held when the delegate asked, if that has changed since; otherwise None."""

    name: str
    label: str
    old: str
    new: str
    then: str | None = None


@dataclass(frozen=True)
class Standing:
    """What the delegate is told: whether changes are requests by now, what waits, side by side with
    what is stored, and the newest decision."""

    is_locked: bool
    waiting: DetailsChange | None = None
    decided: DetailsChange | None = None
    differences: Sequence[Difference] = ()


def standing(invitation: Invitation, row: DelegateDetails) -> Standing:
    """Of the delegate whose details are `row`. At most two queries."""
    is_locked = invitation.dialogue.are_details_locked
    newest = invitation.details_changes.exclude(state=State.REPLACED).first()
    if newest is None or newest.state == State.TAKEN_BACK:
        return Standing(is_locked)
    newest.invitation = invitation
    if newest.is_waiting:
        return Standing(is_locked, waiting=newest, differences=differences(newest, row))
    return Standing(is_locked, decided=newest)


def waiting_of(invitation: Invitation) -> DetailsChange | None:
    """What the organisers still have to decide on. One query."""
    return invitation.details_changes.filter(state=State.WAITING).first()


def proposed(change: DetailsChange, row: DelegateDetails) -> DetailsForm:
    """The delegate's form with what is stored in `row` and, over it, what is asked for; cleaned, so
    that its instance, which is not stored, holds what would be there."""
    form = DetailsForm(typed(row) | change.values, instance=_copy(row))
    form.full_clean()
    return form


def typed(row: DelegateDetails) -> dict[str, str]:
    """What the form of these details would send if nobody touched it."""
    form = DetailsForm(instance=row)
    values = {name: form.get_initial_for_field(form.fields[name], name) for name in form.fields}
    return {name: "" if value is None else str(value) for name, value in values.items()}


def _copy(row):
    values = {field.attname: getattr(row, field.attname) for field in row._meta.concrete_fields}
    copy = DelegateDetails(**values)
    copy.invitation = row.invitation
    return copy


def differences(change: DetailsChange, row: DelegateDetails) -> list[Difference]:
    """Old and new side by side: of a change that waits, what would become of the details stored as
    `row`; of a decided one, what was there then and what was asked for. No query."""
    if not change.is_waiting:
        old, new = _filled(row, change.before), _filled(row, change.values)
        return [_difference(name, old, new) for name in change.values]
    new, then, now = proposed(change, row).instance, _filled(row, change.before), typed(row)
    found = []
    for name in now:
        has_moved = name in change.before and change.before[name] != now[name]
        difference = _difference(name, row, new, then if has_moved else None)
        if has_moved or difference.old != difference.new:
            found.append(difference)
    return found


def _difference(name, old, new, then=None):
    old_text, new_text = shown(old, name), shown(new, name)
    return Difference(name, label(name), old_text, new_text, then and shown(then, name))


def _filled(row, values):
    """A copy of `row` with these values, each as the form sends it."""
    copy = _copy(row)
    fields = DetailsForm(instance=row).fields
    for name, value in values.items():
        with suppress(ValidationError):  # it was right when it was asked for
            setattr(copy, name, fields[name].clean(value))
    return copy


@transaction.atomic
def ask(invitation: Invitation, data: Mapping[str, Any], by: Actor) -> delegate_form.BothForms:
    """Take what the delegate sent (`data`, as posted) as a request, which replaces one that waits;
    return both forms, with what is wrong. It is taken whole: with an error, nothing is. What
    belongs to the list of people is stored at once.

    Raises Refused where nothing is new, when the seat has passed to somebody else, and when there
    were too many.
    """
    details.lock(invitation)
    row = details.row_of(invitation)
    before = typed(row)
    form, gender_form = delegate_form.forms_for(invitation, data)
    form.full_clean()
    gender_form.full_clean()
    gender_form.save_valid()
    if form.errors:
        return form, gender_form
    after = typed(form.instance)
    values = {name: value for name, value in after.items() if value != before[name]}
    waiting = waiting_of(invitation)
    if waiting and waiting.values == values:  # sent twice
        return form, gender_form
    if not values and gender_form.has_changed():
        return form, gender_form
    if not values:
        _refuse_nothing_new(waiting)
    _check_number(invitation)
    details.drop_waiting(invitation, State.REPLACED)
    old = {name: before[name] for name in values}
    DetailsChange.objects.create(invitation=invitation, values=values, before=old)
    transitions.note(invitation, Note.ASK_CHANGE, invitation.status, by)
    return form, gender_form


def _refuse_nothing_new(waiting):
    if waiting:
        raise Refused(
            _("This is what we have already. To drop your change, press “Withdraw the change”.")
        )
    raise NothingNew(_("This is what we have already, so nothing was sent."))


def _check_number(invitation):
    since = timezone.now() - timedelta(days=1)
    if invitation.details_changes.filter(asked_at__gt=since).count() >= PER_DAY:
        raise Refused(
            _("There have been many changes. Please wait a day, or write to the secretariat.")
        )


@transaction.atomic
def take_back(invitation: Invitation, by: Actor) -> None:
    """The delegate withdraws what waits. Raises Refused where nothing waits any more."""
    details.lock(invitation)
    if not details.drop_waiting(invitation, State.TAKEN_BACK):
        raise Refused(_("Nothing is waiting any more: the secretariat has decided on it."))
    transitions.note(invitation, Note.TAKE_CHANGE_BACK, invitation.status, by)


def version(change: DetailsChange) -> str:
    """It differs after each change of what the organiser compares: of the details as stored."""
    row = details.row_of(change.invitation)
    return row.changed_at.isoformat() if row.pk else "none"


@transaction.atomic
def accept(change: DetailsChange, user: User, seen: str = "") -> None:
    """Store what was asked for, and tell the delegate. What was refused may be accepted after all,
    while nothing newer waits. `seen` is the `version` on screen. Raises Refused, and EditConflict
    where somebody else was quicker."""
    invitation = _lock(change)
    if seen and seen != version(change):
        text = _("The stored details have been changed in the meantime. Please compare again.")
        raise EditConflict(text, change)
    if change.state == State.REFUSED and waiting_of(invitation):
        raise Refused(_("The delegate has sent a newer change, which waits. Decide on that one."))
    form = proposed(change, details.row_of(invitation))
    if form.errors:
        wrong = [f"{label(name)}: {' '.join(texts)}" for name, texts in form.errors.items()]
        raise Refused(_("It does not fit what is stored by now. %(why)s") % {"why": wrong[0]})
    by = organiser(user)
    _decide(change, [State.WAITING, State.REFUSED], State.ACCEPTED, user)
    details.save(form.instance, Actor(by.door, invitation.person.name))
    transitions.note(invitation, Note.ACCEPT_CHANGE, invitation.status, by)
    details_letters.decided(invitation, change, label)


@transaction.atomic
def refuse(change: DetailsChange, user: User, reason: str) -> None:
    """Leave everything as it is, and tell the delegate why. Raises Refused, and EditConflict where
    somebody else was quicker."""
    invitation = _lock(change)
    if not reason.strip():
        raise Refused(_("Please give the reason; the delegate is told it."))
    _decide(change, [State.WAITING], State.REFUSED, user, reason.strip())
    note = Note.REFUSE_CHANGE
    transitions.note(invitation, note, invitation.status, organiser(user), reason.strip())
    details_letters.decided(invitation, change, label)


def _lock(change):
    """The invitation, locked and as it is now; raises Refused where nothing is to be decided."""
    rows = Invitation.objects.with_people().select_for_update(no_key=True, of=["self"])
    invitation = rows.get(pk=change.invitation_id)
    change.invitation = invitation
    if not invitation.is_asked_for_details:
        raise Refused(_("These details are no longer needed, so nothing is to be decided."))
    return invitation


def _decide(change, states, state, user, reason=""):
    """Write the decision down; the second of two people at once is refused, and so is whoever looks
    at what the delegate has replaced or taken back meanwhile."""
    rows = DetailsChange.objects.filter(pk=change.pk, state__in=states)
    changes = {"state": state, "decided_at": timezone.now(), "decided_by": user, "reason": reason}
    if not rows.update(**changes):
        text = _(
            "Somebody else has decided on this change in the meantime, or the delegate has "
            "withdrawn it or sent a newer one. Please look again."
        )
        raise EditConflict(text, change)
    for name, value in changes.items():
        setattr(change, name, value)
