"""What an incoming message can be, what became of it, and what can be doubtful about it: data."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class Kind(TextChoices):
    """What a message is."""

    REPLY = "reply", _("answer from a calendar")
    NOTE = "note", _("note from a calendar")  # delegated, another time proposed, not readable
    BOUNCE = "bounce", _("returned email")
    AUTOMATIC_REPLY = "automatic_reply", _("automatic reply")
    LETTER = "letter", _("letter")


class State(TextChoices):
    """What became of a message. Only NEW waits for an organiser."""

    NEW = "new", _("awaiting a decision")
    CONFIRMED = "confirmed", pgettext_lazy("incoming mail", "confirmed")
    APPLIED = "applied", _("recorded automatically")
    DISMISSED = "dismissed", pgettext_lazy("incoming mail", "dismissed")
    FOR_INFORMATION = "for_information", _("kept for information")


class Partstat(TextChoices):
    """What a calendar program says for an attendee (RFC 5545, 3.2.12)."""

    ACCEPTED = "ACCEPTED", _("accepts")
    TENTATIVE = "TENTATIVE", _("answers tentatively")
    DECLINED = "DECLINED", _("declines")
    DELEGATED = "DELEGATED", _("names somebody else")
    COUNTER = "COUNTER", _("proposes another time")


# The name of each answer in participants.states.ANSWERS.
RESPONSES = {
    Partstat.ACCEPTED: "accept",
    Partstat.TENTATIVE: "tentative",
    Partstat.DECLINED: "decline",
}


class Doubt(TextChoices):
    """Why a message is not recorded automatically; the labels are what organisers read."""

    NO_TOKEN = (
        "no_token",
        _("It was not sent to the address that belongs to the invitation."),
    )
    UNKNOWN_TOKEN = (
        "unknown_token",
        _(
            "The address it was sent to does not belong to any invitation, or belongs to "
            "one that has been replaced."
        ),
    )
    SEVERAL_TOKENS = "several_tokens", _("It was sent to the addresses of several invitations.")
    OTHER_EVENT = "other_event", _("It answers a calendar entry other than that of the dialogue.")
    OTHER_ATTENDEE = (
        "other_attendee",
        _(
            "It answers for somebody other than the person invited; the entry may have been "
            "forwarded."
        ),
    )
    OTHER_SPELLING = (
        "other_spelling",
        _(
            "It answers for another form of the person’s address (with an addition after “+”, or "
            "coded)."
        ),
    )
    NO_INVITATION = "no_invitation", _("No invitation matches it.")
    OTHER_SENDER = "other_sender", _("It was sent by someone other than the person it answers for.")
    SEVERAL_SENDERS = "several_senders", _("It names several senders, or none.")
    SEVERAL_ATTENDEES = "several_attendees", _("It lists several people.")
    SEQUENCE_AHEAD = (
        "sequence_ahead",
        _(
            "It answers a later version of the entry than the one we sent; some calendar programs "
            "count on by themselves."
        ),
    )
    SEQUENCE_BEHIND = (
        "sequence_behind",
        _("It answers an earlier version of the entry; the time or place has changed since."),
    )
    OUTDATED = "outdated", _("There is already a more recent answer.")
    DATED_AHEAD = "dated_ahead", _("It is dated more than a day in the future.")
    DUPLICATE = "duplicate", _("The same answer has already been received.")
    ONE_OCCURRENCE = "one_occurrence", _("It answers for only one day of a series.")
    CONTRADICTORY = "contradictory", _("Different parts of it contradict each other.")
    NO_ANSWER = "no_answer", _("It does not say yes, perhaps or no.")
    SENDER_UNVERIFIED = (
        "sender_unverified",
        _("Our mail server could not verify that it comes from this sender (DKIM, DMARC)."),
    )
    TOO_LARGE = "too_large", _("It is too large, so its content has not been read.")
    TOO_SLOW = "too_slow", _("Reading it would have taken too long, so it has not been read.")
    MALFORMED = "malformed", _("Its calendar part cannot be read.")
    TNEF = (
        "tnef",
        _(
            "Outlook packed the answer into winmail.dat, which only Outlook can read. "
            "Please ask the sender."
        ),
    )
    UNREADABLE = "unreadable", _("It could not be read; the log says why.")
    UNKNOWN_EMAIL = "unknown_email", _("It does not return any email that we sent.")
    GUESSED_EMAIL = (
        "guessed_email",
        _(
            "It does not identify our email; the address is the only clue, and anybody "
            "could have sent that."
        ),
    )
    FORGEABLE = (
        "forgeable",
        _(
            "It may be forged: people other than the recipient may know which email it "
            "identifies. Please check that the address really is wrong."
        ),
    )
    NEVER_LEFT = (
        "never_left",
        _("The email that it returns has not been sent, so it may be forged."),
    )
    OTHER_RECIPIENT = (
        "other_recipient",
        _("The address that failed is not the one we wrote to; the email may have been forwarded."),
    )
    NOT_UNDERSTOOD = (
        "not_understood",
        _("Why the email came back is not understood. Please read what the mail server wrote."),
    )
    DELAYED = (
        "delayed",
        _("The email is only delayed; the mail server is still trying to deliver it."),
    )
    REFUSED = (
        "refused",
        _("It was not recorded automatically, because the seat rules do not allow it."),
    )


# With one of these a message cannot be recorded even by an organiser, who then enters by hand what
# is known otherwise.
PREVENTS_RECORDING = frozenset(
    {
        Doubt.UNKNOWN_TOKEN,
        Doubt.SEVERAL_TOKENS,
        Doubt.OTHER_EVENT,
        Doubt.OTHER_ATTENDEE,
        Doubt.NO_INVITATION,
        Doubt.SEVERAL_SENDERS,
        Doubt.SEQUENCE_BEHIND,
        Doubt.DUPLICATE,
        Doubt.ONE_OCCURRENCE,
        Doubt.CONTRADICTORY,
        Doubt.NO_ANSWER,
        Doubt.TOO_LARGE,
        Doubt.TOO_SLOW,
        Doubt.MALFORMED,
        Doubt.TNEF,
        Doubt.UNREADABLE,
        Doubt.UNKNOWN_EMAIL,
        Doubt.DELAYED,
    }
)
