"""Revisions of the list of participants: provisional, revision n, final.

What was published stays as it was, and is read under today's consents: whoever has taken consent
back is only counted, in old revisions too, and whoever was erased is not even kept. Addresses are
shown while their owner agrees to that.
"""

import hashlib
import json
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.contrib.auth.models import User
from django.db import transaction
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from dialogue.models import Dialogue
from dialogue.refusals import Refused, is_outdated
from participants.delegates import consents
from participants.delegates.list_of_participants import (
    TAKES_PART,
    ListOfParticipants,
    Participant,
    participants,
)
from participants.models import Consent, Invitation, ListedParticipant, ParticipantList

Change = ListedParticipant.Change
LANGUAGES = [code for code, _name in settings.LANGUAGES]


@dataclass(frozen=True)
class Edition:
    """A list with the people whom it may name now, in their order. That of a draft has no key, and
    neither have its entries."""

    revision: ParticipantList
    entries: list[ListedParticipant]

    @property
    def dialogue(self) -> Dialogue:
        return self.revision.dialogue

    @property
    def number(self) -> int:
        """How many take part, named or not."""
        return sum(group["number"] for group in self.revision.groups)

    @property
    def has_contacts(self) -> bool:
        return any(entry.email or entry.phone for entry in self.entries)

    @property
    def marks(self) -> str:
        """How much differs from the revision before, for the organisers; "" where nothing does."""
        changes = [entry.change for entry in self.entries]
        numbers = {
            "new": changes.count(Change.NEW),
            "changed": changes.count(Change.CHANGED),
            "left_out": self.revision.left_out,
        }
        if not any(numbers.values()):
            return ""
        text = _(
            "Since the last revision: %(new)d new, %(changed)d changed, %(left_out)d left out."
        )
        return text % numbers

    @property
    def version(self) -> str:
        """Another one whenever it says something else: see dialogue.refusals."""
        said = [self.revision.groups, self.revision.left_out, *map(_said, self.entries)]
        return hashlib.sha256(json.dumps(said).encode()).hexdigest()[:20]


def last(dialogue: Dialogue) -> ParticipantList | None:
    """The revision that was published last."""
    return ParticipantList.objects.filter(dialogue=dialogue).order_by("-number").first()


def draft(dialogue: Dialogue, current: ListOfParticipants | None = None) -> Edition:
    """The list as it would be published now, with what differs from the last revision. `current` is
    the list with its addresses, if it is read already. Seven queries, whatever the size."""
    current = current or participants(dialogue)
    before = _before(last(dialogue))
    made = ParticipantList(dialogue=dialogue, published_at=timezone.now())
    entries: list[ListedParticipant] = []
    for index, group in enumerate(current.groups):
        names = {code: getattr(group.category, f"name_{code}") for code in LANGUAGES}
        fallback = group.category.name
        made.groups.append(
            {"name": {c: n or fallback for c, n in names.items()}, "number": group.number}
        )
        for participant in group.named:
            entries.append(_entry(made, participant, index, len(entries), before))
    made.left_out = len(before.keys() - {entry.invitation_id for entry in entries})
    return Edition(made, entries)


def edition(published: ParticipantList) -> Edition:
    """A published list with those whom it may still name. Three queries."""
    invitations = Invitation.objects.filter(dialogue=published.dialogue_id)
    agreeing = consents.agreeing(Consent.Purpose.LIST, invitations)
    may_be_reached = consents.who_agreed(Consent.Purpose.CONTACT, invitations)
    entries = list(published.entries.filter(invitation__in=agreeing.order_by().values("pk")))
    for entry in entries:
        if entry.invitation_id not in may_be_reached:
            entry.email = entry.phone = ""
    return Edition(published, entries)


def without_contacts(shown: Edition) -> Edition:
    """The same for organisers who see no addresses."""
    for entry in shown.entries:
        entry.email = entry.phone = ""
    return shown


def has_list(invitation: Invitation) -> bool:
    """Whether there is a list for this delegate. At most one query."""
    return (
        invitation.status in TAKES_PART
        and ParticipantList.objects.filter(dialogue=invitation.dialogue_id).exists()
    )


def for_delegate(invitation: Invitation) -> Edition | None:
    """What a delegate may read: the last revision, for whoever takes part; else None."""
    if invitation.status not in TAKES_PART or not (published := last(invitation.dialogue)):
        return None
    return edition(published)


@transaction.atomic
def publish(dialogue: Dialogue, by: User, *, is_final: bool, seen: str = "") -> ParticipantList:
    """Publish the list as it is now. `seen` is the version that was on screen. Raises Refused where
    it differs from that, says nothing new or names nobody, and after a final list for one that is
    not."""
    Dialogue.objects.select_for_update(no_key=True).get(pk=dialogue.pk)
    made, before = draft(dialogue), last(dialogue)
    if not made.entries:
        raise Refused(
            _("Nobody who takes part has agreed to be listed; there is nothing to publish.")
        )
    if is_outdated(seen, made):
        raise Refused(
            _("The list has changed since it was on screen. Look at it again, then publish it.")
        )
    if before and before.is_final and not is_final:
        raise Refused(_("The list is final. Publish what has changed since as final, too."))
    if before and before.is_final == is_final and not _has_news(made, before):
        raise Refused(
            _("Nothing has changed since “%(standing)s”.") % {"standing": before.standing}
        )
    made.revision.number = before.number + 1 if before else 1
    made.revision.is_final, made.revision.published_by = is_final, by
    made.revision.save()
    for entry in made.entries:
        entry.participant_list = made.revision
    ListedParticipant.objects.bulk_create(made.entries)
    return made.revision


def _before(published):
    """{invitation's key: what the last revision said of it}"""
    return (
        {entry.invitation_id: _said(entry) for entry in published.entries.all()}
        if published
        else {}
    )


def _said(entry):
    return [entry.group, entry.country, entry.shown, entry.email, entry.phone]


def _has_news(made, before):
    return (
        made.revision.left_out
        or made.revision.groups != before.groups
        or any(entry.change for entry in made.entries)
    )


def _entry(made, participant, group, position, before):
    person = participant.person
    entry = ListedParticipant(
        participant_list=made,
        invitation=participant.invitation,
        group=group,
        position=position,
        country=person.home_country.code or "",
        shown={code: _in_language(participant, code) for code in LANGUAGES},
        email=person.email if participant.shows_contact else "",
        phone=person.phone if participant.shows_contact else "",
    )
    if before and entry.invitation_id not in before:
        entry.change = Change.NEW
    elif before and before[entry.invitation_id] != _said(entry):
        entry.change = Change.CHANGED
    return entry


def _in_language(participant: Participant, language: str) -> dict[str, Any]:
    nominating = participant.nominated_by
    with translation.override(language):
        named = participant.named
        return {
            "name": named.addressed_name,
            "title": named.title,
            "institution": named.institution,
            "nominated_by": nominating.name if nominating else "",
        }
