"""Letters to those whom no email reaches. They are rendered and stored like all others, but no
worker takes them: the secretariat prints them or reads them out, and writes down that it has.

Only a page that is printed, or read out, shows what opens something; it is not stored."""

import re
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

import segno
from django.contrib.auth.models import User
from django.db import transaction
from django.utils import timezone

from dialogue.mail import bounces, sealing
from dialogue.mail.models import OutgoingMail, OutgoingMailQuerySet

State = OutgoingMail.State

# What a floor above knows: how the readers of these letters are reached, {email's key: words}.
Directions = Callable[[Collection[OutgoingMail]], Mapping[int, str]]
_directions: list[Directions] = []


def register(directions: Directions) -> None:
    """Let pages say how a reader is reached. An app says so in its AppConfig."""
    _directions.append(directions)


def directions_for(mails: Collection[OutgoingMail]) -> dict[int, str]:
    """{key: how its reader is reached, in words} for those letters of which it is known."""
    found: dict[int, str] = {}
    for directions in _directions:
        found |= directions(mails)
    return found


@dataclass(frozen=True)
class Paper:
    """A letter as it is printed: how it is handed over, its paragraphs, each a list of lines, and
    the first address in it that opens something, with a QR code (an SVG) for the reader's
    telephone."""

    mail: OutgoingMail
    directions: str
    paragraphs: Sequence[list[str]]
    address: str = ""
    qr_code: str = ""


def on_paper(mail: OutgoingMail, directions: str = "") -> Paper:
    """The letter with its links; `directions` say how it is handed over. Raises sealing.WipedError
    where the links are gone."""
    text = sealing.whole(mail, mail.text)
    blocks = re.split(r"\n{2,}", re.sub(r"^-- ?$", "", text, flags=re.MULTILINE).strip())
    paragraphs = [block.splitlines() for block in blocks]
    sealed = sealing.addresses_sealed(mail)
    if not sealed:
        return Paper(mail, directions, paragraphs)
    address = sealing.whole(mail, sealed[0])
    picture = segno.make(address, error="m", micro=False).svg_data_uri(scale=3, border=1)
    return Paper(mail, directions, paragraphs, address, picture)


@transaction.atomic
def hand_over(
    mails: OutgoingMailQuerySet, by: User, how: str, to: str = "", at: datetime | None = None
) -> int:
    """Write down that letters were handed over: `how` is one of OutgoingMail.HandedOver, `to` whom
    they were given or read to, if not the recipient, `at` when, if not now. Return how many."""
    waiting = mails.filter(state=State.TO_HAND_OVER).select_for_update()
    for mail in waiting:
        mail.state, mail.finished_at = State.HANDED_OVER, at or timezone.now()
        mail.handed_over_how, mail.handed_over_to, mail.handed_over_by = how, to, by
        mail.secrets = sealing.wiped(mail)
        mail.save()
    return len(waiting)


@transaction.atomic
def mail_instead(mails: OutgoingMailQuerySet, address: str) -> int:
    """Queue what was to be handed over: there is an address now. Return how many."""
    waiting = mails.filter(state=State.TO_HAND_OVER).select_for_update()
    is_blocked = bounces.is_blocked(address)
    for mail in waiting:
        mail.to_address, mail.domain = address, address.rpartition("@")[2].lower()
        mail.state, mail.next_try_at = State.QUEUED, timezone.now()
        if is_blocked:
            mail.state, mail.held_because = State.ON_HOLD, bounces.BLOCKED
        mail.save()
    return len(waiting)
