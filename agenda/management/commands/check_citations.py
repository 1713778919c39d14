"""manage.py check_citations: is every passage that a topic cites found in its document?"""

from django.core.management.base import BaseCommand, CommandError
from django.db.models import Prefetch
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from agenda.evidence import anchors
from agenda.models import Passage, Topic

EXCERPT_WORDS = 4


class Command(BaseCommand):
    @property
    def help(self):
        return _(
            "Print every passage with the topics that cite it and where it was found, searching "
            "again from scratch; nothing is saved. Fails if a passage is lost or its document "
            "is missing."
        )

    def handle(self, **options):
        topics = Topic.objects.select_related("dialogue").order_by("dialogue__slug", "number")
        passages = (
            Passage.objects.select_related("document", "paragraph")
            .prefetch_related(Prefetch("topics", topics))
            .order_by("document__key", "pk")
        )
        found = lost = missing = 0
        for passage, place in anchors.locate(passages):
            if place:
                found += 1
            elif passage.document.is_imported:
                lost += 1
            else:
                missing += 1
            self.stdout.write(describe(passage, place))
        self.stdout.write(
            _("Found: %(found)s. Lost: %(lost)s. In documents not imported: %(missing)s.")
            % {"found": found, "lost": lost, "missing": missing}
        )
        if failed := lost + missing:
            raise CommandError(
                ngettext(
                    "%(count)s citation cannot be located.",
                    "%(count)s citations cannot be located.",
                    failed,
                )
                % {"count": failed}
            )


def describe(passage: Passage, place: anchors.Place | None) -> str:
    """One line: the topics as dialogue/number, the document's key, and what was found."""
    cited_by = ", ".join(
        f"{topic.dialogue.slug}/{topic.number}" for topic in passage.topics.all()
    ) or _("not cited by any topic")
    if place:
        state = _("found in paragraph %(number)s: “%(words)s”") % {
            "number": place.paragraph.number,
            "words": excerpt(place.text),
        }
    elif passage.document.is_imported:
        state = _("lost: “%(start)s … %(end)s” does not appear in it; correct the citation") % {
            "start": passage.start,
            "end": passage.end,
        }
    else:
        state = _("document not imported; run import_documents on its file")
    if not anchors.is_stored(passage, place):
        state += " " + _(
            "(the stored place differs; run load_dialogue or import_documents to correct it)"
        )
    return f"{cited_by}: {passage.document.key}: {state}"


def excerpt(text: str) -> str:
    """The first and last few words of a passage; a short passage in full."""
    words = text.split()
    if len(words) <= 2 * EXCERPT_WORDS:
        return text
    return " ".join([*words[:EXCERPT_WORDS], "…", *words[-EXCERPT_WORDS:]])
