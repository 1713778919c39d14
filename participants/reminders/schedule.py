"""Whom to remind of what, and when; `dispatch` sends it.

Days are counted in the dialogue's time zone: a rule is due from the start of its day. Of several
rules that are due the latest reminds, and the earlier ones count as overtaken, so that a daily run
that was interrupted for a week does not send everything at once.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from typing import cast

from django.db.models import OuterRef, QuerySet, Subquery
from django.utils import timezone

from dialogue.models import Dialogue
from participants.models import (
    Invitation,
    InvitationEvent,
    InvitationWithDetails,
    Person,
    Reminder,
    ReminderRule,
)
from participants.states import Status, Verb

Kind, Outcome = ReminderRule.Kind, Reminder.Outcome
# Nobody is reminded so soon after an invitation, an answer or another change of the offer …
QUIET = timedelta(hours=24)
# … nor after another reminder: a day, less what a daily run may be early.
REST = timedelta(hours=20)
WAITING = [Status.INVITED, Status.TENTATIVE, Status.ACCEPTED]


def needs_details(invitations: QuerySet[Invitation]) -> set[int]:
    """The primary keys of the invitations whose delegate has a seat but has not given all the
    details that the organisers need for travel and stay. One query."""
    complete = InvitationWithDetails.objects.complete().values("pk")
    accepted = invitations.filter(status=Status.ACCEPTED)
    return set(accepted.exclude(pk__in=complete).values_list("pk", flat=True))


@dataclass
class Item:
    """One rule as it applies to one invitation.

    `due_on` is a day of the dialogue's calendar; nothing is sent before `quiet_until`; `reminder`
    is what became of it so far; `overtakes` are the items of earlier rules that this replaces.
    """

    rule: ReminderRule
    invitation: Invitation
    due_on: date
    deadline_at: datetime
    quiet_until: datetime
    reminder: Reminder | None
    overtakes: list["Item"] = field(default_factory=list)


@dataclass
class Letter:
    """One letter by a rule: to a person, or to an institution for the seats that it has to fill.
    `day` is the day of the dialogue's calendar on which it goes out."""

    day: date
    items: list[Item]

    @property
    def rule(self) -> ReminderRule:
        """The rule by which it is sent; of an institution's seats, that of the first."""
        return self.items[0].rule

    @property
    def invitation(self) -> Invitation:
        """The invitation it is about; of an institution's seats, the first."""
        return self.items[0].invitation

    @property
    def addressee(self) -> Person:
        """The invitee, or the institution's focal point."""
        return self.invitation.addressee

    @property
    def who(self) -> str:
        """The person or institution that it is about, as lists show it."""
        invitation = self.invitation
        return str(invitation.delegation if self.is_to_institution else invitation.who)

    @property
    def is_to_institution(self) -> bool:
        """Whether it asks an institution to nominate."""
        return self.rule.kind == Kind.NOMINATION

    @property
    def key(self) -> str:
        """How a form refers to it."""
        return f"{self.rule.pk}-{self.invitation.pk}-{self.items[0].due_on:%Y%m%d}"

    @property
    def hold(self) -> Reminder | None:
        """The row by which an organiser has put it on hold, or None."""
        return self.items[0].reminder


def takes_place(dialogue: Dialogue, now: datetime) -> bool:
    """Whether anybody need be reminded: the dialogue is neither cancelled or declined nor over."""
    is_over = dialogue.status == Dialogue.Status.HELD
    return not (dialogue.is_off or is_over) and dialogue.local(now).date() <= dialogue.ends_on


def due(dialogue: Dialogue, now: datetime, only: Collection[int] | None = None) -> list[Letter]:
    """The letters that would be sent now, at most one for each invitation.

    `only` narrows it to the invitations with these primary keys.
    """
    pending = _Pending(dialogue, now, only)
    letters = [Letter(pending.today, items) for items in _by_letter(pending.latest)]
    return [
        letter
        for letter in letters
        if not letter.hold and any(item.quiet_until <= now for item in letter.items)
    ]


def forecast(dialogue: Dialogue, now: datetime) -> list[Letter]:
    """The letters that go out from now on if nobody answers, in the order of their days, with
    those on hold."""
    pending = _Pending(dialogue, now)
    items_by_day = defaultdict(list)
    for item in pending.later:
        items_by_day[item.due_on].append(item)
    for item in pending.latest:
        day = max(pending.today, dialogue.local(item.quiet_until).date())
        items_by_day[day].append(item)
    return [
        Letter(day, items)
        for day, items_of_day in sorted(items_by_day.items())
        for items in _by_letter(items_of_day)
    ]


class _Pending:
    """What may still go out: for each invitation, the latest rule that is due and those that are
    due later."""

    def __init__(self, dialogue, now, only=None):
        self.today = dialogue.local(now).date()
        items = _items(dialogue, now, only)
        latest = {}
        for item in items:
            if item.due_on <= self.today:
                earlier = latest.get(item.invitation.pk)
                item.overtakes = [*earlier.overtakes, earlier] if earlier else []
                latest[item.invitation.pk] = item
        self.latest = [item for item in latest.values() if _is_open(item)]
        self.later = [item for item in items if item.due_on > self.today and _is_open(item)]


def _is_open(item):
    return item.reminder is None or item.reminder.outcome == Outcome.SKIPPED


def _by_letter(items):
    """The items in lists, one list for each letter: the seats of an institution share one, except
    that those on hold have their own."""
    letters = defaultdict(list)
    for item in items:
        invitation = item.invitation
        is_to_institution = item.rule.kind == Kind.NOMINATION
        addressee = invitation.delegation_id if is_to_institution else invitation.pk
        is_on_hold = item.reminder is not None
        letters[is_to_institution, addressee, is_on_hold].append(item)
    return list(letters.values())


def _items(dialogue, now, only=None):
    """[Item] of every active rule for every invitation from which something is missing, by day."""
    rules = defaultdict(list)
    for rule in dialogue.reminder_rules.filter(is_active=True):
        rules[rule.kind].append(rule)
    if not rules or not takes_place(dialogue, now):
        return []
    rows = dialogue.invitations.all() if only is None else dialogue.invitations.filter(pk__in=only)
    invitations, incomplete = list(_waiting(rows)), needs_details(rows)
    reminders, last_sent = _reminders_of(invitations)
    items = []
    for invitation in invitations:
        kind = _kind(invitation, incomplete)
        deadline_at = deadline(invitation, dialogue, kind)
        began_at = max(filter(None, [invitation.invited_at, invitation.moved_at]))
        quiet_until = max(began_at + QUIET, last_sent[invitation.pk] + REST)
        for rule in rules[kind] if deadline_at > now else []:
            due_on = dialogue.local(deadline_at).date() - timedelta(days=rule.days_before)
            if due_on <= dialogue.local(began_at).date():
                continue  # written to later than that, the invitee needs no reminder of it
            reminder = reminders.get((invitation.pk, rule.pk, deadline_at))
            items.append(Item(rule, invitation, due_on, deadline_at, quiet_until, reminder))
    return sorted(items, key=lambda item: (item.due_on, *_by_name(item.invitation)))


def _by_name(invitation):
    """What orders seats: the name of the person or, while nobody is named, of the institution."""
    row = invitation.person or invitation.delegation.organisation
    return row.sort_key, invitation.pk


def _waiting(invitations):
    """Those from which something may be missing, with the moment of their last transition."""
    moves = InvitationEvent.objects.filter(invitation=OuterRef("pk"), verb__in=Verb.values)
    rows = invitations.written_to().filter(status__in=WAITING, invited_at__isnull=False)
    return (
        rows.with_people()
        .annotate(moved_at=Subquery(moves.order_by("-at").values("at")[:1]))
        .order_by("pk")
    )


def _reminders_of(invitations):
    """({(invitation, rule, deadline): Reminder}, {invitation: when it was last reminded})."""
    reminders, last_sent = {}, defaultdict(lambda: datetime.min.replace(tzinfo=UTC))
    rows = Reminder.objects.filter(invitation__in=[invitation.pk for invitation in invitations])
    for row in rows.select_related("settled_by"):
        reminders[row.invitation_id, row.rule_id, row.deadline_at] = row
        if row.outcome == Outcome.SENT:
            last_sent[row.invitation_id] = max(last_sent[row.invitation_id], row.settled_at)
    return reminders, last_sent


def _kind(invitation, incomplete):
    """What is missing from an invitation, or None."""
    if invitation.status == Status.INVITED:
        return Kind.ANSWER if invitation.person_id else Kind.NOMINATION
    if invitation.status == Status.TENTATIVE:
        return Kind.CONFIRMATION
    if invitation.status == Status.ACCEPTED and invitation.pk in incomplete:
        return Kind.DETAILS
    return None


def deadline(invitation: Invitation, dialogue: Dialogue, kind: str) -> datetime:
    """The deadline that a reminder of this kind (ReminderRule.Kind) is about: that of the reply,
    which every invitation that was sent has, or for details the start of the first day."""
    if kind == Kind.DETAILS:
        return datetime.combine(dialogue.starts_on, time(), dialogue.tz)
    return cast(datetime, invitation.reply_by_at)


def missing(invitations: Iterable[Invitation]) -> dict[int, str]:
    """{primary key of an invitation: of what (ReminderRule.Kind) it may be reminded now}; the
    others are left out. Two queries."""
    now, invitations = timezone.now(), list(invitations)
    rows = Invitation.objects.filter(pk__in=[invitation.pk for invitation in invitations])
    written_to = set(rows.written_to().values_list("pk", flat=True))
    incomplete = needs_details(rows)
    kinds = {}
    for invitation in invitations:
        if not invitation.is_out or invitation.pk not in written_to:
            continue
        kind, dialogue = _kind(invitation, incomplete), invitation.dialogue
        is_in_time = kind and deadline(invitation, dialogue, kind) > now
        if kind and is_in_time and takes_place(dialogue, now):
            kinds[invitation.pk] = kind
    return kinds
