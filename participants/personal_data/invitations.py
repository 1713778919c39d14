"""What is kept about seats, those who answer for them, and those who nominate."""

from django.db.models import Case, Exists, OuterRef, Q, QuerySet, Value, When
from django.utils.translation import gettext_lazy as _

from dialogue.personal_data import terms
from dialogue.personal_data.forgetting import SOMEBODY
from dialogue.personal_data.holdings import (
    ACTING,
    IF_AGREED,
    NOBODY,
    Holding,
    Mention,
    by_organiser,
    data,
    stays,
)
from dialogue.personal_data.subjects import Subject, with_address
from dialogue.personal_data.terms import over
from participants.models import (
    Answer,
    Consent,
    IncomingLetter,
    Invitation,
    InvitationEvent,
    ListedParticipant,
    Nomination,
    Reminder,
)
from participants.personal_data.rows import ERASED_KEY, of_invitations, with_record

TO_PROPOSE = _("to decide about a nominee or a substitute")
TO_COMPARE = _("to compare the names with the official letter")
TO_TELL = _("to know who answered, and to write to them")
TO_FOLLOW = _("to follow what became of the invitation, and to count")


def nominations_of(subject: Subject) -> QuerySet[Nomination]:
    """Those in which they are the nominee."""
    known = Q(pk__in=subject.keys_of("participants.Nomination"))
    return Nomination.objects.filter(known | with_address(subject, "email"))


def letters_of(subject: Subject) -> QuerySet[IncomingLetter]:
    """Those about their own seats, and those in which nobody else has been found: a letter that
    names others too is the institution's, and is kept with the record."""
    own = Q(invitation__in=subject.keys_of("participants.Invitation"))
    theirs = nominations_of(subject).values("pk")
    others = Nomination.objects.filter(letter=OuterRef("pk")).exclude(pk__in=theirs)
    only_them = Q(nominations__in=theirs) & ~Exists(others)
    return IncomingLetter.objects.filter(own | only_them).distinct()


def unless_empty(name: str) -> Case:
    """A field that says that somebody was there, but not who."""
    return Case(When(**{name: ""}, then=Value("")), default=Value(SOMEBODY))


HOLDINGS = [
    Holding(
        "participants.Invitation",
        [
            stays(
                TO_FOLLOW,
                "person delegation category status created_at changed_at invited_at reply_by_at"
                " released_at reserve_rank role_taken_at",
            ),
            data(_("to write to the person"), "message", mention=Mention.TEXT),
            data(
                _("what organisers have to keep in mind"),
                "note",
                mention=Mention.TEXT,
                seen_by=ACTING,
            ),
            data(
                _("to open the personal pages and calendar"),
                "link_key calendar_key reply_key",
                left=ERASED_KEY,
                seen_by=[NOBODY],
                called=_("key of the personal link"),
            ),
        ],
        not_personal="id dialogue replaces calendar_sequence calendar_told",
        kept=terms.RECORD,
        rows_of=lambda subject: Invitation.objects.filter(
            pk__in=subject.keys_of("participants.Invitation")
        ),
        rows_due=lambda now: Invitation.objects.filter(dialogue__in=over(now, terms.RECORD)),
    ),
    Holding("participants.Invitation_mails", not_personal="id invitation outgoingmail"),
    Holding(
        "participants.Answer",
        [
            stays(TO_FOLLOW, "response answered_by channel answered_at is_from_unknown_address"),
            data(
                _("what the person wanted the organisers to know"), "reason", mention=Mention.TEXT
            ),
            data(
                TO_TELL,
                "answered_by_name",
                left=unless_empty("answered_by_name"),
                mention=Mention.NAME,
            ),
            data(TO_TELL, "answered_by_email", mention=Mention.ADDRESS, seen_by=ACTING),
            by_organiser("recorded_by"),
        ],
        not_personal="id invitation",
        kept=terms.RECORD,
        rows_of=of_invitations(Answer),
        rows_due=with_record(Answer),
    ),
    Holding(
        "participants.Nomination",
        [
            data(TO_PROPOSE, "family_name given_name form_of_address title_en title_vi"),
            data(TO_PROPOSE, "email phone", seen_by=ACTING),
            data(TO_PROPOSE, "remark reason", mention=Mention.TEXT),
            data(TO_TELL, "proposed_by_name", left=SOMEBODY, mention=Mention.NAME),
            data(TO_TELL, "proposed_by_email", mention=Mention.ADDRESS, seen_by=ACTING),
            stays(
                TO_FOLLOW,
                "kind country language proposed_by channel proposed_at outcome decided_at person"
                " letter_check letter_checked_at",
            ),
            data(TO_COMPARE, "letter_remark", mention=Mention.TEXT),
            by_organiser("recorded_by letter_checked_by"),
        ],
        not_personal="id invitation letter",
        kept=terms.RECORD,
        rows_of=nominations_of,
        rows_due=with_record(Nomination),
    ),
    Holding(
        "participants.IncomingLetter",
        [
            data(TO_COMPARE, "filename content sha256"),
            data(TO_COMPARE, "reference", mention=Mention.TEXT),
            data(TO_COMPARE, "signatory", mention=Mention.TEXT),
            data(TO_TELL, "sent_by_name", mention=Mention.NAME),
            data(TO_TELL, "sent_by_email", mention=Mention.ADDRESS),
            stays(TO_FOLLOW, "kind dated_on pages channel received_at answer"),
            by_organiser("recorded_by"),
        ],
        not_personal="id dialogue delegation invitation entry",
        seen_by=ACTING,
        kept=terms.RECORD,
        rows_of=letters_of,
        rows_due=lambda now: IncomingLetter.objects.filter(dialogue__in=over(now, terms.RECORD)),
        is_deleted=True,
    ),
    Holding(
        "participants.InvitationEvent",
        [
            stays(TO_FOLLOW, "verb from_status to_status at door explanation"),
            data(_("to know who did it, and for whom"), "actor on_behalf_of", mention=Mention.NAME),
            data(_("to know why it was done"), "reason", mention=Mention.TEXT),
            by_organiser("user"),
        ],
        not_personal="id invitation",
        kept=terms.RECORD,
        rows_of=of_invitations(InvitationEvent),
        rows_due=with_record(InvitationEvent),
    ),
    Holding(
        "participants.Consent",
        [
            stays(
                _("to know, and to be able to show, what the person agreed to"),
                "purpose is_given wording language version at door",
            ),
            data(_("to know who ticked it"), "actor", mention=Mention.NAME),
        ],
        not_personal="id invitation",
        kept=terms.RECORD,
        rows_of=of_invitations(Consent),
        rows_due=with_record(Consent),
    ),
    Holding(
        "participants.ListedParticipant",
        [
            data(
                _("to tell delegates and hosts who takes part, as the person agreed"),
                "shown country email phone",
                seen_by=[*ACTING, IF_AGREED],
                called=_("name, title, institution, addresses"),
            ),
        ],
        not_personal="id participant_list invitation group position change",
        kept=terms.RECORD,
        rows_of=of_invitations(ListedParticipant),
        rows_due=with_record(ListedParticipant),
        is_deleted=True,
    ),
    Holding(
        "participants.ParticipantList",
        [by_organiser("published_by")],
        not_personal="id dialogue number is_final groups left_out published_at",
        kept=terms.RECORD,
    ),
    Holding(
        "participants.Reminder",
        [
            stays(_("to remind nobody twice"), "kind deadline_at due_on outcome settled_at"),
            by_organiser("settled_by"),
        ],
        not_personal="id invitation rule mail",
        kept=terms.RECORD,
        rows_of=of_invitations(Reminder),
    ),
    Holding(
        "participants.ReminderRule",
        not_personal="id dialogue kind days_before is_active changed_at",
    ),
]
