"""How the outgoing mail stands, in numbers."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta

from django.db.models import Count, Min, Q
from django.utils import timezone

from dialogue.mail.models import OutgoingMail, Wave

State, Trouble = OutgoingMail.State, OutgoingMail.Trouble
# A worker looks every two seconds. What has been due for so long is waited for in vain, or the
# limits per minute are low for so much mail.
LONG = timedelta(minutes=10)
WAVES_SHOWN = 30


@dataclass(frozen=True)
class QueueStatistics:
    """Numbers of mails; `oldest_at` is since when the oldest one that is due has been due."""

    by_state: dict
    due: int
    later: int
    oldest_at: datetime | None = None

    @property
    def waits_long(self):
        return self.oldest_at is not None and timezone.now() - self.oldest_at > LONG

    @property
    def states(self):
        """[(state, number)] of those that any mail is in."""
        return [(state, self.by_state[state]) for state in State if state in self.by_state]


def queue_statistics(mails) -> QueueStatistics:
    """How these mails stand now."""
    due = Q(next_try_at__lte=timezone.now())
    found = (
        mails.order_by()
        .filter(state__in=[State.QUEUED, State.COPYING])
        .aggregate(
            due=Count("pk", filter=due),
            later=Count("pk", filter=~due),
            oldest_at=Min("next_try_at", filter=due),
        )
    )
    by_state = dict(mails.order_by().values_list("state").annotate(Count("pk")))
    return QueueStatistics(by_state=by_state, **found)


@dataclass(frozen=True)
class Troubles:
    """Numbers of mails with trouble: [(trouble, in words, how many)], the most frequent first;
    `partly` were sent without their copies."""

    failed: list[tuple[str, str, int]]
    retried: list[tuple[str, str, int]]
    partly: int


def troubles(mails) -> Troubles:
    """What failed of these mails, and why."""
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
    """A wave and the numbers of its mails by state."""

    wave: Wave
    states: list = field(default_factory=list)

    def _has(self, *states):
        return any(state in states for state, _number in self.states)

    @property
    def steps(self):
        """The names of the steps of desk/mail_steps.py that make sense for some of its mails."""
        sense = {
            "hold": self._has(State.QUEUED),
            "let-go": self._has(State.DRAFT, State.HELD),
            "schedule": self._has(*OutgoingMail.WAITING),
            "cancel": self._has(*OutgoingMail.WAITING),
            "resend": self._has(State.FAILED, State.BOUNCED),
        }
        return [name for name, is_so in sense.items() if is_so]


def waves(mails) -> list[WaveLine]:
    """The newest waves."""
    lines = {
        wave.pk: WaveLine(wave) for wave in Wave.objects.select_related("dialogue")[:WAVES_SHOWN]
    }
    rows = mails.order_by().filter(wave__in=lines).values_list("wave", "state")
    numbers = {(wave, state): number for wave, state, number in rows.annotate(n=Count("pk"))}
    for key, line in lines.items():
        line.states = [(one, numbers[key, one]) for one in State if (key, one) in numbers]
    return list(lines.values())
