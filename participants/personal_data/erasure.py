"""Erasing a person: what they still take part in is ended by its own verbs, then all that the data
map knows of them is forgotten, in one transaction.

The row of the person stays and says nothing, so that seats can still be counted. Where an entry for
their calendar is out, a last letter takes it back; it is erased itself as soon as it has left
(OutgoingMail.is_erased_once_sent).
"""

from collections.abc import Callable, Collection
from datetime import datetime

from django.db import transaction
from django.utils import timezone

from dialogue.calendars import events
from dialogue.mail import bounces
from dialogue.models import Dialogue, Job, JobFile
from dialogue.personal_data import data_map, erasing
from dialogue.personal_data.forgetting import empty
from dialogue.personal_data.subjects import Subject
from participants.letters import calendar_invitations, letters
from participants.letters.letter_kinds import ERASED
from participants.models import (
    Delegation,
    Erasure,
    Invitation,
    InvitationEvent,
    Nomination,
    PeopleUpload,
    Person,
    new_key,
    new_keys,
)
from participants.models.erasures import digests_of
from participants.personal_data.incoming import forget_in_messages
from participants.personal_data.invitations import nominations_of
from participants.personal_data.people import subject_of
from participants.states import TRANSITIONS, Verb
from participants.workflow import superseded, transitions
from participants.workflow.transitions import Actor

# What must end on a floor above, such as roles; called inside the transaction. By the model whose
# rows it deletes.
Follower = Callable[[Person], object]
_followers: dict[str, Follower] = {}


def register(deletes: str, follower: Follower) -> None:
    """Let this be done for each person who is erased, which deletes their rows of a model
    ("agenda.Role"); an app says so in its AppConfig."""
    _followers[deletes] = follower


def outlook(person: Person) -> list[erasing.Left]:
    """What would become of the rows about a person, model by model. Changes nothing."""
    return list(erasing.outlook(subject_of([person.pk]), deleted=_followers))


def known_as(person: Person) -> str:
    """What a person is recognised by beside the key, if an older backup brings them back: the
    address, or without one the name."""
    return person.email or f"{person.family_name} {person.given_name}".strip()


@transaction.atomic
def erase(person: Person, by: Actor, erased_at: datetime | None = None) -> Erasure | None:
    """Erase all that is kept about a person; None if that was done before. `erased_at` is when it
    was done first, if a backup has brought them back.

    The lock of all dialogues comes first, then the person's, as everywhere; it also makes feeds and
    pages count as changed, so that none is answered from a copy with the name in it.
    """
    events.mark_calendars_changed(Dialogue.objects.all())
    stored = Person.objects.select_for_update(no_key=True).filter(pk=person.pk).first()
    if stored is None or stored.is_erased:
        return None
    subject = subject_of([stored.pk])
    known_by = subject.addresses | {known_as(stored)}
    digests = {digests_of(address)[0] for address in known_by}
    row, _made = Erasure.objects.get_or_create(
        person=stored.pk,
        erased_at=erased_at or timezone.now(),
        defaults={"digests": sorted(digests), "erased_by": by.user},
    )
    to_be_told = _withdraw(stored, by)
    end_nominations(subject, by)
    for follower in _followers.values():
        follower(stored)
    forget(subject)
    for invitation in to_be_told:
        _say_goodbye(invitation)
    return row


def forget(subject: Subject) -> None:
    """Forget all that the data map knows of them, and what it cannot search: files and messages."""
    # Packed or not to be searched, and kept for days at most.
    JobFile.objects.all().delete()
    Job.objects.exclude(state__in=Job.GOES_ON).delete()
    PeopleUpload.objects.all().delete()
    _forget_reasons(subject)
    erasing.erase(subject)
    forget_in_messages(subject)
    for delegation in Delegation.objects.filter(
        focal_point__in=subject.keys_of("participants.Person")
    ):
        Delegation.objects.filter(pk=delegation.pk).update(link_key=new_key())


def _forget_reasons(subject: Subject) -> None:
    """What was said of them when they were nominated is kept once more in the story of the seat."""
    for nomination in nominations_of(subject):
        said = {nomination.remark, nomination.reason} - {""}
        events_of_seat = InvitationEvent.objects.filter(
            invitation=nomination.invitation_id, reason__in=said
        )
        empty(data_map.holding_of("participants.InvitationEvent"), events_of_seat, "reason")


def end_nominations(subject: Subject, by: Actor) -> None:
    """Seats for which they are proposed are open again, without a letter; whoever proposed them
    finds it on the institution's page."""
    open_ones = nominations_of(subject).filter(outcome=Nomination.Outcome.OPEN)
    for nomination in open_ones.select_related("invitation__dialogue", "invitation__delegation"):
        invitation = nomination.invitation
        transitions.lock(invitation)
        is_nomination = nomination.kind == Nomination.Kind.NOMINATION
        verb = Verb.RETURN if is_nomination else Verb.REFUSE_SUBSTITUTE
        if (verb, invitation.status) in TRANSITIONS:
            transitions.move(invitation, verb, by)
        transitions.drop_open_nomination(invitation)


def still_ahead(person: Person) -> Collection[Invitation]:
    """The invitations that erasing the person withdraws: of dialogues that are not over. What
    became of the others is only counted."""
    rows = person.invitations.select_related("dialogue", "category", "delegation")
    now = timezone.now()
    return [
        invitation
        for invitation in rows
        if (Verb.WITHDRAW, invitation.status) in TRANSITIONS
        and invitation.dialogue.local(now).date() <= invitation.dialogue.ends_on
    ]


def are_told(invitation: Invitation) -> bool:
    """Whether a last letter takes an entry out of this person's calendar."""
    return bool(
        invitation.is_out
        and invitation.calendar_told is not None
        and not invitation.dialogue.is_off
        and invitation.person
        and invitation.person.email
        and not bounces.is_blocked(invitation.person.email)
    )


def _withdraw(person: Person, by: Actor) -> list[Invitation]:
    """Free the seats; return the invitations whose calendar entry has to be taken back, with the
    person as they were."""
    to_be_told = []
    for invitation in still_ahead(person):
        transitions.lock(invitation)
        invitation.person = person
        if are_told(invitation) and invitation.is_written_to:
            to_be_told.append(invitation)
        superseded.cancel_letters(invitation)
        transitions.move(invitation, Verb.WITHDRAW, by, **new_keys())
    return to_be_told


def _say_goodbye(invitation: Invitation) -> None:
    """The last letter, from what is left in memory: the database knows the address only in it."""
    letters.write(ERASED.name, invitation, entry=calendar_invitations.cancel(invitation))
    invitation.mails.filter(kind=ERASED.name).update(is_erased_once_sent=True)
