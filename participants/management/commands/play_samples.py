"""Bring sample delegates into livelier states, through the same verbs that people use."""

from django.core.management.base import BaseCommand, CommandError
from django.db import transaction
from django.utils.translation import gettext as _

from dialogue.models import Dialogue
from participants import answers, invitations
from participants.models import Answer, Invitation, InvitationEvent
from participants.states import Status

# Of the drafts in the order they were made: which get which far. The rest stays a draft.
INVITED, CLEARED = 24, 30
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

    @transaction.atomic
    def handle(self, *, dialogue, **options):
        if not Dialogue.objects.filter(slug=dialogue).exists():
            raise CommandError(_("There is no dialogue “%s”.") % dialogue)
        by = invitations.Actor(InvitationEvent.Door.COMMAND, _("sample data"))
        samples = Invitation.objects.with_people().filter(
            dialogue__slug=dialogue,
            status=Status.DRAFT,
            person__email__endswith="@example.org",
        )
        for place, invitation in enumerate(samples.order_by("pk")):
            if place < CLEARED:
                invitations.clear(invitation, by)
            if place < INVITED:
                invitations.invite(invitation, by)
                self.answer(invitation, ANSWERS[place % len(ANSWERS)])

    def answer(self, invitation, response):
        if response is None:
            return
        reason = REASON.get(response, {}).get(invitation.person.language, "")
        given = Answer(response=response, reason=reason, answered_by=Answer.By.INVITEE)
        by = invitations.Actor(InvitationEvent.Door.LINK, invitation.person.name)
        answers.answer(invitation, by, given)
