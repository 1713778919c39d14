"""The concept note of a dialogue: what it says, for the PDF and the Word file alike.

`dialogues()` asks the database for all of it at once, `in_language()` puts it into plain words of
one language, and `write()` makes a file of that in one language or in several, one after the other.
"""

from datetime import datetime
from itertools import groupby

from django.conf import settings
from django.db.models import Prefetch
from django.urls import reverse
from django.utils import translation
from django.utils.formats import date_format, time_format
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext
from modeltranslation.translator import translator

from agenda.models import Passage, Role, Session
from dialogue import pdf
from dialogue.exports import CONTROL_CHARACTERS
from dialogue.models import Dialogue
from dialogue.templatetags.dialogue import days, zone_name

LANGUAGES = {"en": ["en"], "vi": ["vi"], "both": ["en", "vi"]}
MEDIA_TYPES = {
    "pdf": "application/pdf",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
}


def dialogues():
    """Dialogues with all that their concept notes tell, in nine queries however much that is."""
    passages = Passage.objects.select_related("document", "paragraph").order_by(
        "-document__published_on", "document__key", "paragraph__number", "start_at", "pk"
    )
    confirmed = Role.objects.filter(is_confirmed=True).select_related("person")
    sessions = Session.objects.taking_place().select_related("room")
    return Dialogue.objects.prefetch_related(
        "institutions",
        "review_aspects",
        "work_streams",
        "topics",
        Prefetch("topics__passages", passages),
        Prefetch("sessions", sessions),
        "sessions__topics",
        Prefetch("sessions__roles", confirmed),
    )


def write(dialogue: Dialogue, languages: list[str], kind: str) -> bytes:
    """The file ("pdf" or "docx") of a dialogue that came from `dialogues()`. The same rows give the
    same bytes."""
    notes = [in_language(dialogue, language) for language in languages]
    if kind == "pdf":
        return pdf.render("concept_note", {"notes": notes}, as_of(dialogue))

    from agenda import concept_note_docx  # python-docx takes a while to load

    return concept_note_docx.write(notes, as_of(dialogue))


def as_of(dialogue) -> datetime:
    """When something that the note tells was last changed."""
    return max(dialogue.changed_at, dialogue.calendar_changed_at)


def in_language(dialogue, language) -> dict:
    """The note as strings and lists of strings, finished but for their looks."""
    with translation.override(language):
        return _clean(
            {
                "language": language,
                "kind": _("Concept note"),
                "title": told(dialogue, "title"),
                "author": told(dialogue, "contact_name"),
                "status": capfirst(dialogue.get_status_display()),
                "notice": str(dialogue.status_notice),
                "as_of": _("As of %(day)s")
                % {"day": date_format(dialogue.local(as_of(dialogue)), "DATE_FORMAT")},
                "headings": _headings(),
                "facts": _facts(dialogue),
                "summary": _lines(told(dialogue, "summary")),
                "institutions": [
                    {
                        "label": capfirst(institution.get_part_display()),
                        "text": told(institution, "name"),
                        "url": institution.website,
                    }
                    for institution in dialogue.institutions.all()
                ],
                "review": [_aspect(aspect) for aspect in dialogue.review_aspects.all()],
                "streams": [_stream(stream) for stream in dialogue.work_streams.all()],
                "topics": [_topic(dialogue, topic) for topic in dialogue.topics.all()],
                "zone": _("All times are %(zone)s.") % {"zone": zone_name(dialogue)},
                "days": _days(dialogue),
            }
        )


def _headings():
    stream_columns = [_("due on"), _("work stream"), _("owner"), _("Standing")]
    return {
        "summary": pgettext("concept note", "Purpose"),
        "institutions": _("Organising and partner institutions"),
        "review": _("What the host assesses"),
        "review_columns": [capfirst(_("aspect")), _("Standing"), capfirst(_("note"))],
        "streams": _("Preparation"),
        "stream_columns": [capfirst(words) for words in stream_columns],
        "topics": _("Topics"),
        "documents": _("What the documents say"),
        "programme": _("Programme"),
        "questions": _("Guiding questions"),
        "no_topics": _("No topic has been chosen yet."),
        "no_citations": _("No passage has been cited for this topic yet."),
        "no_sessions": _("No session has been planned yet."),
    }


def _facts(dialogue):
    """[{label, text, url}] as on the dialogue's public page, and whom to ask."""
    place = ", ".join(filter(None, [told(dialogue, "venue"), told(dialogue, "address")]))
    forum = told(dialogue, "forum")
    if forum and dialogue.forum_starts_on:
        forum += f", {days(dialogue.forum_starts_on, dialogue.forum_ends_on)}"
    seats = ngettext(
        "%(seats)s seat, by invitation", "%(seats)s seats, by invitation", dialogue.capacity
    )
    mailto = f"mailto:{dialogue.contact_email}" if dialogue.contact_email else ""
    contact = [told(dialogue, "contact_name"), dialogue.contact_email, dialogue.contact_phone]
    facts = [
        (_("Status"), capfirst(dialogue.get_status_display()), ""),
        (_("When"), days(dialogue.starts_on, dialogue.ends_on), ""),
        (_("Where"), place, ""),
        (_("Alongside"), forum, dialogue.forum_url),
        (_("Participants"), seats % {"seats": dialogue.capacity}, ""),
        (_("Contact"), ", ".join(filter(None, contact)), mailto),
        (_("Web page"), _public(dialogue, dialogue.get_absolute_url()), None),
    ]
    return [
        {"label": label, "text": text, "url": text if url is None else url}
        for label, text, url in facts
        if text
    ]


def _aspect(aspect):
    return {
        "aspect": capfirst(aspect.get_aspect_display()),
        "state": aspect.get_state_display(),
        "note": " ".join(_lines(told(aspect, "note"))),
    }


def _stream(stream):
    return {
        "due": date_format(stream.due_on, "DATE_FORMAT") if stream.due_on else "–",
        "title": told(stream, "title"),
        "note": " ".join(_lines(told(stream, "note"))),
        "owner": told(stream, "owner"),
        "state": stream.get_state_display(),
    }


def _topic(dialogue, topic):
    url = _public(dialogue, topic.get_absolute_url())
    return {
        "title": f"{topic.number}. {told(topic, 'title')}",
        "url": url,
        "summary": _lines(told(topic, "summary")),
        "citations": [_citation(passage, url) for passage in topic.passages.all()],
    }


def _citation(passage, topic_url):
    """The words of a passage and where they stand. Instead of the words, `remark` says that they
    are lost, or that nobody has imported their document."""
    document = passage.document
    where = [told(document, "publisher")]
    if document.published_on:
        where.append(date_format(document.published_on, "DATE_FORMAT"))
    quote = remark = ""
    if passage.is_found:
        quote = passage.paragraph.text[passage.start_at : passage.end_at]
        where.append(_("paragraph %(number)d") % {"number": passage.paragraph.number})
        if document.language != translation.get_language():
            name = document.get_language_display()
            where.append(_("quoted in the original (%(language)s)") % {"language": name})
    elif document.is_imported:
        words = " … ".join(filter(None, [passage.start, passage.end]))
        remark = _("Lost: “%(words)s” is no longer found in the document.") % {"words": words}
    else:
        remark = _("The document’s text is not held here; the passage is not quoted.")
    return {
        "document": told(document, "title") or document.key,
        "where": ", ".join(filter(None, where)),
        "quote": quote,
        "language": document.language,
        "remark": remark,
        "url": topic_url and f"{topic_url}#passage-{passage.pk}",
    }


def _days(dialogue):
    """[{title, sessions}] on the dialogue's clock."""
    by_day = groupby(dialogue.sessions.all(), lambda one: dialogue.local(one.starts_at).date())
    return [
        {
            "title": f"{date_format(day, 'l')}, {date_format(day, 'DATE_FORMAT')}",
            "sessions": [_session(dialogue, session) for session in sessions],
        }
        for day, sessions in by_day
    ]


def _session(dialogue, session):
    moments = [dialogue.local(moment) for moment in [session.starts_at, session.ends_at]]
    is_public = session.audience == Session.Audience.PUBLIC
    is_talk = session.kind == Session.Kind.ROUND_TABLE
    aside = [session.get_kind_display(), told(session.room, "name") if session.room else ""]
    if is_talk or session.attribution == Session.Attribution.CHATHAM_HOUSE:
        aside.append(session.get_attribution_display())
    aside.append("" if is_public else session.get_audience_display())
    page = reverse("programme", kwargs={"slug": dialogue.slug}) + f"#{session.slug}"
    topics = [f"{topic.number}. {told(topic, 'title')}" for topic in session.topics.all()]
    return {
        "hours": "–".join(time_format(moment, "H:i") for moment in moments),
        "title": told(session, "title"),
        "url": _public(dialogue, page) if is_public else "",
        "aside": capfirst(" · ".join(filter(None, aside))),
        "description": _lines(told(session, "description")),
        "questions": _lines(told(session, "questions")),
        "topics": f"{_('Topics')}: {'; '.join(topics)}" if topics else "",
        "roles": [
            f"{capfirst(role.get_kind_display())}: {role.person.name}"
            for role in session.roles.all()
        ],
    }


def told(row, field) -> str:
    """A field's text in the active language or, where that is missing, in another."""
    codes = [translation.get_language(), *dict(settings.LANGUAGES)]
    return next(filter(None, (getattr(row, f"{field}_{code}") for code in codes)), "")


def missing(dialogue) -> dict[str, list[str]]:
    """{language: [what it lacks and another language has]} of a dialogue from `dialogues()`."""
    sessions = list(dialogue.sessions.all())
    rows = [dialogue, *dialogue.institutions.all(), *dialogue.review_aspects.all()]
    rows += [*dialogue.work_streams.all(), *dialogue.topics.all(), *sessions]
    rows += {session.room: None for session in sessions if session.room}
    passages = [passage for topic in dialogue.topics.all() for passage in topic.passages.all()]
    rows += {passage.document: None for passage in passages}
    lacking = {code: [] for code in dict(settings.LANGUAGES)}
    for row in rows:
        for field in translator.get_options_for_model(type(row)).get_field_names():
            for code in lacking:
                if told(row, field) and not getattr(row, f"{field}_{code}"):
                    name = row._meta.get_field(field).verbose_name
                    lacking[code].append(f"{capfirst(row._meta.verbose_name)} “{row}”: {name}")
    return {code: names for code, names in lacking.items() if names}


def _public(dialogue, path):
    """The whole address of a page, if visitors find it."""
    return settings.PUBLIC_URL + path if dialogue.is_public else ""


def _lines(text):
    return [line.strip() for line in text.splitlines() if line.strip()]


def _clean(value):
    """Without the characters that neither XML nor a page can show."""
    if isinstance(value, dict):
        return {key: _clean(inner) for key, inner in value.items()}
    if isinstance(value, list):
        return [_clean(inner) for inner in value]
    return CONTROL_CHARACTERS.sub("", str(value))
