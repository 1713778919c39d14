"""The purposes for which delegates are asked to agree, in which words, and who has agreed.

The wording is part of the record: whoever changes a sentence here raises VERSION, and those who
agreed to the old words have agreed to the old words.
"""

from collections.abc import Collection
from typing import Any

from django.db import transaction
from django.db.models import OuterRef, QuerySet, Subquery
from django.utils import translation
from django.utils.translation import gettext_lazy as _

from dialogue.calendars import events
from dialogue.models import Dialogue
from participants.models import Consent, Invitation, Portrait
from participants.models.invitation_queryset import InvitationQuerySet

Purpose = Consent.Purpose
VERSION = "2026-11-28"
WORDING = {
    Purpose.LIST: _(
        "My name, title, institution and country may appear in the list of participants that "
        "all delegates and the hosts receive."
    ),
    Purpose.PROGRAMME: _(
        "If I take on a role in a session, my name, title, institution and country may appear "
        "beside it on the public pages of the dialogue."
    ),
    Purpose.PORTRAIT: _(
        "Where I am named on the public pages of the dialogue, the portrait that I upload may be "
        "shown beside my name."
    ),
    Purpose.PHOTOGRAPHS: _(
        "Photographs and video of the dialogue in which I can be recognised may be published by "
        "the organisers."
    ),
    Purpose.CONTACT: _("My email address and telephone number may be given to other delegates."),
    Purpose.FOLLOW_UP: _(
        "The organisers may write to me after the dialogue about its results and later meetings."
    ),
}


def now(invitation: Invitation) -> dict[str, Consent]:
    """{purpose: the Consent that counts} for one delegate; purposes never asked are missing."""
    return {consent.purpose: consent for consent in reversed(invitation.consents.all())}


def rows(invitation: Invitation, agreeing: Collection[str] = ()) -> list[dict[str, Any]]:
    """What a page shows for each purpose: the words, the Consent that counts or None, and whether
    the box was ticked in a form that is still to be recorded (`agreeing`)."""
    known, ever_given = now(invitation), _ever_given(invitation)
    shown = []
    for purpose, wording in WORDING.items():
        last = known.get(purpose)
        # Whoever agreed to earlier words has agreed to those, not to today's.
        is_earlier = last is not None and last.is_given and last.version != VERSION
        shown.append(
            {
                "purpose": purpose.value,
                "label": purpose.label,
                "wording": last.wording if last and is_earlier else wording,
                "last": last,
                "was_given": purpose.value in ever_given,
                "is_ticked": purpose.value in agreeing,
            }
        )
    return shown


def _ever_given(invitation):
    return {consent.purpose for consent in invitation.consents.all() if consent.is_given}


def who_agreed(purpose: str, invitations: QuerySet[Invitation]) -> set[int]:
    """The primary keys of those among the invitations (a queryset) whose last word is yes."""
    rows = Consent.objects.filter(purpose=purpose, invitation__in=invitations).order_by("at", "pk")
    last = dict(rows.values_list("invitation_id", "is_given"))
    return {pk for pk, is_given in last.items() if is_given}


def agreeing(purpose: str, invitations: InvitationQuerySet) -> InvitationQuerySet:
    """Those of the invitations whose last word is yes."""
    words = Consent.objects.filter(purpose=purpose, invitation=OuterRef("pk"))
    last = words.order_by("-at", "-pk").values("is_given")[:1]
    return invitations.alias(last_word=Subquery(last)).filter(last_word=True)


@transaction.atomic
def record(
    invitation: Invitation, purpose: str, is_given: bool, *, door: str, actor: str
) -> Consent | None:
    """Add to the ledger in the words of the active language; the same once more adds nothing, and
    gives None."""
    known = now(invitation).get(purpose)
    if known and known.is_given == is_given:
        return None
    counts_otherwise = is_given or known is not None  # a first no changes nothing that is shown
    if counts_otherwise and purpose in {Purpose.PROGRAMME, Purpose.PORTRAIT}:
        events.mark_calendars_changed(Dialogue.objects.filter(pk=invitation.dialogue_id))
    row = Consent.objects.create(
        invitation=invitation,
        purpose=purpose,
        is_given=is_given,
        wording=str(WORDING[Purpose(purpose)]),
        language=translation.get_language(),
        version=VERSION,
        door=door,
        actor=actor[:200],
    )
    if purpose == Purpose.PORTRAIT and not is_given:
        _delete_unagreed_portrait(invitation)
    return row


@transaction.atomic
def decline_the_rest(invitation: Invitation, *, door: str, actor: str) -> None:
    """Add a no to every purpose on which the delegate has said nothing yet."""
    for purpose in WORDING.keys() - now(invitation).keys():
        record(invitation, purpose, False, door=door, actor=actor)


def _delete_unagreed_portrait(invitation):
    """A portrait is kept for this purpose alone: it goes with the last consent."""
    seats = Invitation.objects.filter(person=invitation.person_id)
    if not agreeing(Purpose.PORTRAIT, seats).exists():
        Portrait.objects.filter(person=invitation.person_id).delete()
