"""How long what is kept about people is kept: every term there is, in one place.

Law 91/2025/QH15 on Personal Data Protection and Decree 356/2025/ND-CP; GDPR, Article 5 (1) (e).
"""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.conf import settings
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from dialogue.models import Dialogue


@dataclass(frozen=True)
class Term:
    """How long something is kept. `text` says it, with `days` where there are any; `days` is None
    where the term is a dialogue's own or depends on something else than days."""

    text: str | Promise
    days: int | None = None

    def __str__(self) -> str:
        """The term in the active language."""
        return str(self.text) % {"days": self.days}

    def before(self, now: datetime) -> datetime:
        """The moment before which something has to lie for this term to be over at `now`. Raises
        TypeError for a term that has no days."""
        return now - timedelta(days=self.days)  # type: ignore[arg-type]


# After the dialogue

# What served the journey and the stay: Dialogue.details_kept_days, which organisers set.
DETAILS = Term(
    _("as many days after the dialogue’s last day as organisers set for it (60 unless changed)")
)
SEAT = Term(
    _(
        "as many days after the dialogue’s last day as organisers set for it (60 unless changed); "
        "if the seat passes to somebody else, until the next day"
    )
)
# Who was invited, what was written to them and what they answered.
RECORD = Term(_("%(days)d days after the dialogue’s last day"), settings.PEOPLE_KEPT_DAYS)
PERSON = Term(
    _("%(days)d days after the last day of the last dialogue that the person belongs to"),
    settings.PEOPLE_KEPT_DAYS,
)
LETTER = Term(
    _(
        "%(days)d days after the dialogue’s last day; a letter for a visa as long as delegates’ "
        "details"
    ),
    settings.PEOPLE_KEPT_DAYS,
)

# After the event itself

NOT_DECIDED = Term(_("%(days)d day after it was uploaded, or until it is imported"), 1)
WORK = Term(_("%(days)d days after it was started"), 30)
ATTACHED = Term(_("as long as a letter that it goes with; else %(days)d day"), 1)
MADE_FILE = Term(_("%(days)d day after it was made"), 1)
STRAY = Term(_("%(days)d days after it came or was written, if it belongs to no dialogue"), 60)
# The CANCEL to the calendar of somebody whose data were erased: the worker tries for a day or two.
LAST_LETTER = Term(_("until it was sent; %(days)d days at most"), 3)
LOGGED = Term(_("as long as the row it is about; %(days)d days at most"), settings.PEOPLE_KEPT_DAYS)
SECURITY = Term(_("%(days)d days after the event"), settings.PEOPLE_KEPT_DAYS)
SETTLED = Term(_("%(days)d days after it was settled"), settings.PEOPLE_KEPT_DAYS)
DELETED = Term(_("as long as the row it is about; %(days)d days if that was deleted"), 60)
BLOCKED = Term(_("while letters to the address are kept; at least %(days)d days"), 60)
SIGNED_IN = Term(_("until the session expires, after hours"))
ACCOUNT = Term(
    _("%(days)d days after the last sign-in of an account that was deactivated"),
    settings.PEOPLE_KEPT_DAYS,
)
IN_USE = Term(_("until organisers change or delete it"))
ERASURE = Term(_("for good: it names nobody, and an older backup may have to be corrected by it"))

# What belongs to no dialogue goes with the person it is about, if that is earlier.
END_WITH_THE_PERSON = [LOGGED, BLOCKED]


def forgotten_on(dialogue: Dialogue) -> date:
    """The day on which the RECORD of a dialogue is over, on its own clock: never before delegates'
    details, nor while personal links open anything."""
    after_record = dialogue.ends_on + timedelta(days=(RECORD.days or 0) + 1)
    after_links = dialogue.links_end_on + timedelta(days=1)
    return max(after_record, after_links, dialogue.details_erased_on)


def over(now: datetime, term: Term) -> list[int]:
    """The keys of the dialogues for which DETAILS or RECORD is over at this moment. One query."""
    if term is DETAILS:
        return Dialogue.objects.past_keeping(now)
    dialogues = Dialogue.objects.all()
    return [
        dialogue.pk
        for dialogue in dialogues
        if dialogue.local(now).date() >= forgotten_on(dialogue)
    ]
