"""One letter to all who have a role in a session: who they are and in which order, for how many
minutes, about which questions, and how they reach each other. Those whose role is not asked for yet
are asked by it, behind their own link.

An email address or a telephone number is in it only where its owner has agreed that other delegates
have it.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from agenda.letter_kinds import SESSION_LETTER
from agenda.models import Role, Session
from agenda.programme import roles
from agenda.programme.sessions import mark_programme_changed
from dialogue.models import Dialogue
from dialogue.refusals import Refused
from participants.delegates import consents
from participants.letters import letters
from participants.models import Consent, Invitation, Person
from participants.names.protocol import Place
from participants.workflow import invitations


@dataclass(frozen=True)
class Line:
    """One role as the letter shows it: `minutes` are 0 where nothing was said, contacts are ""
    where their owner has not agreed."""

    role: Role
    minutes: int
    email: str
    phone: str

    @property
    def who(self) -> str:
        """Form of address, name, office, institution and country, in the active language."""
        return str(self.role.person.named(Place.SESSION_LETTER))

    @property
    def contacts(self) -> str:
        """Email address and telephone number, as far as they may be in a letter."""
        return ", ".join(filter(None, [self.email, self.phone]))


@dataclass(frozen=True)
class Content:
    """What organisers say in the letter: {role: minutes}, by when to answer, {language: words}."""

    minutes: Mapping[int, int] = field(default_factory=dict)
    answer_by_on: date | None = None
    words: Mapping[str, str] = field(default_factory=dict)


@dataclass
class Reader:
    """Somebody who gets the letter: the page on which they answer, and their roles to be asked."""

    person: Person
    page: Invitation | None
    to_ask: list[Role] = field(default_factory=list)
    first_role: int = 0  # its key


def _held(session):
    """The roles in their order, without those that were declined."""
    rows = session.roles.exclude(state=Role.State.REFUSED)
    return list(rows.select_related("person__organisation", "session__dialogue"))


def lines(session: Session, content: Content) -> list[Line]:
    """The roles of the session as the letter shows them. Three queries."""
    held = _held(session)
    of_people = session.dialogue.invitations.active().filter(
        person__in=[role.person_id for role in held]
    )
    agreed = consents.agreeing(Consent.Purpose.CONTACT, of_people)
    shared = set(agreed.values_list("person_id", flat=True))
    return [
        Line(
            role,
            content.minutes.get(role.pk, 0),
            role.person.email if role.person_id in shared else "",
            role.person.phone if role.person_id in shared else "",
        )
        for role in held
    ]


def readers(session: Session) -> list[Reader]:
    """Who gets the letter, each once, in the order of the session."""
    held = _held(session)
    pages = roles.pages_of(held)
    found: dict[int, Reader] = {}
    for role in held:
        page = pages.get((session.dialogue_id, role.person_id))
        reader = found.setdefault(role.person_id, Reader(role.person, page, first_role=role.pk))
        if role.is_to_be_asked:
            reader.to_ask.append(role)
    return list(found.values())


def _keep(shown, content):
    """On the roles, what the letter says of each: it is shown on the delegates' pages."""
    for line in shown:
        line.role.minutes = line.minutes or None
        line.role.answer_by_on = content.answer_by_on
        line.role.save(update_fields=["minutes", "answer_by_on"])


def _context(session, content, reader, shown):
    language = reader.person.language
    return {
        "session": session,
        "lines": shown,
        "answer_by_on": content.answer_by_on,
        "own_words": content.words.get(language, ""),
        "to_ask": reader.to_ask,
    }


def preview(
    session: Session, content: Content, reader: Reader, shown: list[Line]
) -> tuple[str, str, str]:
    """(subject, text, HTML) as it would go out to this reader, the personal link left out; with
    the `lines` of the session."""
    assert reader.page is not None  # others get none
    context = _context(session, content, reader, shown)
    return letters.preview_for_others(SESSION_LETTER.name, reader.page, **context)


@transaction.atomic
def write(session: Session, content: Content) -> int:
    """Write it to all of them, and ask those who are still to be asked; return how many letters.

    Raises Refused, and nothing is written, where somebody has no personal page to answer on.
    """
    dialogue = Dialogue.objects.lock(session.dialogue_id)
    invitations.refuse_ended_links(dialogue)
    found = readers(session)
    if nowhere := [reader.person.name for reader in found if reader.page is None]:
        text = _(
            "Nothing was sent. First invite those who have no invitation yet, or take their roles "
            "away: %(names)s."
        )
        raise Refused(text % {"names": ", ".join(nowhere)})
    shown = lines(session, content)
    _keep(shown, content)
    for reader in found:
        assert reader.page is not None  # else Refused was raised above
        context = _context(session, content, reader, shown)
        letters.write(SESSION_LETTER.name, reader.page, **context)
    if asked := [role for reader in found for role in reader.to_ask]:
        roles.mark_asked(asked)
        mark_programme_changed(dialogue)
    return len(found)
