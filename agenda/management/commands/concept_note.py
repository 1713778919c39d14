"""manage.py concept_note SLUG --language en|vi|both --format pdf|docx --output PATH"""

from pathlib import Path

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from agenda.papers import concept_note
from dialogue.models import Dialogue
from dialogue.refusals import Refused


class Command(BaseCommand):
    @property
    def help(self):
        return _("Write the concept note of a dialogue to a file.")

    def add_arguments(self, parser):
        parser.add_argument("slug", metavar="SLUG", help=_("the dialogue’s short name"))
        parser.add_argument("--language", choices=list(concept_note.LANGUAGES_OF), default="both")
        parser.add_argument("--format", choices=list(concept_note.MEDIA_TYPES), default="pdf")
        parser.add_argument("--form", choices=concept_note.FORMS, default="short")
        parser.add_argument("--output", metavar="PATH", type=Path, required=True)

    def handle(self, *, slug, language, output, **options):
        dialogue = concept_note.dialogues().filter(slug=slug).first()
        if dialogue is None:
            known = ", ".join(Dialogue.objects.values_list("slug", flat=True)) or "–"
            text = _("There is no dialogue “%(slug)s”; the known ones are: %(known)s.")
            raise CommandError(text % {"slug": slug, "known": known})
        languages = concept_note.LANGUAGES_OF[language]
        try:
            content = concept_note.write(dialogue, languages, options["format"], options["form"])
            output.write_bytes(content)
        except Refused as refusal:
            raise CommandError(str(refusal)) from refusal
        except OSError as error:
            text = _("%(path)s cannot be written (%(error)s); choose another path.")
            raise CommandError(text % {"path": output, "error": error.strerror}) from error
        self.stdout.write(
            _("Written: %(path)s (%(size)d KB).")
            % {"path": output, "size": round(len(content) / 1024)}
        )
