"""What is kept about official letters: the register, the letters, their signed scans."""

from datetime import datetime

from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from dialogue.personal_data import terms
from dialogue.personal_data.forgetting import SOMEBODY
from dialogue.personal_data.holdings import (
    ACTING,
    Holding,
    Mention,
    by_organiser,
    data,
    stays,
)
from dialogue.personal_data.subjects import Subject
from dialogue.personal_data.terms import over
from participants.models import LetterKind, OfficialLetter, RegisterEntry, SignedScan

TO_WRITE = _("to write and to keep official letters")
TO_REGISTER = _("to show what went out and came in, by number")


def letters_of(subject: Subject) -> QuerySet[OfficialLetter]:
    """Those addressed to them, or to the institution for which they nominate."""
    seats, people = (
        subject.keys_of("participants.Invitation"),
        subject.keys_of("participants.Person"),
    )
    return OfficialLetter.objects.filter(
        Q(invitation__in=seats) | Q(delegation__focal_point__in=people)
    )


def letters_due(now: datetime) -> QuerySet[OfficialLetter]:
    """Passport data go with the delegate's details, all else with the record."""
    with_passport = Q(kind=LetterKind.VISA, dialogue__in=over(now, terms.DETAILS))
    return OfficialLetter.objects.filter(with_passport | Q(dialogue__in=over(now, terms.RECORD)))


HOLDINGS = [
    Holding("participants.RegisterSeries", not_personal="id direction body year series last"),
    Holding(
        "participants.RegisterEntry",
        [
            data(TO_REGISTER, "subject correspondent", left=SOMEBODY, mention=Mention.TEXT),
            data(TO_REGISTER, "cancelled_because", mention=Mention.TEXT),
            by_organiser("registered_by"),
        ],
        not_personal="id dialogue direction body year series number symbol dated_on registered_at"
        " cancelled_at reference",
        seen_by=ACTING,
        kept=terms.RECORD,
        rows_of=lambda subject: RegisterEntry.objects.filter(letter__in=letters_of(subject)),
        rows_due=lambda now: RegisterEntry.objects.filter(dialogue__in=over(now, terms.RECORD)),
    ),
    Holding(
        "participants.LetterHead",
        not_personal="id dialogue superior issuer abbreviation unit place foot copies has_motto"
        " numbers_by_hand emblem",
    ),
    Holding(
        "participants.Signatory",
        [stays(TO_WRITE, "name", only_now=True)],
        not_personal="id dialogue office capacity signs_for position",
        kept=terms.IN_USE,
    ),
    Holding("participants.LetterWording", not_personal="id dialogue kind language text"),
    Holding(
        "participants.OfficialLetter",
        [
            stays(TO_REGISTER, "invitation delegation state created_at changed_at"),
            data(
                TO_WRITE,
                "paragraph_en paragraph_vi enclosures_en enclosures_vi composed",
                mention=Mention.TEXT,
            ),
            by_organiser("issued_by"),
        ],
        not_personal="id dialogue kind languages signatory entry mail",
        seen_by=ACTING,
        kept=terms.LETTER,
        rows_of=letters_of,
        rows_due=letters_due,
    ),
    Holding(
        "participants.SignedScan",
        [
            data(TO_WRITE, "content uploaded_at", called=_("signed scan")),
            by_organiser("uploaded_by"),
        ],
        not_personal="id letter pages",
        seen_by=[*ACTING],
        kept=terms.LETTER,
        rows_of=lambda subject: SignedScan.objects.filter(letter__in=letters_of(subject)),
        rows_due=lambda now: SignedScan.objects.filter(letter__in=letters_due(now)),
        is_deleted=True,
    ),
]
