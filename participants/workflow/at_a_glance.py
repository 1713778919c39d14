"""An invitation at a glance: what somebody on the telephone asks for, above its page."""

from datetime import datetime
from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from dialogue.mail import bounces
from dialogue.mail.models import OutgoingMail
from participants.models import Invitation
from participants.states import ANSWERABLE, RESERVES_A_SEAT

# (when, in which words, the page about it or "")
Contact = tuple[datetime, str | Promise, str]


def at_a_glance(
    request: HttpRequest, invitation: Invitation, *, shows_contacts: bool
) -> dict[str, Any]:
    """How the addressee is reached, until when the answer is due, what went to and fro last, and
    the letters on paper; for the template `_at_a_glance.html`."""
    addressee = invitation.addressee
    addresses = [addressee.email, addressee.cc_email] if shows_contacts else []
    waits = invitation.status in {*RESERVES_A_SEAT, *ANSWERABLE}
    return {
        "invitation": invitation,
        "addressee": addressee,
        "shows_contacts": shows_contacts,
        "lost_because": getattr(invitation, "lost_because", None),
        "blocked": bounces.blocked_among([address for address in addresses if address]),
        "reply_by_at": invitation.reply_by_at if waits else None,
        "days_left": _days_left(invitation) if waits else None,
        "last_contact": last_contact(invitation),
        "official_letters": _official_letters(request, invitation),
        "nomination": next(iter(invitation.nominations.all()), None),
        "asks_for_letters": invitation.dialogue.nomination_letters != "not_asked",
    }


def _days_left(invitation):
    """Whole days on the dialogue's clock until the reply deadline, negative after it, or None."""
    if invitation.reply_by_at is None:
        return None
    local = invitation.dialogue.local
    return (local(invitation.reply_by_at).date() - local(timezone.now()).date()).days


def last_contact(invitation: Invitation) -> Contact | None:
    """The latest of what left for the addressee and what came from them. Three queries."""
    found: list[Contact] = []
    left = invitation.mails.filter(state__in=OutgoingMail.LEFT, finished_at__isnull=False)
    mail = left.defer("text", "html", "calendar").order_by("-finished_at").first()
    if mail and mail.finished_at:
        address = reverse("admin:mail_outgoingmail_change", args=[mail.pk])
        found.append((mail.finished_at, mail.subject, address))
    if answer := invitation.answers.order_by("-answered_at").first():
        found.append((answer.answered_at, answer.get_response_display(), ""))
    if incoming := invitation.incoming.defer("content").order_by("-received_at").first():
        found.append((incoming.received_at, _("incoming mail"), ""))
    return max(found, key=lambda contact: contact[0], default=None)


def _official_letters(request, invitation):
    """Those on paper to this invitee, the newest first; none for those who may not see them."""
    if not request.user.has_perm("participants.view_officialletter"):
        return []
    return list(invitation.official_letters.select_related("entry"))
