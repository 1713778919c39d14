"""Roles in sessions: planned by organisers, asked of a delegate, confirmed or refused by them.

The only writer of a role's state. While the role is open, a person who refused may still accept it,
and one who confirmed may still step down. Everybody who writes takes the dialogue's lock first, the
form of a session too (see agenda.programme.session_forms): whoever waited sees what the others did.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import cast

from django.db import transaction
from django.db.models import Count, Exists, OuterRef, QuerySet
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from agenda.letter_kinds import ROLE_REQUEST
from agenda.models import Role
from agenda.models.roles import RoleQuerySet
from agenda.programme.sessions import mark_programme_changed
from dialogue import refusals
from dialogue.models import Dialogue
from dialogue.refusals import EditConflict, Refused
from participants.letters import letters
from participants.models import Channel, Invitation, Person
from participants.workflow import invitations

State = Role.State
TIME_TO_ANSWER = timedelta(days=7)
UNANSWERED = {
    "answered_at": None,
    "answered_by": "",
    "channel": "",
    "recorded_by": "",
    "remark": "",
}


@dataclass
class Request:
    """What a person is asked in one letter. `page` is the invitation behind whose link they
    answer, or None."""

    person: Person
    page: Invitation | None
    roles: list[Role] = field(default_factory=list)


def requests(roles: QuerySet[Role]) -> list[Request]:
    """The letters that asking for these roles (a queryset) would need: one to each person and
    dialogue. What is asked or confirmed already, or over, is left out. Two queries."""
    rows = roles.select_related("session__dialogue", "session__room", "person")
    open_ones = [role for role in rows.order_by("session__starts_at", "pk") if role.is_to_be_asked]
    pages = _pages(open_ones)
    by_person: dict[tuple[int, int], Request] = {}
    for role in open_ones:
        key = role.session.dialogue_id, role.person_id
        by_person.setdefault(key, Request(role.person, pages.get(key))).roles.append(role)
    return list(by_person.values())


def _pages(roles):
    """{(dialogue, person): the invitation behind whose link this person answers}"""
    active = Invitation.objects.with_people().active()
    rows = active.filter(
        dialogue__in={role.session.dialogue_id for role in roles},
        person__in={role.person_id for role in roles},
    )
    return {(row.dialogue_id, row.person_id): row for row in rows if row.has_a_link}


@transaction.atomic
def ask(roles: QuerySet[Role]) -> int:
    """Ask the holders of these roles (a queryset); return how many letters that made.

    Raises Refused, and nobody is asked, where somebody has no personal page to answer on.
    """
    for key in sorted(set(roles.values_list("session__dialogue", flat=True))):
        Dialogue.objects.lock(key)
    wanted = requests(roles.all())
    nowhere = [request.person.name for request in wanted if request.page is None]
    if nowhere:
        raise Refused(
            _("Nobody was asked. First invite those who have no invitation yet: %(names)s.")
            % {"names": ", ".join(nowhere)}
        )
    for request in wanted:
        page = cast(Invitation, request.page)  # else Refused was raised above
        invitations.refuse_ended_links(page.dialogue)
        day = answer_by(request.roles)
        mark_asked(request.roles)
        # The delegate's page says the same as the letter.
        Role.objects.filter(pk__in=[role.pk for role in request.roles]).update(answer_by_on=day)
        letters.write(ROLE_REQUEST.name, page, roles=request.roles, answer_by=day)
        mark_programme_changed(page.dialogue)
    return len(wanted)


def mark_asked(roles: Iterable[Role]) -> None:
    """A letter asks for these now; what was answered before no longer counts."""
    asked = {"state": State.ASKED, "asked_at": timezone.now()}
    Role.objects.filter(pk__in=[role.pk for role in roles]).update(**asked, **UNANSWERED)


def answer_by(roles: Iterable[Role]) -> date:
    """Until when an answer is asked for: the day that a letter to the session said, while that lies
    ahead; else a week from now, but a day before the first session."""
    roles = list(roles)
    first_session = min((role.session for role in roles), key=lambda session: session.starts_at)
    dialogue, first = first_session.dialogue, first_session.starts_at
    today = dialogue.local(timezone.now()).date()
    said = [role.answer_by_on for role in roles if role.answer_by_on]
    if ahead := [day for day in said if day > today]:
        return min(ahead)
    latest = dialogue.local(first).date() - timedelta(days=1)
    return max(today, min(today + TIME_TO_ANSWER, latest))


def pages_of(roles: Iterable[Role]) -> dict[tuple[int, int], Invitation]:
    """{(dialogue, person): the invitation behind whose link this person answers}"""
    return _pages(list(roles))


def of(invitation: Invitation) -> RoleQuerySet:
    """The roles that the delegate behind this invitation was asked to take."""
    return Role.objects.filter(
        session__dialogue=invitation.dialogue_id, person=invitation.person_id
    ).exclude(state=State.PLANNED)


@transaction.atomic
def answer(
    role: Role,
    *,
    confirm: bool,
    by: str,
    remark: str = "",
    channel: Channel = Channel.WEB,
    recorded_by: str = "",
    seen: str = "",
) -> None:
    """The delegate, or somebody for them, takes the role or does not; `by` is who said so, and
    `recorded_by` the organiser who wrote that down.

    The same answer once more changes nothing. `seen` is the version of the role as it was
    shown: EditConflict if there was an answer since. Raises Refused, also where the role is no
    longer this person's.
    """
    dialogue = Dialogue.objects.lock(role.session.dialogue_id)
    rows = Role.objects.filter(pk=role.pk, person=role.person_id)
    stored = rows.select_related("session__dialogue").first()
    if stored is None:
        raise Refused(_("You are no longer being asked to take this role. Nothing was changed."))
    state, remark = State.CONFIRMED if confirm else State.REFUSED, remark.strip()
    if stored.state == state and remark in {"", stored.remark}:
        return
    if refusals.is_outdated(seen, stored):
        raise _conflict(stored, seen)
    if not stored.is_open:
        raise Refused(_("This session is over or will not take place, so nothing was changed."))
    rows.update(
        state=state,
        answered_at=timezone.now(),
        answered_by=by[:200],
        channel=channel,
        recorded_by=recorded_by[:200],
        remark=remark,
    )
    mark_programme_changed(dialogue)


@transaction.atomic
def take_away(role: Role) -> None:
    """Delete a role. Where its holder was asked, their calendar's entry counts as changed."""
    dialogue = Dialogue.objects.lock(role.session.dialogue_id)
    role.delete()
    if role.state != State.PLANNED:
        rows = Invitation.objects.filter(dialogue=dialogue, person=role.person_id)
        rows.update(role_taken_at=timezone.now())
        mark_programme_changed(dialogue)


def take_all_away(person: Person) -> None:
    """Delete all roles of somebody whose data are erased, also those of dialogues that are over."""
    for role in Role.objects.filter(person=person).select_related("session__dialogue"):
        take_away(role)


def _conflict(role, seen):
    """Another tab, the office or the organisers were quicker."""
    text = _(
        "This role has changed in the meantime: it is now “%(state)s” (%(name)s, %(at)s). "
        "Nothing was recorded. To replace this with your answer, please send it again."
    ) % {
        "state": role.get_state_display(),
        "name": role.answered_by or role.person.name,
        "at": date_format(timezone.localtime(role.moved_at), "DATETIME_FORMAT"),
    }
    return EditConflict(text, role, seen)


def count(dialogue: Dialogue) -> dict[str, int]:
    """{state: number} of the roles in sessions that take place. One query."""
    rows = Role.objects.filter(session__dialogue=dialogue, session__is_cancelled=False)
    numbers = dict(rows.order_by().values_list("state").annotate(Count("pk")))
    return {state: numbers.get(state, 0) for state in State}


@transaction.atomic
def pass_on(old: Invitation, new: Invitation) -> None:
    """A substitute takes over a delegate's seat: the roles that still lie ahead at that dialogue
    pass on, and the substitute is asked whether they agree to them."""
    Dialogue.objects.lock(old.dialogue_id)
    ahead = {"session__dialogue": old.dialogue_id, "session__ends_at__gt": timezone.now()}
    roles = Role.objects.filter(person=old.person, **ahead)
    known = list(roles.told().values_list("pk", flat=True))
    has_already = Role.objects.filter(person=new.person, session=OuterRef("session"))
    roles.exclude(Exists(has_already.filter(kind=OuterRef("kind")))).update(
        person=new.person, state=State.PLANNED, asked_at=None, **UNANSWERED
    )
    roles.delete()
    mark_programme_changed(old.dialogue)
    ask(Role.objects.filter(pk__in=known))
