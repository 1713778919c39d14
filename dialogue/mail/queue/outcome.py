"""What became of one email, in words, for the list of emails and the page of one."""

from django.utils.formats import date_format
from django.utils.html import format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext
from django.utils.translation import gettext as _

from dialogue.mail.models import OutgoingMail
from dialogue.mail.situations import not_before, situation_of

State = OutgoingMail.State


def outcome(mail: OutgoingMail, *, shows_addresses: bool) -> SafeString:
    """The situation, its date, why it is on hold or cancelled, the addresses that the server
    refused; and why it did not arrive, with what to do about it."""
    lines = [str(situation_of(mail).label)]
    if moment := not_before(mail):
        at = mail.dialogue.local(moment) if mail.dialogue else moment
        lines.append(_("not before %(at)s") % {"at": date_format(at, "DATETIME_FORMAT")})
    if mail.held_because and mail.state in {State.ON_HOLD, State.CANCELLED}:
        lines.append(gettext(mail.held_because))
    if mail.handed_over_how and shows_addresses:
        lines.append(mail.handed_over)
    if mail.state in {State.SENT, State.QUEUED, State.COPYING} and mail.refused:
        names = ", ".join(mail.refused if shows_addresses else "…")
        lines.append(_("refused for %(addresses)s") % {"addresses": names})
    if mail.state in {State.FAILED, State.BOUNCED} and mail.remedy:
        lines += [mail.get_refusal_display(), str(mail.remedy.label)]
    return format_html_join(mark_safe("<br>"), "{}", [(line,) for line in lines])


def said_of(mail: OutgoingMail) -> SafeString | str:
    """The mail server's last answer about each recipient, and the last error. Where there is none,
    nobody was asked, whatever an earlier version noted."""
    if mail.state == State.NOT_SENT:
        return _("There is no mail server, so none was asked.")
    lines = [f"{address}: {gettext(answer)}" for address, answer in mail.answers.items()]
    if mail.trouble:
        lines.append(mail.get_trouble_display())
    if mail.last_error and mail.last_error not in lines:
        lines.append(mail.last_error)
    return format_html_join(mark_safe("<br>"), "{}", [(line,) for line in lines]) or "–"
