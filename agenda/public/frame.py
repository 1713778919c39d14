"""What the public pages of a dialogue have in common."""

from collections import defaultdict
from typing import Any

from django.conf import settings
from django.core.cache import caches
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone, translation
from django.utils.translation import gettext_lazy as _

from agenda.releases.published import Programme, Session
from dialogue.models import Dialogue

PAGES = [
    ("dialogue", _("Overview")),
    ("topics", _("Topics")),
    ("programme", _("Programme")),
    ("speakers", _("Speakers")),
    ("calendars", _("Calendars")),
]
SUBJECTS = {**dict(PAGES[1:]), "changes": _("Changes to the programme")}


def find(slug: str) -> Dialogue:
    """The public dialogue of this short name, as it was within the last second; Http404. Readers
    come in crowds, and reading the row takes as long as the rest of a page that is kept."""
    brief, name = caches["brief"], f"dialogue:{slug}"
    dialogue = brief.get(name)
    if dialogue is None:
        dialogue = get_object_or_404(Dialogue.objects.public(), slug=slug)
        brief.set(name, dialogue)
    return dialogue


def show(request: HttpRequest, template: str, dialogue: Dialogue, **context: Any) -> HttpResponse:
    """Render a public page on the dialogue's own clock. `version` names what is on it, `subject`
    what it is about where that is not the dialogue as a whole."""
    with timezone.override(dialogue.tz):
        return render(
            request,
            f"agenda/{template}.html",
            {
                "dialogue": dialogue,
                "page": template,
                "pages": PAGES,
                "subject": SUBJECTS.get(template, ""),
                "version": dialogue.calendar_changed_at.isoformat(),
                "calendar_query": feed_query(translation.get_language()),
                "public_address": settings.PUBLIC_URL + request.path,
                # It leads to the page in the language that the browser asks for.
                "address_in_any_language": settings.PUBLIC_URL
                + request.path.removeprefix(f"/{translation.get_language()}"),
                "site": settings.PUBLIC_URL,
                **context,
            },
        )


def taking_place(programme: Programme) -> list[Session]:
    """The public sessions that are not cancelled."""
    return [session for session in programme.public() if not session.is_cancelled]


def by_topic(programme: Programme) -> dict[int, list[Session]]:
    """{topic: the public sessions that it is discussed in}, by primary key"""
    sessions = defaultdict(list)
    for session in taking_place(programme):
        for topic in session.topics:
            sessions[topic.id].append(session)
    return sessions


def feed_query(language: str) -> str:
    """What a calendar address ends with so that the calendar speaks this language."""
    return "" if language == "en" else f"?lang={language}"
