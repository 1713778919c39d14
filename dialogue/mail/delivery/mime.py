"""A stored email as a MIME message (RFC 2045 to 2049; RFC 6047 for the calendar in it)."""

import re
import struct
from email.charset import QP, Charset
from email.mime.application import MIMEApplication
from email.mime.image import MIMEImage
from email.mime.multipart import MIMEMultipart
from email.mime.text import MIMEText
from email.utils import formataddr, parseaddr

from css_inline import CSSInliner
from django.conf import settings
from django.core.mail import EmailMessage
from django.utils.encoding import punycode

from dialogue.emblems import in_letters
from dialogue.mail import bounces, letter_kinds, sealing, unsubscribe
from dialogue.mail.models import OutgoingMail

STYLIST = CSSInliner(keep_at_rules=True, load_remote_stylesheets=False)
# Text stays readable in the source, and passes servers that know no 8BITMIME.
READABLE = Charset("utf-8")
READABLE.body_encoding = QP
LETTERHEAD = re.compile(r'<table[^>]*class="letterhead"[^>]*>(?:\s*<tbody>)?\s*<tr[^>]*>')
# Beside the title; white, for an emblem may be dark.
EMBLEM = (
    '<td width="{width}" bgcolor="#ffffff" style="padding: 0; background: #ffffff">'
    '<img src="cid:{name}" width="{width}" height="{height}" alt="" style="display: block"></td>'
)


def message_for(mail: OutgoingMail) -> EmailMessage:
    """The message of a stored email, with what opens something put in. Its Message-ID is the same
    at every attempt. Raises WipedError.

    With HTML or a calendar it is multipart/mixed → [multipart/alternative → plain, HTML, calendar
    (the richest last: RFC 2046, 5.1.4), the files]. Where the dialogue has an emblem, the HTML is
    multipart/related (RFC 2387) with the picture in it. The calendar comes twice: as the part that
    calendar programs act on, and as a file for those that look for one.
    """
    whole = sealing.opened(mail)
    parts = [_alternatives(mail, whole)] if mail.html or mail.calendar else []
    attached = mail.attachments.select_related("shared")
    files = [(file.filename, file.whole, file.media_type) for file in attached]
    if mail.calendar:
        parts.append(_calendar_file(whole))
    return EmailMessage(
        subject=whole.subject,
        body="" if parts else whole.text,
        from_email=bounces.envelope_sender(mail),  # what recipients see is in `headers`
        to=[formataddr((mail.to_name, _in_ascii(mail.to_address)))],
        cc=[mail.cc_address] if mail.cc_address else [],
        reply_to=_reply_to(mail, whole),
        attachments=[*parts, *files],
        headers=_headers(mail),
    )


def _in_ascii(address):
    """An address whose domain is written as servers know it (RFC 3492), for `formataddr` takes no
    other."""
    name, _at, domain = address.rpartition("@")
    return f"{name}@{punycode(domain)}"


def _headers(mail):
    headers = {
        "From": _from(mail),
        "Message-ID": mail.message_id,
        "Content-Language": mail.language,
    }
    if mail.kind in letter_kinds.names(lambda kind: kind.is_automatic):  # RFC 3834, 5
        headers["Auto-Submitted"] = "auto-generated"
    if address := unsubscribe.link_in(mail):
        headers["List-Unsubscribe"] = f"<{address}>"
        headers["List-Unsubscribe-Post"] = "List-Unsubscribe=One-Click"
    return headers


def _from(mail):
    """The address that all letters share, under the name of the dialogue's contact in the letter's
    own language, if there is one."""
    name, address = parseaddr(settings.DEFAULT_FROM_EMAIL)
    own = getattr(mail.dialogue, f"contact_name_{mail.language}", "") if mail.dialogue else ""
    return formataddr((own or name, address))


def _reply_to(mail, whole):
    """Where answers go: the mail's own address for them, else the dialogue's contact."""
    address = whole.reply_to or (mail.dialogue.contact_email if mail.dialogue else "")
    return [address] if address else []


def _alternatives(mail, whole):
    same = MIMEMultipart("alternative")
    same.attach(MIMEText(whole.text, "plain", READABLE))
    if whole.html:
        same.attach(_html(mail, styled(whole.html)))
    if whole.calendar:
        # In base64, so that no server on the way breaks its lines differently (RFC 6047, 2.4).
        part = MIMEText(whole.calendar.decode(), "calendar", "utf-8")
        kind = f"text/calendar; method={mail.calendar_method}; charset=UTF-8"
        part.replace_header("Content-Type", kind)
        same.attach(part)
    return same


def _html(mail, html):
    emblem = in_letters.picture(mail.dialogue)
    head = LETTERHEAD.search(html) if emblem else None
    if head is None:
        return MIMEText(html, "html", READABLE)
    width, height = (pixels // 2 for pixels in struct.unpack(">II", emblem[16:24]))
    name = f"emblem-{mail.dialogue.emblem_version}@{mail.message_id.strip('<>').rpartition('@')[2]}"
    cell = EMBLEM.format(width=width, height=height, name=name)
    both = MIMEMultipart("related", type="text/html")
    both.attach(MIMEText(html[: head.end()] + cell + html[head.end() :], "html", READABLE))
    image = MIMEImage(emblem, "png")
    image.add_header("Content-ID", f"<{name}>")
    image.add_header("Content-Disposition", "inline", filename="emblem.png")
    both.attach(image)
    return both


def styled(html: str) -> str:
    """A letter's HTML with its style written into each element, as it goes to the wire.

    Forwarding, and Outlook for Windows, keep such style and drop <style>, where only what needs a
    condition stays: dark scheme, small screens. The stored HTML stays as it was written, because
    editing and the pages that show it (whose policy allows no style attribute) rest on that.
    """
    return STYLIST.inline(html)


def _calendar_file(whole):
    part = MIMEApplication(whole.calendar, "ics", name="invite.ics")
    part.add_header("Content-Disposition", "attachment", filename="invite.ics")
    return part
