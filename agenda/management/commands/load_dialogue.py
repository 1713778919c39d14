"""manage.py load_dialogue: the dialogue, its topics and its draft programme from data files."""

from datetime import date
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from agenda.loading.datafiles import DataError
from agenda.loading.dialogues import DATA, load
from agenda.loading.merging import Outcome


class Command(BaseCommand):
    help = (
        "Load the dialogue, its topics and its draft programme from the data files. It can be "
        "repeated: what organisers changed or deleted stays as it is."
    )

    def add_arguments(self, parser):
        parser.add_argument(
            "--starts-on",
            metavar="YYYY-MM-DD",
            help="the dialogue's first day; everything in it moves by whole days",
        )
        parser.add_argument(
            "--data",
            default=DATA,
            metavar="FOLDER",
            help="where the TOML files are (default: the project's own)",
        )
        parser.add_argument(
            "--afresh", action="store_true", help="create the dialogue again if it was deleted"
        )

    def handle(self, *args, **options):
        try:
            report = load(
                Path(options["data"]), _day(options["starts_on"]), afresh=options["afresh"]
            )
        except DataError as error:
            raise CommandError(str(error)) from error
        if report.dialogue is None:
            self.stdout.write(_("The dialogue was deleted; use --afresh to create it again."))
            return
        for line in _lines(report):
            self.stdout.write(line)
        if options["verbosity"] > 1:
            for row in report.kept:
                self.stdout.write(_("Left as edited: %(row)s") % {"row": row})


def _day(text):
    try:
        return date.fromisoformat(text) if text else None
    except ValueError as error:
        raise CommandError(
            _("“%(text)s” is not a date; write it like 2026-06-02.") % {"text": text}
        ) from error


def _lines(report):
    """The lines of the summary: the dates, what was done with each kind of row, the citations."""
    dialogue = report.dialogue
    yield _("%(title)s: %(first)s to %(last)s, reply deadline %(reply_by)s (%(zone)s)") % {
        "title": dialogue.title,
        "first": date_format(dialogue.starts_on),
        "last": date_format(dialogue.ends_on),
        "reply_by": date_format(dialogue.local(dialogue.reply_by_at), "DATETIME_FORMAT"),
        "zone": dialogue.time_zone,
    }
    yield _("Its short name, for other commands: %(slug)s") % {"slug": dialogue.slug}
    if dialogue.reply_by_at <= timezone.now():
        text = _("These dates have passed. --starts-on DATE moves all of them: %(example)s")
        example = "manage.py load_dialogue --starts-on 2031-06-02"
        yield text % {"example": example}
    if report.moved_by:
        yield _("Everything was moved by %(days)+d days.") % {"days": report.moved_by}
    texts = {
        Outcome.MADE: _("%(number)d created"),
        Outcome.UPDATED: _("%(number)d updated"),
        Outcome.KEPT: _("%(number)d left as edited by organisers"),
        Outcome.DELETED: _("%(number)d left deleted"),
        Outcome.UNCHANGED: _("%(number)d unchanged"),
    }
    for model, count in report.counts.items():
        numbers = [
            text % {"number": count[outcome]} for outcome, text in texts.items() if count[outcome]
        ]
        yield f"  {model._meta.verbose_name_plural}: {', '.join(numbers)}"
    yield _("  citations: %(found)d of %(all)d found in imported documents") % {
        "found": report.citations_found,
        "all": report.citations,
    }
    if not report.has_written:
        yield _("Nothing has changed.")
