"""Letters that are no personal matter, and the way to have no more of them (RFC 2369, RFC 8058).

An invitation, a confirmation or a link concerns one person, who could not do without it. Reminders
go out by rule to all who have not answered; whoever has seen enough of them may say so. The link
is the recipient's: its page asks on GET and acts on POST, and a mail program's own button (one
click) is a POST too.
"""

from django.conf import settings
from django.urls import reverse

from dialogue.access.tokens import make_token, read_token
from dialogue.mail import letter_kinds
from dialogue.mail.models import OutgoingMail, Unsubscription

# For a letter that is only looked at.
EXAMPLE = f"{settings.PUBLIC_URL}/mail/unsubscribe/…/"


def _kinds() -> list[str]:
    """The names of the kinds of which somebody may have no more."""
    return letter_kinds.names(lambda kind: kind.may_be_unsubscribed)


def link(key) -> str:
    """The address that stops letters like the one whose Message-ID is made of `key`."""
    return settings.PUBLIC_URL + reverse(
        "unsubscribe", kwargs={"token": make_token("unsubscribe", str(key))}
    )


def link_in(mail: OutgoingMail) -> str:
    """The address for a mail's headers, or "" where the matter is personal."""
    if mail.kind not in _kinds():
        return ""
    return link(mail.message_id.strip("<>").partition("@")[0])


def mail_of(token: str) -> OutgoingMail | None:
    """The mail whose link this is."""
    key = read_token("unsubscribe", token)
    mails = OutgoingMail.objects.select_related("dialogue").filter(kind__in=_kinds())
    return mails.filter(message_id__startswith=f"<{key}@").first() if key else None


def unsubscriptions_like(mail: OutgoingMail):
    """The rows by which the recipient of this mail has no more like it: one or none."""
    return Unsubscription.objects.filter(dialogue=mail.dialogue, address__iexact=mail.to_address)


def is_unsubscribed(fields) -> bool:
    """Whether a mail with these fields, not stored yet, is one that its recipient does not want."""
    if fields["kind"] not in _kinds():
        return False
    rows = Unsubscription.objects.filter(address__iexact=fields["to_address"])
    return rows.filter(dialogue=fields["dialogue"]).exists()


def letters_like(mail: OutgoingMail):
    """The letters to its recipient that are no personal matter either."""
    same = OutgoingMail.objects.filter(dialogue=mail.dialogue, kind__in=_kinds())
    return same.filter(to_address__iexact=mail.to_address)


def stop(mail: OutgoingMail):
    """No more letters like this one to its recipient (for what waits, see `outbox.opt_out_by`)."""
    if not unsubscriptions_like(mail).exists():
        # Somebody may click twice at once.
        Unsubscription.objects.bulk_create(
            [Unsubscription(dialogue=mail.dialogue, address=mail.to_address)],
            ignore_conflicts=True,
        )


def start_again(mail: OutgoingMail):
    """Letters like this one after all."""
    unsubscriptions_like(mail).delete()
