"""What the mail system keeps about people: letters, and addresses to which nothing is sent."""

from collections.abc import Collection
from datetime import datetime

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from dialogue.access import roles
from dialogue.mail.models import (
    BlockedAddress,
    MailAttachment,
    OutgoingMail,
    SharedFile,
    Unsubscription,
)
from dialogue.personal_data import terms
from dialogue.personal_data.holdings import (
    ACTING,
    EVERY_ROLE,
    NOBODY,
    Holding,
    Mention,
    by_organiser,
    data,
    stays,
)
from dialogue.personal_data.subjects import Subject, with_address
from dialogue.personal_data.terms import over

State = OutgoingMail.State


def letters_to(subject: Subject) -> QuerySet[OutgoingMail]:
    """The letters that went to them, or that another floor knows to be about them."""
    known = Q(pk__in=subject.keys_of("mail.OutgoingMail"))
    return OutgoingMail.objects.filter(
        known | with_address(subject, "to_address", "cc_address", "reply_to")
    )


def letters_due(now: datetime) -> QuerySet[OutgoingMail]:
    """The letters of dialogues of which only the numbers are kept, old ones of no dialogue, and a
    last letter to somebody that could not leave."""
    stray = Q(dialogue=None, created_at__lt=terms.STRAY.before(now))
    last = Q(is_erased_once_sent=True, created_at__lt=terms.LAST_LETTER.before(now))
    return OutgoingMail.objects.filter(Q(dialogue__in=over(now, terms.RECORD)) | stray | last)


def stop(keys: Collection[int]) -> None:
    """Nothing is sent that no longer has an address: what waits is cancelled, and a copy that waits
    is given up."""
    mails, now = OutgoingMail.objects.filter(pk__in=keys), timezone.now()
    mails.filter(state__in=[*OutgoingMail.WAITING, State.SENDING]).update(
        state=State.CANCELLED, finished_at=now, lease=None, leased_until_at=None
    )
    mails.filter(state=State.COPYING).update(state=State.SENT, finished_at=now)


def blocks_due(now: datetime) -> QuerySet[BlockedAddress]:
    """The blocks of addresses of which no letter is left."""
    letters = OutgoingMail.objects.filter(
        Q(to_address__iexact=OuterRef("address")) | Q(cc_address__iexact=OuterRef("address"))
    )
    return BlockedAddress.objects.filter(~Exists(letters), since_at__lt=terms.BLOCKED.before(now))


def shared_files_due(now: datetime) -> QuerySet[SharedFile]:
    """The files that go with no letter, a day after they were uploaded."""
    unused = SharedFile.objects.filter(
        ~Exists(MailAttachment.objects.filter(shared=OuterRef("pk")))
    )
    return unused.filter(uploaded_at__lt=terms.ATTACHED.before(now))


HOLDINGS = [
    Holding(
        "mail.OutgoingMail",
        [
            data(_("to send the letter"), "to_name", mention=Mention.NAME, seen_by=EVERY_ROLE),
            data(_("to send the letter"), "to_address cc_address", mention=Mention.ADDRESS),
            data(
                _("to send the letter"),
                "domain copy_domain",
                called=_("domains of the addresses"),
            ),
            data(_("so that answers reach those who asked"), "reply_to"),
            data(
                _("to open the personal pages and calendar"),
                "secrets",
                called=_("key of the personal link"),
                seen_by=[NOBODY],
            ),
            data(
                _("to answer from a calendar"),
                "calendar",
                called=_("calendar part"),
            ),
            data(
                _("to answer from a calendar"),
                "calendar_method",
                called=_("request in the calendar part"),
            ),
            data(
                _("to show what was written to the person"),
                "subject",
                mention=Mention.TEXT,
                seen_by=EVERY_ROLE,
            ),
            data(_("to show what was written to the person"), "text html", mention=Mention.TEXT),
            data(
                _("to find out why a letter did not arrive"),
                "held_because answers last_error refusal",
            ),
            stays(
                _("to know which letters were sent, and when"),
                "kind state language created_at finished_at edited_at send_after_at message_id"
                " handed_over_how",
                seen_by=EVERY_ROLE,
            ),
            data(
                _("to know how the letter reached the person"),
                "handed_over_to",
                mention=Mention.TEXT,
            ),
            by_organiser("edited_by handed_over_by"),
        ],
        not_personal="id dialogue wave attempts next_try_at leased_until_at lease tried_at trouble"
        " is_erased_once_sent",
        seen_by=ACTING,
        kept=terms.RECORD,
        rows_of=letters_to,
        rows_due=letters_due,
        first=stop,
    ),
    Holding(
        "mail.MailAttachment",
        [
            data(
                _("to show what was written to the person"),
                "filename media_type content",
                called=_("file"),
            )
        ],
        not_personal="id mail shared",
        seen_by=ACTING,
        kept=terms.RECORD,
        rows_of=lambda subject: MailAttachment.objects.filter(mail__in=letters_to(subject)),
        rows_due=lambda now: MailAttachment.objects.filter(mail__in=letters_due(now)),
        is_deleted=True,
    ),
    Holding(
        "mail.SharedFile",
        [data(_("to attach a file to letters"), "filename media_type content", called=_("file"))],
        not_personal="id size uploaded_at",
        seen_by=ACTING,
        kept=terms.ATTACHED,
        rows_due=shared_files_due,
        is_deleted=True,
        name=_("files for letters"),
    ),
    Holding(
        "mail.BlockedAddress",
        [data(_("to send nothing to an address that does not work"), "address reason since_at")],
        not_personal="id",
        seen_by=[roles.SECRETARIAT],
        kept=terms.BLOCKED,
        rows_of=lambda subject: BlockedAddress.objects.filter(with_address(subject, "address")),
        rows_due=blocks_due,
        is_deleted=True,
    ),
    Holding(
        "mail.Unsubscription",
        name=_("addresses that get no reminders"),
        personal=[data(_("to send no reminders to whoever asked for none"), "address since_at")],
        not_personal="id dialogue about",
        seen_by=[NOBODY],
        kept=terms.RECORD,
        rows_of=lambda subject: Unsubscription.objects.filter(with_address(subject, "address")),
        rows_due=lambda now: Unsubscription.objects.filter(dialogue__in=over(now, terms.RECORD)),
        is_deleted=True,
    ),
    Holding(
        "mail.Wave",
        [
            stays(
                _("to show what was written to the person"), "name paragraph", mention=Mention.TEXT
            )
        ],
        not_personal="id dialogue created_at",
        kept=terms.IN_USE,
    ),
    Holding("mail.OutboxMark", not_personal="id name noted_at"),
]
