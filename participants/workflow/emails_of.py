"""The emails about one invitation, on its page: where each is, what that means, the next act."""

from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from dialogue.mail.situations import not_before, situation_of
from participants.models import Invitation
from participants.workflow import unsent


def emails_of(invitation: Invitation, *, shows_addresses: bool) -> SafeString:
    """As HTML, the newest first; and whether no letter has left although the invitation is out.
    Two queries."""
    mails = invitation.mails.defer("text", "html", "calendar")
    lines = [(mail, situation_of(mail), not_before(mail)) for mail in mails]
    context = {
        "invitation": invitation,
        "lines": lines,
        "shows_addresses": shows_addresses,
        "has_no_letter": invitation.pk in unsent.without_letter([invitation]),
    }
    return render_to_string("admin/participants/invitation/_emails.html", context)
