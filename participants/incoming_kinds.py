"""What a message can be, what became of it, and what can be doubtful about it: pure data."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class Kind(TextChoices):
    REPLY = "reply", _("answer from a calendar")
    NOTE = "note", _("note from a calendar")  # delegated, another time proposed, not readable
    BOUNCE = "bounce", _("returned mail")
    ABSENCE = "absence", _("automatic reply")
    LETTER = "letter", _("letter")


class State(TextChoices):
    NEW = "new", _("waits for you")
    CONFIRMED = "confirmed", pgettext_lazy("incoming mail", "confirmed")
    APPLIED = "applied", _("taken over by itself")
    DISMISSED = "dismissed", pgettext_lazy("incoming mail", "dismissed")
    KEPT = "kept", _("kept for information")


class Partstat(TextChoices):
    """What a calendar program says for an attendee (RFC 5545, 3.2.12)."""

    ACCEPTED = "ACCEPTED", _("accepts")
    TENTATIVE = "TENTATIVE", _("answers tentatively")
    DECLINED = "DECLINED", _("declines")
    DELEGATED = "DELEGATED", _("names somebody else")
    COUNTER = "COUNTER", _("proposes another time")


# What each answer is called in participants.states.ANSWERS.
RESPONSES = {
    Partstat.ACCEPTED: "accept",
    Partstat.TENTATIVE: "tentative",
    Partstat.DECLINED: "decline",
}


class Mark(TextChoices):
    """Why a message is not taken at its word. The label is the sentence that organisers read."""

    NO_TOKEN = (
        "no_token",
        _("It was not sent to the address that belongs to the invitation."),
    )
    DEAD_TOKEN = (
        "dead_token",
        _("The address it was sent to belongs to no invitation, or to one that was replaced."),
    )
    SEVERAL_TOKENS = "several_tokens", _("It was sent to the addresses of several invitations.")
    OTHER_EVENT = "other_event", _("It answers another calendar entry than that of the dialogue.")
    OTHER_ATTENDEE = (
        "other_attendee",
        _("It answers for somebody else than who was invited; the entry may have been forwarded."),
    )
    NOBODY = "nobody", _("No invitation fits it.")
    OTHER_SENDER = "other_sender", _("Who sent it is not for whom it answers.")
    SEVERAL_SENDERS = "several_senders", _("It names several senders, or none.")
    SEVERAL_ATTENDEES = "several_attendees", _("It lists several participants.")
    SEQUENCE_ABOVE = "sequence_above", _("It answers a later version of the entry than we sent.")
    SEQUENCE_OLD = (
        "sequence_old",
        _("It answers an earlier version of the entry; time or place changed since."),
    )
    OUTDATED = "outdated", _("There is a newer answer already.")
    AHEAD = "ahead", _("It claims to be written in the future, more than a day from now.")
    REPEAT = "repeat", _("The same answer came before.")
    ONE_OCCURRENCE = "one_occurrence", _("It answers for one day of a series only.")
    CONTRADICTORY = "contradictory", _("It says different things in different parts.")
    NO_ANSWER = "no_answer", _("It does not say yes, perhaps or no.")
    UNPROVEN = (
        "unproven",
        _("Our mail server did not find proof that it comes from this sender (DKIM, DMARC)."),
    )
    HUGE = "huge", _("It is too large, so nothing in it was read.")
    MALFORMED = "malformed", _("Its calendar part cannot be read.")
    TNEF = (
        "tnef",
        _("Outlook packed the answer into winmail.dat, which only Outlook reads. Ask the sender."),
    )
    FAILED = "failed", _("Reading it failed; the log says why.")
    UNKNOWN_MAIL = "unknown_mail", _("It returns no mail that we sent.")
    GUESSED_MAIL = (
        "guessed_mail",
        _("It does not name our mail; the address is the only hint, and anybody could send that."),
    )
    FORGEABLE = (
        "forgeable",
        _(
            "It may be forged: others than the recipient can know which mail it names. Make sure "
            "that the address is wrong."
        ),
    )
    OTHER_RECIPIENT = (
        "other_recipient",
        _("The address that failed is not the one we wrote to; the mail may have been forwarded."),
    )
    DELAYED = "delayed", _("The mail is only delayed; its server goes on trying.")
    REFUSED = "refused", _("It was not taken over by itself, because the seat rules refuse it.")


# With one of these an answer is never taken over, by nobody: organisers write down by hand what
# they were told.
FINAL = frozenset(
    {
        Mark.DEAD_TOKEN,
        Mark.SEVERAL_TOKENS,
        Mark.OTHER_EVENT,
        Mark.OTHER_ATTENDEE,
        Mark.NOBODY,
        Mark.SEVERAL_SENDERS,
        Mark.SEQUENCE_ABOVE,
        Mark.SEQUENCE_OLD,
        Mark.REPEAT,
        Mark.ONE_OCCURRENCE,
        Mark.CONTRADICTORY,
        Mark.NO_ANSWER,
        Mark.HUGE,
        Mark.MALFORMED,
        Mark.TNEF,
        Mark.FAILED,
        Mark.UNKNOWN_MAIL,
        Mark.DELAYED,
    }
)
