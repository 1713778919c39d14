"""manage.py play_samples: act for sample delegates, through the same verbs that people use. Some
accept and some decline, most delegates agree to be named, one answers by calendar, two are on the
reserve list, an institution nominates, an office nominates a substitute, and some official letters
are issued."""

import io
from typing import Any, cast

from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import transaction
from django.db.models import QuerySet
from django.utils import translation
from django.utils.translation import gettext as _

from dialogue.models import Dialogue
from participants.delegates import consents
from participants.demo_data import sample_letters
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
from participants.workflow import answers, invitations, nominations
from participants.workflow.transitions import Actor

# Of the drafts in the order of their creation: the first 24 are invited, the next 2 go on the
# reserve list, the next 4 are only cleared, and the rest stay drafts.
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

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("dialogue", help="short name of the dialogue")

    def handle(self, *, dialogue: str, **options: Any) -> None:
        chosen = Dialogue.objects.filter(slug=dialogue).first()
        if chosen is None:
            raise CommandError(_("There is no dialogue “%s”.") % dialogue)
        by = Actor(InvitationEvent.Door.COMMAND, _("sample data"))
        invited = self.invite(chosen, by)
        call_command("deliver_mail", stdout=io.StringIO())  # nobody answers what has not arrived
        self.let_answer(chosen, invited, by)
        sample_letters.write(chosen, invited)

    @transaction.atomic
    def invite(self, dialogue: Dialogue, by: Actor) -> list[Invitation]:
        """Clear, invite and put on the reserve list; return the invitations that were sent, in the
        order of their creation."""
        samples = dialogue.invitations.with_people().filter(**SAMPLES, status=Status.DRAFT)
        drafts = list(samples.order_by("pk"))
        for invitation in drafts[:CLEARED]:
            invitations.clear(invitation, by)
        for invitation in drafts[:INVITED]:
            invitations.invite(invitation, by)
        for invitation in drafts[INVITED:RESERVE]:
            invitations.put_on_reserve(invitation, by)
        return drafts[:INVITED]

    @transaction.atomic
    def let_answer(self, dialogue: Dialogue, invited: list[Invitation], by: Actor) -> None:
        """Let the invitees answer, and an institution and an office use their links."""
        for index, invitation in enumerate(invited):
            self.answer(invitation, ANSWERS[index % len(ANSWERS)])
            if index % 5:
                self.agree(invitation)
        self.play_delegation(dialogue, by)
        waiting = dialogue.invitations.with_people().filter(**SAMPLES, status=Status.INVITED)
        self.play_calendar(waiting.filter(delegation=None))

    def answer(self, invitation: Invitation, response: str | None) -> None:
        """Let the invitee answer by the personal link; None leaves the invitation unanswered."""
        if response is None:
            return
        person = cast(Person, invitation.person)
        reason = REASON.get(response, {}).get(person.language, "")
        answer = Answer(response=response, reason=reason, answered_by=Answer.By.INVITEE)
        by = Actor(InvitationEvent.Door.LINK, person.name)
        answers.answer(invitation, by, answer)

    def agree(self, invitation: Invitation) -> None:
        """Let a delegate consent to be named among participants and speakers."""
        if invitation.status != Status.ACCEPTED:
            return
        person = cast(Person, invitation.person)
        with translation.override(person.language):
            for purpose in [Consent.Purpose.LIST, Consent.Purpose.PROGRAMME]:
                actor = {"door": InvitationEvent.Door.LINK, "actor": person.name}
                consents.record(invitation, purpose, True, **actor)

    def play_calendar(self, invited: QuerySet[Invitation]) -> None:
        """Let the calendar of an invitee who has not answered accept; an organiser confirms it."""
        if invitation := invited.order_by("pk").last():
            filing.receive(filing.Arrival(answer_by_calendar(invitation)))

    def play_delegation(self, dialogue: Dialogue, by: Actor) -> None:
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
        seats = [
            Invitation.objects.create(dialogue=dialogue, delegation=delegation, category=category)
            for category in dialogue.categories.all()[: data["seats"]]
        ]
        for seat in seats:
            invitations.clear(seat, by)
            invitations.invite(seat, by)
        self.nominate(seats[0], data["nominee"], focal_point.name)
        accepted = dialogue.invitations.with_people().filter(status=Status.ACCEPTED)
        if guest := accepted.filter(person__country=substitute["country"]).first():
            self.nominate(guest, substitute, guest.person.assistant_name or guest.person.name)

    def nominate(self, seat: Invitation, fields: dict[str, str], name: str) -> None:
        """Nominate for a seat, by its link and in this name."""
        nomination = Nomination(proposed_by=By.OFFICE, proposed_by_name=name, **fields)
        nominations.nominate(seat, Actor(InvitationEvent.Door.LINK, name), nomination)
