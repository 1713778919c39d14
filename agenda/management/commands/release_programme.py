"""manage.py release_programme SLUG: release the draft without the admin site's page."""

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from agenda.letter_kinds import PROGRAMME_CHANGED
from agenda.releases import releasing
from dialogue.models import Dialogue
from dialogue.refusals import Refused


class Command(BaseCommand):
    help = (
        "Release the draft programme of a dialogue: pages and calendars show it from then on. What "
        "keeps it from being released is listed; nothing is forced."
    )

    def add_arguments(self, parser):
        parser.add_argument("slug", metavar="SLUG", help="the dialogue's short name")
        parser.add_argument("--note-en", default="", metavar="TEXT", help="what is new, in English")
        parser.add_argument("--note-vi", default="", metavar="TEXT", help="… and in Vietnamese")
        parser.add_argument(
            "--no-mail", action="store_true", help="do not write to those who are affected"
        )

    def handle(self, *, slug, note_en, note_vi, no_mail, **options):
        dialogue = Dialogue.objects.filter(slug=slug).first()
        if dialogue is None:
            raise CommandError(_("There is no dialogue “%(slug)s”.") % {"slug": slug})
        draft = releasing.draft(dialogue)
        for finding in draft.findings:
            self.stderr.write(f"{finding.of}, {finding.label}: {finding.kind.label}")
        for row in draft.conflicts:
            self.stderr.write(row.conflict.sentence)
        try:
            made = releasing.release(
                dialogue,
                "manage.py release_programme",
                notes={"en": note_en, "vi": note_vi},
                write_to_them=not no_mail,
            )
        except Refused as error:
            raise CommandError(str(error)) from error
        self.stdout.write(
            _("Released: %(title)s, version %(number)d, %(sessions)d sessions, %(mails)d emails.")
            % {
                "title": dialogue.title,
                "number": made.number,
                "sessions": len(made.content["sessions"]),
                "mails": dialogue.mails.filter(
                    kind=PROGRAMME_CHANGED.name, created_at__gte=made.released_at
                ).count(),
            }
        )
