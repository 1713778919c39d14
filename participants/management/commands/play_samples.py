"""Bring sample delegates into livelier states, through the same verbs that people use: let some
accept and some decline, most who come agree to be named, one answer by calendar, two wait for a
seat, an institution nominate, an office propose a substitute."""

import io

from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.db import transaction
from django.utils import translation
from django.utils.translation import gettext as _

from dialogue.models import Dialogue
from participants.delegates import consents
from participants.demo_data.samples import answer_by_calendar, read_delegation
from participants.inbox import filing
from participants.models import (
    Answer,
    By,
    Consent,
    Delegation,
    Invitation,
    InvitationEvent,
    Nomination,
    Organisation,
    Person,
)
from participants.states import Status
from participants.workflow import answers, invitations, nominations, transitions

# Of the drafts in the order they were made: which get which far. The rest stays a draft.
INVITED, RESERVE, CLEARED = 24, 26, 30
SAMPLES = {"person__email__endswith": "@example.org"}
ANSWERS = ["accept", "accept", "decline", "accept", "tentative", "accept", None, None]
REASON = {
    "decline": {
        "en": "The session of parliament falls on the same days.",
        "vi": "Lịch công tác trùng với kỳ họp Quốc hội.",
    }
}


class Command(BaseCommand):
    help = "Clear, invite and answer for sample delegates (addresses at example.org only)."

    def add_arguments(self, parser):
        parser.add_argument("dialogue", help="short name of the dialogue")

    def handle(self, *, dialogue, **options):
        found = Dialogue.objects.filter(slug=dialogue).first()
        if found is None:
            raise CommandError(_("There is no dialogue “%s”.") % dialogue)
        by = transitions.Actor(InvitationEvent.Door.COMMAND, _("sample data"))
        invited = self.invite(found, by)
        call_command("deliver_mail", stdout=io.StringIO())  # nobody answers what has not come
        self.let_answer(found, invited, by)

    @transaction.atomic
    def invite(self, dialogue, by):
        """Those who were invited, in the order in which they were made."""
        drafts = dialogue.invitations.with_people().filter(**SAMPLES, status=Status.DRAFT)
        drafts = list(drafts.order_by("pk"))
        for invitation in drafts[:CLEARED]:
            invitations.clear(invitation, by)
        for invitation in drafts[:INVITED]:
            invitations.invite(invitation, by)
        for invitation in drafts[INVITED:RESERVE]:
            invitations.put_on_reserve(invitation, by)
        return drafts[:INVITED]

    @transaction.atomic
    def let_answer(self, dialogue, invited, by):
        for place, invitation in enumerate(invited):
            self.answer(invitation, ANSWERS[place % len(ANSWERS)])
            if place % 5:
                self.agree(invitation)
        self.play_delegation(dialogue, by)
        waiting = dialogue.invitations.with_people().filter(**SAMPLES, status=Status.INVITED)
        self.play_calendar(waiting.filter(delegation=None))

    def answer(self, invitation, response):
        if response is None:
            return
        reason = REASON.get(response, {}).get(invitation.person.language, "")
        given = Answer(response=response, reason=reason, answered_by=Answer.By.INVITEE)
        by = transitions.Actor(InvitationEvent.Door.LINK, invitation.person.name)
        answers.answer(invitation, by, given)

    def agree(self, invitation):
        """One who comes may be named among participants and speakers."""
        if invitation.status != Status.ACCEPTED:
            return
        with translation.override(invitation.person.language):
            for purpose in [Consent.Purpose.LIST, Consent.Purpose.PROGRAMME]:
                actor = {"door": InvitationEvent.Door.LINK, "actor": invitation.person.name}
                consents.record(invitation, purpose, True, **actor)

    def play_calendar(self, invited):
        """The calendar of one who has not answered says yes; an organiser confirms it."""
        if invitation := invited.order_by("pk").last():
            filing.take(filing.Arrival(answer_by_calendar(invitation)))

    def play_delegation(self, dialogue, by):
        """Two seats are offered to an institution, which fills one; and a delegate of another
        cannot come."""
        data, substitute = read_delegation()
        if Organisation.objects.filter(name_en=data["organisation"]["name_en"]).exists():
            return
        organisation = Organisation.objects.create(**data["organisation"])
        focal_point = Person.objects.create(organisation=organisation, **data["focal_point"])
        delegation = Delegation.objects.create(
            dialogue=dialogue, organisation=organisation, focal_point=focal_point
        )
        for category in list(dialogue.categories.all())[: data["seats"]]:
            seat = Invitation.objects.create(
                dialogue=dialogue, delegation=delegation, category=category
            )
            invitations.clear(seat, by)
            invitations.invite(seat, by)
        self.propose(delegation.seats.first(), data["nominee"], focal_point.name)
        accepted = dialogue.invitations.with_people().filter(status=Status.ACCEPTED)
        if guest := accepted.filter(person__country=substitute["country"]).first():
            self.propose(guest, substitute, guest.person.assistant_name or guest.person.name)

    def propose(self, seat, fields, name):
        nomination = Nomination(proposed_by=By.OFFICE, proposed_by_name=name, **fields)
        nominations.nominate(seat, transitions.Actor(InvitationEvent.Door.LINK, name), nomination)
