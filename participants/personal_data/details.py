"""What delegates give after accepting, and what they send: the first that is forgotten."""

from datetime import datetime, timedelta

from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from dialogue.personal_data import terms
from dialogue.personal_data.holdings import (
    ACTING,
    NOBODY,
    Holding,
    by_organiser,
    data,
)
from dialogue.personal_data.subjects import Subject, with_address
from dialogue.personal_data.terms import over
from participants.models import (
    AccessCode,
    DelegateDetails,
    DetailsChange,
    IncomingMail,
    Invitation,
)
from participants.personal_data.rows import of_invitations
from participants.states import OVER, Status

# A delegate who declined may come back; after so long nobody does.
COMES_BACK_WITHIN = timedelta(days=7)

TO_ARRANGE = _("to arrange the journey and the stay")
FOR_A_VISA = _("for the visa letter")


def seats_without_details(now: datetime) -> QuerySet[Invitation]:
    """The seats whose details are kept no longer: those of dialogues that are over, and those that
    have passed on."""
    declined = Q(status=Status.DECLINED, changed_at__lt=now - COMES_BACK_WITHIN)
    ended = Q(dialogue__in=over(now, terms.DETAILS))
    return Invitation.objects.filter(ended | Q(status__in=OVER) | declined)


def incoming_due(now: datetime) -> QuerySet[IncomingMail]:
    """Messages about dialogues whose details are kept no longer, and old ones about none."""
    ended = Q(invitation__dialogue__in=over(now, terms.DETAILS))
    stray = Q(invitation=None, received_at__lt=terms.STRAY.before(now))
    return IncomingMail.objects.filter(ended | stray)


def incoming_of(subject: Subject) -> QuerySet[IncomingMail]:
    """Messages to or from them, and those filed to their invitations."""
    filed = Q(invitation__in=subject.keys_of("participants.Invitation"))
    return IncomingMail.objects.filter(filed | with_address(subject, "from_address", "attendee"))


HOLDINGS = [
    Holding(
        "participants.DelegateDetails",
        [
            data(
                TO_ARRANGE,
                "attendance arrival_on arrival_time arrival_number arrival_place departure_on"
                " departure_time departure_number departure_place wants_pickup hotel hotel_name"
                " hotel_nights funding needs_visa_letter interpretation",
            ),
            data(
                FOR_A_VISA,
                "passport_name passport_nationality passport_number passport_place"
                " passport_expires_on birth_on",
            ),
            data(_("for meals, and so that everybody can take part"), "diet access_needs"),
            data(
                _("to call somebody in an emergency"),
                "emergency_name emergency_relation emergency_phone",
            ),
            data(_("to know who gave the details"), "changed_at changed_by told_by channel"),
        ],
        not_personal="id invitation",
        seen_by=ACTING,
        kept=terms.SEAT,
        rows_of=of_invitations(DelegateDetails),
        rows_due=lambda now: DelegateDetails.objects.filter(
            invitation__in=seats_without_details(now)
        ),
        is_deleted=True,
    ),
    Holding(
        "participants.DetailsChange",
        [
            data(
                _("to decide on a change of the details, and to say why not"),
                "values before reason asked_at state",
            ),
            data(_("to know who decided on it"), "decided_at"),
            by_organiser("decided_by"),
        ],
        not_personal="id invitation",
        seen_by=ACTING,
        kept=terms.SEAT,
        rows_of=of_invitations(DetailsChange),
        rows_due=lambda now: DetailsChange.objects.filter(
            invitation__in=seats_without_details(now)
        ),
        is_deleted=True,
    ),
    Holding(
        "participants.AccessCode",
        [
            data(
                _("to open a delegate’s details to the delegate alone"),
                "digest sent_at used_at asked_from",
                called=_("code"),
            )
        ],
        not_personal="id invitation tries",
        seen_by=[NOBODY],
        kept=terms.SEAT,
        rows_of=of_invitations(AccessCode),
        rows_due=lambda now: AccessCode.objects.filter(invitation__in=seats_without_details(now)),
        is_deleted=True,
    ),
    Holding(
        "participants.IncomingMail",
        [
            data(
                _("to read answers and returned letters, and to record them"),
                "content message_id subject from_name from_address is_sender_verified kind"
                " doubts partstat comment attendee failures received_at",
            ),
            by_organiser("decided_by"),
        ],
        not_personal="id sha256 size source state decided_at invitation sequence stamped_at mail",
        seen_by=ACTING,
        kept=terms.DETAILS,
        rows_of=incoming_of,
        rows_due=incoming_due,
        is_deleted=True,
    ),
]
