"""What the concept note says, in plain words of one language: dicts and lists of strings that only
need a layout."""

from dataclasses import dataclass
from datetime import date
from itertools import groupby

from django.conf import settings
from django.db.models import Model
from django.urls import reverse
from django.utils import translation
from django.utils.formats import date_format, time_format
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from agenda.models import Role, Session
from agenda.releases import published, releasing
from dialogue.exports.cells import CONTROL_CHARACTERS
from dialogue.models import Dialogue
from dialogue.templatetags.dialogue import days, zone_name
from participants.names.protocol import Place


@dataclass(frozen=True)
class Outside:
    """What is on the public pages, so that the note may link to it: the topics and public sessions
    as they were released, by their keys, and the roles that those pages name: {session's key:
    [Role]}. `lag` says how far the draft is from the last release."""

    topics: dict[int, published.Topic]
    sessions: dict[int, published.Session]
    roles: dict[int, list[Role]]
    lag: releasing.Lag


def in_language(dialogue: Dialogue, language: str, outside: Outside, form: str, day: date) -> dict:
    """The note of a dialogue from concept_note.dialogues(); `outside` says where links may lead,
    `form` is "short" or "full", `day` is the date of the note."""
    with translation.override(language):
        return _clean(
            {
                "language": language,
                "form": form,
                "programme_state": _programme_state(dialogue, outside.lag),
                "kind": _("Concept note"),
                "title": in_any_language(dialogue, "title"),
                "author": in_any_language(dialogue, "contact_name"),
                "status": capfirst(dialogue.get_status_display()),
                "notice": str(dialogue.status_notice),
                "as_of": _("As of %(day)s") % {"day": date_format(day, "DATE_FORMAT")},
                "headings": _headings(),
                "facts": _facts(dialogue),
                "summary": _lines(in_any_language(dialogue, "summary")),
                "institutions": [
                    {
                        "label": capfirst(institution.part_in_words),
                        "text": in_any_language(institution, "name"),
                        "url": institution.website,
                    }
                    for institution in dialogue.institutions.all()
                ],
                "review": [_aspect(aspect) for aspect in dialogue.review_aspects.all()],
                "streams": [_stream(stream) for stream in dialogue.work_streams.all()],
                "topics": [_topic(dialogue, topic, outside) for topic in dialogue.topics.all()],
                "zone": _("All times are %(zone)s.") % {"zone": zone_name(dialogue)},
                "days": _days(dialogue, outside),
            }
        )


def _programme_state(dialogue, lag):
    """Which programme the note contains: it is made from the draft."""
    if lag.release is None:
        return _("Draft programme, not yet released.")
    values = {
        "number": lag.release.number,
        "day": date_format(dialogue.local(lag.release.released_at), "DATE_FORMAT"),
    }
    if lag.has_news:
        return _("Draft programme, changed since version %(number)d of %(day)s.") % values
    return _("Programme: version %(number)d of %(day)s.") % values


def _headings():
    stream_columns = [_("due on"), _("work stream"), _("owner"), _("Status")]
    return {
        "summary": pgettext("concept note", "Purpose"),
        "institutions": _("Organising and partner institutions"),
        "review": _("Review by the host"),
        "review_columns": [capfirst(_("aspect")), _("Status"), capfirst(_("note"))],
        "streams": _("Preparation"),
        "stream_columns": [capfirst(words) for words in stream_columns],
        "topics": _("Topics"),
        "documents": _("What the documents say"),
        "sources": pgettext("concept note", "Sources"),
        "programme": _("Programme"),
        "questions": _("Guiding questions"),
        "no_topics": _("No topic has been chosen yet."),
        "no_citations": _("No passage has been cited for this topic yet."),
        "no_sessions": _("No session has been planned yet."),
    }


def _facts(dialogue):
    """[{label, text, url}] as on the dialogue's public page, and the contact."""
    place = ", ".join(
        filter(None, [in_any_language(dialogue, "venue"), in_any_language(dialogue, "address")])
    )
    forum = in_any_language(dialogue, "forum")
    if forum and dialogue.forum_starts_on:
        forum += f", {days(dialogue.forum_starts_on, dialogue.forum_ends_on)}"
    seats = ngettext(
        "%(seats)s seat, by invitation", "%(seats)s seats, by invitation", dialogue.capacity
    )
    mailto = f"mailto:{dialogue.contact_email}" if dialogue.contact_email else ""
    contact = [
        in_any_language(dialogue, "contact_name"),
        dialogue.contact_email,
        dialogue.contact_phone,
    ]
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
        "note": " ".join(_lines(in_any_language(aspect, "note"))),
    }


def _stream(stream):
    return {
        "due": date_format(stream.due_on, "DATE_FORMAT") if stream.due_on else "–",
        "title": in_any_language(stream, "title"),
        "note": " ".join(_lines(in_any_language(stream, "note"))),
        "owner": in_any_language(stream, "owner"),
        "state": stream.get_state_display(),
    }


def _topic(dialogue, topic, outside):
    passages = list(topic.passages.all())
    urls = {passage.pk: _passage_url(dialogue, topic, passage, outside) for passage in passages}
    return {
        "title": f"{topic.number}. {in_any_language(topic, 'title')}",
        "summary": _lines(in_any_language(topic, "summary")),
        "citations": [_citation(passage, urls[passage.pk]) for passage in passages],
        "sources": _sources(passages, urls),
    }


def _passage_url(dialogue, topic, passage, outside):
    """The address at which the topic's public page shows the passage, or ""."""
    known = outside.topics.get(topic.pk)
    if known is None or passage.pk not in known.passages:
        return ""
    page = reverse("topic", kwargs={"slug": dialogue.slug, "topic": known.slug})
    return f"{settings.PUBLIC_URL}{page}#passage-{passage.pk}"


def _sources(passages, urls):
    """[{document, places: [{text, url}]}]: where the passages are, without their words."""
    return [
        {
            "document": in_any_language(document, "title") or document.key,
            "places": [
                {"text": _place(passage), "url": urls[passage.pk]} for passage in of_document
            ],
        }
        for document, of_document in groupby(passages, lambda passage: passage.document)
    ]


def _place(passage):
    """The number of the passage's paragraph, or its anchor if it is not found."""
    if passage.is_found:
        return _("paragraph %(number)d") % {"number": passage.paragraph.number}
    return " … ".join(filter(None, [passage.start, passage.end]))


def _citation(passage, url):
    """What a passage says, its words, and where they are. Instead of the words, `remark` says that
    they are lost, or that their document has not been imported."""
    document = passage.document
    where = [in_any_language(document, "publisher")]
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
        remark = _("Lost: “%(words)s” can no longer be found in the document.") % {"words": words}
    else:
        remark = _("The document’s text has not been imported; the passage is not quoted.")
    return {
        "document": in_any_language(document, "title") or document.key,
        "where": ", ".join(filter(None, where)),
        "gist": in_any_language(passage, "gist"),
        "quote": quote,
        "language": document.language,
        "remark": remark,
        "url": url,
    }


def _days(dialogue, outside):
    """[{title, sessions}] on the dialogue's clock."""
    sessions = dialogue.sessions.all()
    by_day = groupby(sessions, lambda session: dialogue.local(session.starts_at).date())
    return [
        {
            "title": f"{date_format(day, 'l')}, {date_format(day, 'DATE_FORMAT')}",
            "sessions": [_session(dialogue, session, outside) for session in of_day],
        }
        for day, of_day in by_day
    ]


def _session(dialogue, session, outside):
    moments = [dialogue.local(moment) for moment in [session.starts_at, session.ends_at]]
    is_public = session.audience == Session.Audience.PUBLIC
    room = in_any_language(session.room, "name") if session.room else ""
    aside = [session.get_kind_display(), room, session.rule]
    aside.append("" if is_public else session.get_audience_display())
    known = outside.sessions.get(session.pk)
    topics = [
        f"{topic.number}. {in_any_language(topic, 'title')}" for topic in session.topics.all()
    ]
    return {
        "hours": "–".join(time_format(moment, "H:i") for moment in moments),
        "title": in_any_language(session, "title"),
        "url": settings.PUBLIC_URL + known.get_absolute_url() if known else "",
        "aside": capfirst(" · ".join(filter(None, aside))),
        "description": _lines(in_any_language(session, "description")),
        "questions": _lines(in_any_language(session, "questions")),
        "topics": f"{_('Topics')}: {'; '.join(topics)}" if topics else "",
        "roles": [
            f"{capfirst(role.get_kind_display())}: {role.person.named(Place.CONCEPT_NOTE)}"
            for role in outside.roles.get(session.pk, [])
        ],
    }


def in_any_language(row: Model, field: str) -> str:
    """A field's text in the active language or, where that is missing, in another."""
    codes = [translation.get_language(), *dict(settings.LANGUAGES)]
    return next(filter(None, (getattr(row, f"{field}_{code}") for code in codes)), "")


def _public(dialogue, path):
    """The full address of a page that visitors can open, else ""."""
    return settings.PUBLIC_URL + path if dialogue.is_public else ""


def _lines(text):
    return [line.strip() for line in text.splitlines() if line.strip()]


def _clean(value):
    """The same without the characters that XML does not allow."""
    if isinstance(value, dict):
        return {key: _clean(inner) for key, inner in value.items()}
    if isinstance(value, list):
        return [_clean(inner) for inner in value]
    return CONTROL_CHARACTERS.sub("", str(value))
