"""The email queue in numbers: what waits and since when, what failed and why, wave by wave."""

from collections import Counter
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from django.db.models import Count, Min, Q, QuerySet
from django.utils import timezone

from dialogue.mail.models import OutgoingMail, OutgoingMailQuerySet, Wave
from dialogue.mail.refusal_reasons import OURS, REMEDIES, Reason, Remedy
from dialogue.mail.situations import Situation, in_words

State, Trouble = OutgoingMail.State, OutgoingMail.Trouble
# A worker looks every two seconds. What has been due for so long is not being sent, or the limits
# per minute are low for so much mail.
LONG = timedelta(minutes=10)
WAVES_SHOWN = 30


@dataclass(frozen=True)
class QueueStatistics:
    """Numbers of emails; `oldest_at` is since when the oldest one that is due has been due,
    `undelivered` why some did not arrive, where that was asked for too."""

    by_situation: dict[str, int]
    due: int
    later: int
    oldest_at: datetime | None = None
    undelivered: "list[Undelivered]" = field(default_factory=list)

    @property
    def waits_long(self) -> bool:
        """Whether an email has been due for longer than workers need."""
        return self.oldest_at is not None and timezone.now() - self.oldest_at > LONG

    @property
    def situations(self) -> list[tuple[Situation, int]]:
        """[(situation, number)] of those that any email is in."""
        return [(one, self.by_situation[one]) for one in Situation if one in self.by_situation]

    def in_state(self, state: OutgoingMail.State) -> int:
        """How many are in this state, whatever finer situation they are in."""
        return sum(number for situation, number in self.situations if situation.state == state)


def queue_statistics(mails: OutgoingMailQuerySet) -> QueueStatistics:
    """The numbers of these emails now. Two queries."""
    due = Q(next_try_at__lte=timezone.now())
    waiting = (
        mails.order_by()
        .filter(state__in=[State.QUEUED, State.COPYING])
        .aggregate(
            due=Count("pk", filter=due),
            later=Count("pk", filter=~due),
            oldest_at=Min("next_try_at", filter=due),
        )
    )
    rows: QuerySet[Any] = mails.order_by().annotate(situation=in_words())
    by_situation = dict(rows.values_list("situation").annotate(Count("pk")))
    return QueueStatistics(by_situation=by_situation, **waiting)


def by_dialogue(mails: OutgoingMailQuerySet) -> dict[int, QueueStatistics]:
    """{dialogue: the numbers of its emails among these}, of those that have any. One query."""
    is_waiting = Q(state__in=[State.QUEUED, State.COPYING])
    due = is_waiting & Q(next_try_at__lte=timezone.now())
    rows: QuerySet[Any] = mails.with_lost().annotate(situation=in_words())
    groups = (
        rows.order_by()
        .values("dialogue", "situation", "refusal", "is_lost")
        .annotate(
            number=Count("pk"),
            due=Count("pk", filter=due),
            waiting=Count("pk", filter=is_waiting),
            oldest_at=Min("next_try_at", filter=due),
        )
    )
    of_dialogue: dict[int, list[dict[str, Any]]] = {}
    for group in groups:
        of_dialogue.setdefault(group["dialogue"], []).append(group)
    return {dialogue: _in_all(found) for dialogue, found in of_dialogue.items()}


def _in_all(groups):
    by_situation, lost = Counter(), Counter()
    for group in groups:
        by_situation[group["situation"]] += group["number"]
        if group["is_lost"] and group["refusal"]:
            lost[group["refusal"]] += group["number"]
    due = sum(group["due"] for group in groups)
    return QueueStatistics(
        by_situation=dict(by_situation),
        due=due,
        later=sum(group["waiting"] for group in groups) - due,
        oldest_at=min(filter(None, (group["oldest_at"] for group in groups)), default=None),
        undelivered=_by_reason(lost.items()),
    )


@dataclass(frozen=True)
class Undelivered:
    """How many emails did not arrive for one reason, which is for us to mend or not."""

    reason: Reason
    number: int

    @property
    def remedy(self) -> Remedy:
        """What an organiser does about it."""
        return REMEDIES[self.reason]

    @property
    def is_our_mistake(self) -> bool:
        """Whether mail servers refuse us, whoever the recipient is."""
        return self.reason in OURS


def undelivered(mails: OutgoingMailQuerySet) -> list[Undelivered]:
    """What of these emails did not arrive and is still to be mended, by reason: what is ours first,
    then the most frequent. One query."""
    lost = mails.undelivered().exclude(refusal="").order_by()
    return _by_reason(lost.values_list("refusal").annotate(Count("pk")))


def _by_reason(rows):
    found = [Undelivered(Reason(reason), number) for reason, number in rows]
    return sorted(found, key=lambda line: (not line.is_our_mistake, -line.number, line.reason))


@dataclass(frozen=True)
class Troubles:
    """Numbers of emails with trouble: [(trouble, in words, how many)], the most frequent first;
    `partly` were sent without their copies."""

    failed: list[tuple[str, str, int]]
    retried: list[tuple[str, str, int]]
    partly: int


def troubles(mails: OutgoingMailQuerySet) -> Troubles:
    """What failed of these emails, and why."""
    return Troubles(
        failed=_by_trouble(mails.filter(state=State.FAILED)),
        retried=_by_trouble(mails.filter(state=State.QUEUED)),
        partly=mails.filter(state=State.SENT).exclude(trouble="").count(),
    )


def _by_trouble(mails):
    rows = mails.order_by().exclude(trouble="").values_list("trouble").annotate(n=Count("pk"))
    return [(key, Trouble(key).label, number) for key, number in rows.order_by("-n", "trouble")]


@dataclass
class WaveLine:
    """A wave and the numbers of its emails by situation; `later` are those of its waiting emails
    that have a date ahead: [(moment, how many)], the earliest first."""

    wave: Wave
    situations: list[tuple[Situation, int]] = field(default_factory=list)
    later: list[tuple[datetime, int]] = field(default_factory=list)

    def _has(self, *states):
        return any(situation.state in states for situation, _number in self.situations)

    @property
    def actions(self) -> list[str]:
        """The names of the actions in queue/bulk_actions.py that are possible for some of its
        emails."""
        possible = {
            "hold": self._has(State.QUEUED),
            "release": self._has(State.DRAFT, State.ON_HOLD),
            "schedule": self._has(State.DRAFT, State.ON_HOLD, State.QUEUED),
            "attach": self._has(*OutgoingMail.WAITING),
            "cancel": self._has(*OutgoingMail.WAITING),
            "resend": self._has(State.FAILED, State.BOUNCED, State.NOT_SENT),
            "print": self._has(State.TO_HAND_OVER),
            "hand-over": self._has(State.TO_HAND_OVER),
        }
        return [name for name, is_possible in possible.items() if is_possible]


def waves(chosen: QuerySet[Wave], mails: OutgoingMailQuerySet) -> list[WaveLine]:
    """The newest WAVES_SHOWN of the chosen waves, with the numbers of those emails of theirs that
    are in `mails`. Three queries."""
    lines = {wave.pk: WaveLine(wave) for wave in chosen[:WAVES_SHOWN]}
    rows: QuerySet[Any] = mails.order_by().filter(wave__in=lines)
    found = rows.annotate(situation=in_words()).values_list("wave", "situation")
    numbers = {(wave, one): number for wave, one, number in found.annotate(n=Count("pk"))}
    for key, line in lines.items():
        line.situations = [(one, numbers[key, one]) for one in Situation if (key, one) in numbers]
    ahead = rows.filter(state__in=OutgoingMail.WAITING, send_after_at__gt=timezone.now())
    for wave, moment, number in (
        ahead.values_list("wave", "send_after_at").annotate(n=Count("pk")).order_by("send_after_at")
    ):
        lines[wave].later.append((moment, number))
    return list(lines.values())
