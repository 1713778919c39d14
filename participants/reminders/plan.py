"""Who is to be reminded of what, and when; `reminders` sends it.

Days are counted on the dialogue's own calendar: a rule is due from the first hour of its day. Of
several rules whose day has come the latest reminds; the earlier ones count as overtaken, so that
a daily run which stood still for a week does not send everything at once.
"""

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta

from django.db.models import OuterRef, Subquery
from django.utils import timezone

from dialogue.models import Dialogue
from participants.models import (
    Invitation,
    InvitationEvent,
    InvitationWithDetails,
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


def needs_details(invitations) -> set[int]:
    """The primary keys of those among the invitations (a queryset) whose delegate has a seat and
    has not told all that the organisers need for travel and stay."""
    complete = InvitationWithDetails.objects.complete().values("pk")
    accepted = invitations.filter(status=Status.ACCEPTED)
    return set(accepted.exclude(pk__in=complete).values_list("pk", flat=True))


@dataclass
class Item:
    """One rule whose day comes for one invitation. `quiet_until` is the moment before which
    nothing is sent; `reminder` is what became of it, `overtakes` the earlier rules that it does
    instead of."""

    rule: ReminderRule
    invitation: Invitation
    due_on: date
    deadline_at: datetime
    quiet_until: datetime
    reminder: Reminder | None
    overtakes: list = field(default_factory=list)


@dataclass
class Letter:
    """One letter: to a person, or to an institution for the seats that it has to fill. `day` is
    the day on which it goes out."""

    day: date
    items: list[Item]

    @property
    def rule(self):
        return self.items[0].rule

    @property
    def invitation(self):
        return self.items[0].invitation

    @property
    def addressee(self):
        return self.invitation.addressee

    @property
    def who(self):
        """Whom it is about, as lists show it."""
        one = self.invitation
        return str(one.delegation) if self.is_to_institution else str(one.who)

    @property
    def is_to_institution(self):
        return self.rule.kind == Kind.NOMINATION

    @property
    def key(self):
        """What a form sends to name it."""
        return f"{self.rule.pk}-{self.invitation.pk}-{self.items[0].due_on:%Y%m%d}"

    @property
    def held_back(self):
        """The Reminder that says who held it back, or None."""
        return self.items[0].reminder


def takes_place(dialogue: Dialogue, now: datetime) -> bool:
    """Whether anybody need be reminded: the dialogue is neither off nor over."""
    is_over = dialogue.status == Dialogue.Status.HELD
    return not (dialogue.is_off or is_over) and dialogue.local(now).date() <= dialogue.ends_on


def due(dialogue: Dialogue, now: datetime, only=None) -> list[Letter]:
    """The letters that would be sent now, at most one for each invitation.

    `only` narrows it to the invitations with these primary keys.
    """
    coming = _Coming(dialogue, now, only)
    found = [Letter(coming.today, items) for items in _by_letter(coming.latest)]
    return [
        one
        for one in found
        if not one.held_back and any(item.quiet_until <= now for item in one.items)
    ]


def forecast(dialogue: Dialogue, now: datetime) -> list[Letter]:
    """What goes out from now on if nobody answers, day by day, with what was held back."""
    coming = _Coming(dialogue, now)
    plan = defaultdict(list)
    for item in coming.later:
        plan[item.due_on].append(item)
    for item in coming.latest:
        plan[max(coming.today, dialogue.local(item.quiet_until).date())].append(item)
    return [
        Letter(day, items) for day, on_day in sorted(plan.items()) for items in _by_letter(on_day)
    ]


class _Coming:
    """What may still go out: of each invitation the latest rule whose day has come, and those
    whose day is to come."""

    def __init__(self, dialogue, now, only=None):
        self.today = dialogue.local(now).date()
        items = _items(dialogue, now, only)
        latest = {}
        for item in items:
            if item.due_on <= self.today:
                before = latest.get(item.invitation.pk)
                item.overtakes = [*before.overtakes, before] if before else []
                latest[item.invitation.pk] = item
        self.latest = [item for item in latest.values() if _is_open(item)]
        self.later = [item for item in items if item.due_on > self.today and _is_open(item)]


def _is_open(item):
    return item.reminder is None or item.reminder.outcome == Outcome.SKIPPED


def _by_letter(items):
    """The items in lists, one for each letter: an institution's seats go into one. What is held
    back stands by itself."""
    found = defaultdict(list)
    for item in items:
        of_institution = item.rule.kind == Kind.NOMINATION
        invitation = item.invitation
        number = invitation.delegation_id if of_institution else invitation.pk
        found[of_institution, number, item.reminder is not None].append(item)
    return list(found.values())


def _items(dialogue, now, only=None):
    """[Item] of every active rule for every invitation that waits, by day."""
    rules = defaultdict(list)
    for rule in dialogue.reminder_rules.filter(is_active=True):
        rules[rule.kind].append(rule)
    if not rules or not takes_place(dialogue, now):
        return []
    rows = dialogue.invitations.all() if only is None else dialogue.invitations.filter(pk__in=only)
    invitations, incomplete = list(_waiting(rows)), needs_details(rows)
    settled, last_sent = _reminders_of(invitations)
    items = []
    for invitation in invitations:
        kind = _kind(invitation, incomplete)
        deadline_at = deadline(invitation, dialogue, kind)
        began_at = max(filter(None, [invitation.invited_at, invitation.moved_at]))
        quiet_until = max(began_at + QUIET, last_sent[invitation.pk] + REST)
        for rule in rules[kind] if deadline_at > now else []:
            due_on = dialogue.local(deadline_at).date() - timedelta(days=rule.days_before)
            if due_on <= dialogue.local(began_at).date():
                continue  # who was written to later than that needs no reminder of it
            reminder = settled.get((invitation.pk, rule.pk, deadline_at))
            items.append(Item(rule, invitation, due_on, deadline_at, quiet_until, reminder))
    return sorted(items, key=lambda item: (item.due_on, item.invitation.pk))


def _waiting(invitations):
    """Those from which something may be missing, with the moment of their last move."""
    moved = InvitationEvent.objects.filter(invitation=OuterRef("pk"), verb__in=Verb.values)
    rows = invitations.written_to().filter(status__in=WAITING, invited_at__isnull=False)
    return (
        rows.with_people()
        .annotate(moved_at=Subquery(moved.order_by("-at").values("at")[:1]))
        .order_by("pk")
    )


def _reminders_of(invitations):
    """({(invitation, rule, moment): Reminder}, {invitation: when it was last reminded})."""
    settled, last_sent = {}, defaultdict(lambda: datetime.min.replace(tzinfo=UTC))
    rows = Reminder.objects.filter(invitation__in=[one.pk for one in invitations])
    for row in rows.select_related("settled_by"):
        settled[row.invitation_id, row.rule_id, row.deadline_at] = row
        if row.outcome == Outcome.SENT:
            last_sent[row.invitation_id] = max(last_sent[row.invitation_id], row.settled_at)
    return settled, last_sent


def _kind(invitation, incomplete):
    """What is missing from an invitation, or None."""
    if invitation.status == Status.INVITED:
        return Kind.ANSWER if invitation.person_id else Kind.NOMINATION
    if invitation.status == Status.TENTATIVE:
        return Kind.CONFIRMATION
    if invitation.status == Status.ACCEPTED and invitation.pk in incomplete:
        return Kind.DETAILS
    return None


def deadline(invitation, dialogue, kind):
    """The moment of which a reminder reminds: the reply-by moment, or the first day's beginning."""
    if kind == Kind.DETAILS:
        return datetime.combine(dialogue.starts_on, time(), dialogue.tz)
    return invitation.reply_by_at


def missing(invitations: list[Invitation]) -> dict[int, str]:
    """{primary key: of what (a ReminderRule.Kind) it may be reminded now}. Two queries."""
    now = timezone.now()
    rows = Invitation.objects.filter(pk__in=[one.pk for one in invitations])
    known = set(rows.written_to().values_list("pk", flat=True))
    incomplete = needs_details(rows)
    found = {}
    for one in invitations:
        kind = _kind(one, incomplete) if one.is_out and one.pk in known else None
        in_time = kind and deadline(one, one.dialogue, kind) > now
        if in_time and takes_place(one.dialogue, now):
            found[one.pk] = kind
    return found
