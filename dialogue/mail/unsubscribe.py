"""Letters that are no personal matter, and how to stop them (RFC 2369, RFC 8058).

An invitation, a confirmation or a link concerns one person, who could not do without it. Reminders
go out by rule to everybody who has not answered; a recipient who has had enough of them may say so.
The page behind the link asks on GET and acts on POST; a mail program's own button (one click) is a
POST too.
"""

from collections.abc import Iterable, Mapping
from typing import Any
from uuid import UUID

from django.conf import settings
from django.db.models import QuerySet
from django.db.models.functions import Lower
from django.urls import reverse

from dialogue.access.tokens import make_token, read_token
from dialogue.mail import letter_kinds
from dialogue.mail.models import OutgoingMail, OutgoingMailQuerySet, Unsubscription
from dialogue.models.dialogues import Dialogue

# For a letter that is only looked at.
EXAMPLE = f"{settings.PUBLIC_URL}/mail/unsubscribe/…/"


def _kinds() -> list[str]:
    """The names of the kinds of which somebody may have no more."""
    return letter_kinds.names(lambda kind: kind.may_be_unsubscribed)


def _sort(kind: str) -> str:
    """What sort of letters this kind belongs to, for those who want no more of them."""
    return letter_kinds.get(kind).unsubscribed_from


def link(key: UUID | str) -> str:
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


def unsubscriptions_like(mail: OutgoingMail) -> QuerySet[Unsubscription]:
    """The rows by which the recipient of this mail has no more like it: one or none."""
    return Unsubscription.objects.filter(
        dialogue=mail.dialogue, address__iexact=mail.to_address, about=_sort(mail.kind)
    )


def is_unsubscribed(fields: Mapping[str, Any]) -> bool:
    """Whether the recipient has asked for no more emails like this one, which is not stored yet;
    `fields` are those of OutgoingMail."""
    if fields["kind"] not in _kinds():
        return False
    about = _sort(fields["kind"])
    rows = Unsubscription.objects.filter(address__iexact=fields["to_address"], about=about)
    return rows.filter(dialogue=fields["dialogue"]).exists()


def unsubscribed_among(dialogue: Dialogue, addresses: Iterable[str]) -> frozenset[tuple[str, str]]:
    """(address in lower case, sort of letters) for those of these addresses that have asked for no
    more of such emails about this dialogue. One query."""
    wanted = [address.lower() for address in addresses]
    rows = Unsubscription.objects.filter(dialogue=dialogue).alias(lower=Lower("address"))
    return frozenset((row.address.lower(), row.about) for row in rows.filter(lower__in=wanted))


def letters_like(mail: OutgoingMail) -> OutgoingMailQuerySet:
    """The letters to its recipient that are no personal matter either."""
    kinds = [kind for kind in _kinds() if _sort(kind) == _sort(mail.kind)]
    same = OutgoingMail.objects.filter(dialogue=mail.dialogue, kind__in=kinds)
    return same.filter(to_address__iexact=mail.to_address)


def stop(mail: OutgoingMail) -> None:
    """No more letters like this one to its recipient (for what waits, see `outbox.opt_out_by`)."""
    if not unsubscriptions_like(mail).exists():
        # Somebody may click twice at once.
        Unsubscription.objects.bulk_create(
            [
                Unsubscription(
                    dialogue=mail.dialogue, address=mail.to_address, about=_sort(mail.kind)
                )
            ],
            ignore_conflicts=True,
        )


def start_again(mail: OutgoingMail) -> None:
    """Write letters like this one to its recipient again."""
    unsubscriptions_like(mail).delete()
