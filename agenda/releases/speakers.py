"""The people who may be named: among delegates, those who come and whose role was released and
confirmed; in public, those of them who agreed to be named there.

What a delegate takes back (a role, the answer, the consent) counts at once, without a release.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from agenda.models import Role
from agenda.releases.published import Programme, Session
from participants.delegates import consents
from participants.models import Consent, Person
from participants.portraits import portraits
from participants.states import COMES


@dataclass(frozen=True)
class Speaker:
    """Somebody who may be named, with what they do where, in the order of the programme."""

    person: Person
    roles: list[tuple[Role, Session]]
    # The key in the address of the portrait, where there is one to be shown.
    portrait: str = ""


def in_public(programme: Programme) -> dict[int, list[Role]]:
    """{session: [Role]} that public pages may show, of public sessions alone. Three queries."""
    return _named(programme, programme.public(), Consent.Purpose.PROGRAMME)


def announced(programme: Programme) -> list[Speaker]:
    """Those whom public pages may name in a public session that takes place, in protocol order.
    Five queries."""
    named = in_public(programme)
    roles = defaultdict(list)
    for session in programme.public():
        if not session.is_cancelled:
            for role in named.get(session.id, []):
                roles[role.person_id].append((role, session))
    people = Person.objects.filter(pk__in=roles).select_related("organisation")
    shown = portraits.shown_at(programme.dialogue, roles) if roles else {}
    return [
        Speaker(person, roles[person.pk], shown.get(person.pk, ""))
        for person in people.in_protocol_order()
    ]


def among_delegates(programme: Programme) -> dict[int, list[Role]]:
    """{session: [Role]} that delegates may see. Two queries."""
    return _named(programme, programme.sessions)


def _named(
    programme: Programme, sessions: Iterable[Session], purpose: Consent.Purpose | None = None
) -> dict[int, list[Role]]:
    dialogue = programme.dialogue
    coming = dialogue.invitations.filter(status__in=COMES, person__isnull=False)
    people = dict(coming.order_by().values_list("pk", "person"))
    if purpose:
        agreed = consents.who_agreed(purpose, coming.order_by())
        people = {key: person for key, person in people.items() if key in agreed}
    coming_people = set(people.values())
    was_released = {
        (session.id, role.person, role.kind) for session in sessions for role in session.roles
    }
    named = defaultdict(list)
    rows = Role.objects.confirmed().filter(session__dialogue=dialogue)
    # Those without a name were erased: see dialogue.personal_data.
    rows = rows.exclude(person__family_name="", person__given_name="")
    for role in rows.select_related("person__organisation").order_by("position", "pk"):
        key = (role.session_id, role.person_id, role.kind)
        if key in was_released and role.person_id in coming_people:
            named[role.session_id].append(role)
    return dict(named)


def for_organisers(*programmes: Programme) -> dict[int, str]:
    """{person: name} of everybody who has or had a role, confirmed or not. One query."""
    people = {
        role.person
        for programme in programmes
        for session in programme.sessions
        for role in session.roles
    }
    return {person.pk: person.name for person in Person.objects.filter(pk__in=people)}
