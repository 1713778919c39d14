"""What becomes of delegates' details: stored as far as they are right, and erased in time."""

from datetime import timedelta

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from dialogue.errors import Refused
from dialogue.models import Dialogue
from participants.delegates.details_form import LogisticsForm
from participants.delegates.forms import GenderForm
from participants.models import AccessCode, Invitation, Logistics
from participants.states import OVER, Status
from participants.workflow.transitions import Actor

# Who declines may come back; after so long nobody does.
COMES_BACK_WITHIN = timedelta(days=7)


def forms_for(invitation: Invitation, data=None):
    """(LogisticsForm, GenderForm) of one delegate; what they share is the delegate's one form."""
    row = Logistics.objects.filter(invitation=invitation).first() or Logistics()
    row.invitation = invitation
    return LogisticsForm(data, instance=row), GenderForm(data, instance=invitation.person)


@transaction.atomic
def save(invitation: Invitation, data, by: Actor):
    """Store every valid field of `data` (as posted); return both forms, with what is wrong.

    Raises Refused when the seat has passed to somebody else meanwhile.
    """
    stored = Invitation.objects.select_for_update(no_key=True).get(pk=invitation.pk)
    if not stored.gives_details or stored.link_key != invitation.link_key:
        raise Refused(
            _("Your seat has changed in the meantime. Please open your most recent link.")
        )
    logistics, gender = forms_for(invitation, data)
    logistics.is_valid()
    gender.is_valid()
    if logistics.has_changed():
        logistics.save_valid(by)
    gender.save_valid()
    return logistics, gender


def erased_on(dialogue: Dialogue):
    """The day on which the details of a dialogue are erased."""
    return dialogue.ends_on + timedelta(dialogue.details_kept_days + 1)


def erase_due(now) -> int:
    """Erase the details and codes of dialogues whose days of keeping are over at the moment `now`,
    and of seats that have passed on; return how many delegates' details there were."""
    due = [
        dialogue.pk
        for dialogue in Dialogue.objects.all()
        if dialogue.local(now).date() >= erased_on(dialogue)
    ]
    declined = Q(status=Status.DECLINED, changed_at__lt=now - COMES_BACK_WITHIN)
    invitations = Invitation.objects.filter(Q(dialogue__in=due) | Q(status__in=OVER) | declined)
    with transaction.atomic():
        AccessCode.objects.filter(invitation__in=invitations).delete()
        _all, numbers = Logistics.objects.filter(invitation__in=invitations).delete()
    return numbers.get(Logistics._meta.label, 0)
