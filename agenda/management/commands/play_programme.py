"""Give sample delegates roles in the programme, through the same verbs that people use: some are
asked and confirm, one declines, the last have not answered; then the programme is released."""

from collections.abc import Iterator
from itertools import cycle

from django.core.management.base import BaseCommand, CommandError
from django.db import transaction
from django.utils.translation import gettext as _

from agenda.models import Role, Session
from agenda.programme import roles
from agenda.releases import releasing
from dialogue.models import Dialogue
from participants.models import Person
from participants.states import Status

Kind, Of = Role.Kind, Session.Kind
ROLES: dict[str, list[Role.Kind]] = {
    Of.OPENING: [Kind.CHAIR],
    Of.KEYNOTE: [Kind.KEYNOTE],
    Of.ROUND_TABLE: [Kind.MODERATOR, Kind.DISCUSSANT, Kind.DISCUSSANT, Kind.RAPPORTEUR],
    Of.CLOSING: [Kind.CHAIR],
}
DECLINES, UNANSWERED = 6, 4  # the index of the one that is declined; how many have no answer yet
NOTES = {
    "en": "With those who have accepted a role so far.",
    "vi": "Bổ sung những người đã nhận lời đảm nhiệm vai trò trong chương trình.",
}


class Command(BaseCommand):
    help = "Give sample delegates (addresses at example.org only) roles in the programme."

    def add_arguments(self, parser):
        parser.add_argument("slug", metavar="SLUG", help="the dialogue's short name")

    @transaction.atomic
    def handle(self, *, slug, **options):
        dialogue = Dialogue.objects.filter(slug=slug).first()
        if dialogue is None:
            raise CommandError(_("There is no dialogue “%s”.") % slug)
        samples = Person.objects.filter(
            email__endswith="@example.org",
            invitations__dialogue=dialogue,
            invitations__status=Status.ACCEPTED,
        ).order_by("pk")
        if not samples or Role.objects.filter(session__dialogue=dialogue).exists():
            return
        self.ask(dialogue, cycle(samples))
        self.answer(dialogue)
        releasing.release(dialogue, _("sample data"), notes=NOTES)

    def ask(self, dialogue: Dialogue, people: Iterator[Person]) -> None:
        """Ask these people, in turn, to take the roles that each session has."""
        for session in dialogue.sessions.filter(kind__in=ROLES, is_cancelled=False):
            for position, kind in enumerate(ROLES[session.kind]):
                Role.objects.create(
                    session=session, person=next(people), kind=kind, position=position
                )
        roles.ask(Role.objects.filter(session__dialogue=dialogue))

    def answer(self, dialogue: Dialogue) -> None:
        """Answer for all but the last; one of them declines."""
        asked = list(Role.objects.filter(session__dialogue=dialogue).order_by("pk"))
        for index, role in enumerate(asked[:-UNANSWERED]):
            roles.answer(role, confirm=index != DECLINES, by=role.person.name)
