"""The change log: each release with its note and what changed in it for the public, newest first,
as a page and as an Atom feed (RFC 4287). Names of people are never in it, nor is a trace of those
whom the public programme does not name: whom the organisers ask is nobody else's business.
"""

from dataclasses import dataclass
from datetime import datetime
from itertools import pairwise
from typing import Any
from uuid import uuid5

from django.conf import settings
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.feedgenerator import Atom1Feed
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from django.utils.xmlutils import SimplerXMLGenerator

from agenda.models import Release
from agenda.releases import published, speakers
from agenda.releases.diff import Change, TopicChange, compare, compare_topics
from agenda.releases.published import Session
from dialogue.calendars.ical import clean
from dialogue.models import Dialogue

AT_ONCE = 20  # releases on a page, and in the feed


@dataclass(frozen=True)
class Entry:
    """One release. The first one has no changes: all of it is new, and `sessions` counts them.
    `roles` are sessions in which others than before, of those whom the public programme names, have
    a role; who, is said nowhere here."""

    release: Release
    sessions: int
    changes: list[Change]
    topics: list[TopicChange]
    roles: list[Session]

    @property
    def is_first(self) -> bool:
        """Whether nothing was released before it."""
        return self.release.number == 1


@dataclass(frozen=True)
class Page:
    """Some releases in a row, and the number of the next older one if there is one."""

    entries: list[Entry]
    earlier: int | None


def page(dialogue: Dialogue, until: int | None = None) -> Page:
    """The releases up to the number `until`, or up to the last one, in the active language and on
    the clock that is active. Four queries; one more where the last release is not among them."""
    rows = dialogue.releases.order_by("-number")
    if until is not None:
        rows = rows.filter(number__lte=until)
    releases = list(rows[: AT_ONCE + 1])
    programmes = [published.of(release, dialogue) for release in releases]
    if not programmes:
        return Page([], None)
    named = speakers.in_public(programmes[0] if until is None else published.latest(dialogue))
    entries = [_entry(old, new, named) for new, old in pairwise(programmes)]
    if len(releases) > AT_ONCE:
        return Page(entries, releases[-1].number)
    return Page([*entries, _entry(None, programmes[-1], named)], None)


def _entry(old, new, named):
    taking_place = [session for session in new.public() if not session.is_cancelled]
    changes = compare(old, new, public_only=True) if old else []
    languages = [translation.get_language()]
    topics = compare_topics(old, new, languages) if old else []
    roles = _roles(old, taking_place, named) if old else []
    return Entry(new.release, len(taking_place), changes, topics, roles)


def _roles(old, sessions, named):
    """Those of the sessions that others chair, speak in or report on than in the old programme;
    `named` are the roles that the public programme shows now, {session: [Role]}."""
    before = {session.id: _shown(session, named) for session in old.public()}
    known = [session for session in sessions if session.id in before]
    return [one for one in known if before[one.id] != _shown(one, named)]


def _shown(session, named):
    shown = {(role.person_id, role.kind) for role in named.get(session.id, [])}
    told = {(role.person, role.kind) for role in session.roles if role.is_told}
    return told & shown


class Feed(Atom1Feed):
    """Atom with whole entries (RFC 4287, 4.1.3) and a moment of its own, so that it is the same
    bytes as long as nothing changed, also while it is empty."""

    def latest_post_date(self) -> datetime:
        """When the feed changed last, also while it has no entries."""
        return self.feed["updated_at"]

    def add_item_elements(self, handler: SimplerXMLGenerator, item: dict[str, Any]) -> None:
        """With the entry's content as HTML."""
        super().add_item_elements(handler, item)
        handler.addQuickElement("content", item["content"], {"type": "html"})


def atom(dialogue: Dialogue) -> bytes:
    """The last releases as an Atom feed in the active language. As many queries as `page`."""
    language = translation.get_language()
    with timezone.override(dialogue.tz):
        entries = page(dialogue).entries
        moments = [entry.release.released_at for entry in entries]
        feed = Feed(
            title=clean(_title(dialogue)),
            link=settings.PUBLIC_URL + reverse("changes", kwargs={"slug": dialogue.slug}),
            description="",
            subtitle=clean(str(dialogue.status_notice)) or None,
            language=language,
            author_name=clean(dialogue.contact_name or dialogue.title),
            feed_url=settings.PUBLIC_URL + reverse("changes_feed", kwargs={"slug": dialogue.slug}),
            feed_guid=_id(dialogue, language),
            updated_at=max([dialogue.changed_at, *moments]),
        )
        for entry in entries:
            feed.add_item(
                title=_("Version %(number)d of the programme") % {"number": entry.release.number},
                link=settings.PUBLIC_URL + entry.release.get_absolute_url(),
                # None: no summary, for the content is whole. Django takes it, its stubs do not.
                description=None,  # type: ignore[arg-type]
                pubdate=entry.release.released_at,
                updateddate=entry.release.released_at,
                unique_id=_id(dialogue, language, entry.release.number),
                content=clean(_content(dialogue, entry)),
            )
    return feed.writeString("utf-8").encode()


def _title(dialogue):
    title = _("Changes to the programme: %(title)s") % {"title": dialogue.title}
    if dialogue.is_tentative:
        title = pgettext("calendar name", "%(name)s (proposed)") % {"name": title}
    return title


def _content(dialogue, entry):
    context = {"dialogue": dialogue, "entry": entry, "site": settings.PUBLIC_URL}
    return render_to_string("agenda/_changes.html", context).strip()


def _id(dialogue, *parts):
    """An address that never changes, whatever becomes of domain and short name (RFC 4287, 4.2.6;
    RFC 4122, version 5). Each language is a feed of its own: a reader of both is to miss none."""
    return uuid5(dialogue.uid, ":".join(map(str, ["changes", *parts]))).urn
