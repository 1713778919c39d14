"""The concept note of a dialogue: what it says, for the PDF and the Word file alike.

`dialogues()` reads everything from the database at once, agenda.papers.concept_note_text puts it
into plain words of one language, and `write()` makes a file in one language or in several, one
after the other.
"""

from datetime import datetime

from django.conf import settings
from django.db.models import Model, Prefetch, QuerySet
from django.utils.text import capfirst
from modeltranslation.translator import translator

from agenda.models import Passage, Session
from agenda.papers import concept_note_text
from agenda.papers.concept_note_text import Outside, in_any_language
from agenda.releases import published, releasing, speakers
from dialogue.exports import pdf
from dialogue.exports.spreadsheets import DOCX
from dialogue.models import Dialogue
from participants.models import Person

LANGUAGES_OF = {"en": ["en"], "vi": ["vi"], "both": ["en", "vi"]}
FORMS = ["short", "full"]
MEDIA_TYPES = {"pdf": "application/pdf", "docx": DOCX}


def dialogues() -> QuerySet[Dialogue]:
    """Dialogues with everything that their concept notes contain, in eight queries whatever the
    size."""
    passages = Passage.objects.select_related("document", "paragraph").order_by(
        "-document__published_on", "document__key", "paragraph__number", "start_at", "pk"
    )
    sessions = Session.objects.taking_place().select_related("room")
    return (
        Dialogue.objects.prefetch_related(
            "institutions", "review_aspects", "work_streams", "topics"
        )
        .prefetch_related(Prefetch("topics__passages", passages))
        .prefetch_related(Prefetch("sessions", sessions), "sessions__topics")
    )


def write(dialogue: Dialogue, languages: list[str], kind: str, form: str = "short") -> bytes:
    """The file of a dialogue from `dialogues()`; `kind` is "pdf" or "docx", `form` one of FORMS.

    The "full" form quotes the passages and has all details of every session. The same rows give
    the same bytes. Raises Refused where no font has one of a PDF's letters.
    """
    notes = _notes(dialogue, languages, form)
    if kind == "pdf":
        return pdf.render("concept_note", {"notes": notes}, as_of(dialogue))

    from agenda.papers import concept_note_docx  # python-docx takes a while to load

    return concept_note_docx.write(notes, as_of(dialogue))


def without_font(dialogue: Dialogue) -> pdf.NoFont | None:
    """What to say before printing, of letters in a dialogue from `dialogues()` that no font has."""
    return pdf.without_font(_notes(dialogue, LANGUAGES_OF["both"], "full"))


def people(dialogue: Dialogue) -> list[Person]:
    """Those whom the note names, each once."""
    roles = [role for row in _outside(dialogue).roles.values() for role in row]
    return list(dict.fromkeys(role.person for role in roles))


def _notes(dialogue, languages, form):
    outside = _outside(dialogue)
    day = dialogue.local(as_of(dialogue)).date()
    return [
        concept_note_text.in_language(dialogue, language, outside, form, day)
        for language in languages
    ]


def as_of(dialogue: Dialogue) -> datetime:
    """When something that the note contains was last changed."""
    sessions = [session.changed_at for session in dialogue.sessions.all()]
    return max([dialogue.changed_at, dialogue.calendar_changed_at, *sessions])


def _outside(dialogue):
    lag = releasing.lag(dialogue)
    if not dialogue.is_public or lag.release is None:
        return Outside({}, {}, {}, lag)
    programme = published.of(lag.release, dialogue)
    return Outside(
        {topic.id: topic for topic in programme.topics},
        {session.id: session for session in programme.public()},
        speakers.in_public(programme),
        lag,
    )


def missing(dialogue: Dialogue) -> dict[str, list[str]]:
    """{language: [the texts that it lacks and another language has]} for a dialogue from
    `dialogues()`."""
    sessions = list(dialogue.sessions.all())
    rows: list[Model] = [dialogue, *dialogue.institutions.all(), *dialogue.review_aspects.all()]
    rows += [*dialogue.work_streams.all(), *dialogue.topics.all(), *sessions]
    rows += {session.room: None for session in sessions if session.room}
    passages = [passage for topic in dialogue.topics.all() for passage in topic.passages.all()]
    rows += dict.fromkeys(passages)
    rows += {passage.document: None for passage in passages}
    lacking: dict[str, list[str]] = {code: [] for code, _name in settings.LANGUAGES}
    for row in rows:
        for field in translator.get_options_for_model(type(row)).get_field_names():
            for code in lacking:
                if in_any_language(row, field) and not getattr(row, f"{field}_{code}"):
                    lacking[code].append(_label(row, field))
    return {code: names for code, names in lacking.items() if names}


def _label(row, field):
    """Names a field of a row for the organisers."""
    name = row._meta.get_field(field).verbose_name
    return f"{capfirst(row._meta.verbose_name)} “{row}”: {name}"
