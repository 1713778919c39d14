"""manage.py load_samples: create thirty-six invented people with a draft invitation each."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils.translation import gettext as _

from dialogue.models import Dialogue
from dialogue.refusals import Refused
from participants.demo_data.samples import load


class Command(BaseCommand):
    help = (
        "Create thirty-six invented delegates from the eleven countries of ASEAN, each with a "
        "draft invitation to the dialogue. Repeatable: existing people stay unchanged."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("dialogue", metavar="DIALOGUE_SLUG", help="such as ai-governance-2026")

    def handle(self, *args: Any, **options: Any) -> None:
        slug = options["dialogue"]
        dialogue = Dialogue.objects.filter(slug=slug).first()
        if dialogue is None:
            raise CommandError(_("There is no dialogue “%(slug)s”.") % {"slug": slug})
        try:
            report = load(dialogue)
        except Refused as error:
            raise CommandError(str(error)) from error
        self.stdout.write(
            _(
                "Sample delegates created: %(people)d people, %(organisations)d institutions, "
                "%(invitations)d draft invitations."
            )
            % vars(report)
        )
        if report.existing_people:
            self.stdout.write(
                _("Sample delegates left unchanged: %(existing_people)d.") % vars(report)
            )
