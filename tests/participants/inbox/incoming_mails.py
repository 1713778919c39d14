"""Mails as programs write them, built by hand for the tests: answers in the layouts of Outlook,
Exchange, Gmail, Apple, Thunderbird; bounces of Postfix, Exim, qmail, Exchange, Gmail; absences.

Each function gives bytes with CRLF line ends. Addresses are at example.org and dialogue.test.
"""

import base64
import quopri
from textwrap import dedent

SERVER = "mx.dialogue.test"
PROVEN = f"{SERVER}; dkim=pass header.d=example.org; dmarc=pass header.from=example.org"


def crlf(text):
    return text.replace("\r\n", "\n").replace("\n", "\r\n")


def calendar(
    *,
    uid="",
    attendee="mei@example.org",
    partstat="ACCEPTED",
    sequence=0,
    stamped="20310502T010203Z",
    method="REPLY",
    comment="",
    organizer="secretariat@dialogue.test",
    parameters="",
    more="",
    prodid="-//Test//EN",
):
    """A VCALENDAR with one VEVENT, as RFC 5546, 3.2.3 has it."""
    lines = [
        "BEGIN:VCALENDAR",
        f"PRODID:{prodid}",
        "VERSION:2.0",
        f"METHOD:{method}",
        "BEGIN:VEVENT",
        f"UID:{uid}",
        f"DTSTAMP:{stamped}",
        f"SEQUENCE:{sequence}" if sequence is not None else "",
        f"ORGANIZER:mailto:{organizer}" if organizer else "",
        f"ATTENDEE;PARTSTAT={partstat}{parameters}:mailto:{attendee}",
        "DTSTART:20310602T020000Z",
        "DTEND:20310603T100000Z",
        "SUMMARY:Regional dialogue on AI governance",
        f"COMMENT:{comment}" if comment else "",
        *more.splitlines(),
        "END:VEVENT",
        "END:VCALENDAR",
    ]
    return "\r\n".join(line for line in lines if line) + "\r\n"


def headers(to="secretariat@dialogue.test", sender="Mei Tan <mei@example.org>", **more):
    """The header fields of a mail; further ones by name, `_` for `-`, None for none."""
    fields = {
        "Authentication-Results": PROVEN,
        "From": sender,
        "To": to,
        "Subject": "Accepted: Regional dialogue on AI governance",
        "Message-ID": "<answer-1@example.org>",
        "Date": "Fri, 02 May 2031 08:02:03 +0700",
        "MIME-Version": "1.0",
        **{name.replace("_", "-"): value for name, value in more.items()},
    }
    return "".join(f"{name}: {value}\r\n" for name, value in fields.items() if value is not None)


def part(content_type, body, encoding="7bit", **more):
    """One MIME part; `body` is text or bytes, written in the transfer encoding."""
    content = body.encode() if isinstance(body, str) else body
    if encoding == "base64":
        written = base64.encodebytes(content).decode()
    elif encoding == "quoted-printable":
        written = quopri.encodestring(content).decode("latin-1")
    else:
        written = content.decode("latin-1")
    fields = {"Content-Type": content_type, "Content-Transfer-Encoding": encoding}
    fields |= {name.replace("_", "-"): value for name, value in more.items()}
    lines = "".join(f"{name}: {value}\r\n" for name, value in fields.items())
    return f"{lines}\r\n{crlf(written)}\r\n"


def multipart(kind, *parts, boundary="=_b1"):
    """The Content-Type line and body of a multipart."""
    inner = "".join(f"--{boundary}\r\n{one}" for one in parts)
    content_type = f'Content-Type: multipart/{kind}; boundary="{boundary}"\r\n\r\n'
    return f"{content_type}{inner}--{boundary}--\r\n"


def mail(head, body):
    return (head + body).encode("latin-1")


# Answers


def outlook(to="secretariat@dialogue.test", **fields):
    """Outlook on the desktop: the mail is the calendar, quoted-printable, without ORGANIZER."""
    fields = {
        "organizer": "",
        "prodid": "-//Microsoft Corporation//Outlook 16.0 MIMEDIR//EN",
    } | fields
    body = part(
        'text/calendar; method=REPLY; charset="utf-8"', calendar(**fields), "quoted-printable"
    )
    return mail(headers(to, X_Mailer="Microsoft Outlook 16.0"), body)


def exchange(to="secretariat@dialogue.test", **fields):
    """Exchange: alternative of plain, HTML and calendar in base64; internal names in ORGANIZER."""
    fields = {
        "organizer": "secretariat@dialogue.test",
        "parameters": ";CN=Mei Tan",
        "more": "X-MICROSOFT-CDO-APPT-SEQUENCE:0\nX-MICROSOFT-CDO-BUSYSTATUS:BUSY",
        "prodid": "Microsoft Exchange Server 2010",
    } | fields
    body = multipart(
        "alternative",
        part('text/plain; charset="iso-8859-1"', "I shall be there.\r\n", "quoted-printable"),
        part('text/html; charset="iso-8859-1"', "<p>I shall be there.</p>", "quoted-printable"),
        part('text/calendar; charset="utf-8"; method=REPLY', calendar(**fields), "base64"),
    )
    return mail(headers(to, Thread_Topic="Regional dialogue", X_MS_Has_Attach=""), body)


def gmail(to="secretariat@dialogue.test", **fields):
    """Google: mixed of an alternative with the calendar, and the same as application/ics."""
    text = calendar(**{"prodid": "-//Google Inc//Google Calendar 70.9054//EN", **fields})
    inner = multipart(
        "alternative",
        part("text/plain; charset=UTF-8; format=flowed", "Mei Tan has accepted.", "base64"),
        part("text/html; charset=UTF-8", "<p>Mei Tan has accepted.</p>", "quoted-printable"),
        part("text/calendar; charset=UTF-8; method=REPLY", text, "7bit"),
        boundary="=_inner",
    )
    file = part(
        'application/ics; name="invite.ics"',
        text,
        "base64",
        Content_Disposition='attachment; filename="invite.ics"',
    )
    head = headers(to, Sender="Google Calendar <calendar-notification@google.example.org>")
    return mail(head, multipart("mixed", inner, file))


def apple(to="secretariat@dialogue.test", **fields):
    """Apple Calendar: a line of text, and the calendar as a file."""
    fields = {"prodid": "-//Apple Inc.//macOS 14.4//EN", **fields}
    body = multipart(
        "mixed",
        part("text/plain; charset=utf-8", "Mei Tan has accepted your invitation."),
        part(
            "text/calendar; name=iCal-20310502-080203.ics; method=REPLY; charset=utf-8",
            calendar(**fields),
            "quoted-printable",
            Content_Disposition="attachment; filename=iCal-20310502-080203.ics",
        ),
    )
    return mail(headers(to, X_Mailer="Apple Mail (2.3774.500.171.1.1)"), body)


def thunderbird(to="secretariat@dialogue.test", **fields):
    """Thunderbird: mixed of [alternative of plain and calendar] and application/ics."""
    fields = {"prodid": "-//Mozilla.org/NONSGML Mozilla Calendar V1.1//EN", **fields}
    text = calendar(**fields)
    inner = multipart(
        "alternative",
        part("text/plain; charset=UTF-8; format=flowed", "Mei Tan accepts the invitation."),
        part("text/calendar; method=REPLY; charset=UTF-8", text, "quoted-printable"),
        boundary="=_inner",
    )
    file = part('application/ics; name="invite.ics"', text, "base64")
    return mail(headers(to, User_Agent="Mozilla Thunderbird"), multipart("mixed", inner, file))


LAYOUTS = [outlook, exchange, gmail, apple, thunderbird]


def octets(to="secretariat@dialogue.test", **fields):
    """A program that knows no calendars: a file of no particular type."""
    body = multipart(
        "mixed",
        part("text/plain", "See the file."),
        part('application/octet-stream; name="answer.ics"', calendar(**fields), "base64"),
    )
    return mail(headers(to), body)


def tnef(to="secretariat@dialogue.test"):
    """Outlook's own format, which no other program reads."""
    body = multipart(
        "mixed",
        part("text/plain", "Accepted."),
        part('application/ms-tnef; name="winmail.dat"', b"\x78\x9f\x3e\x22" + bytes(64), "base64"),
    )
    return mail(headers(to), body)


def letter(to="secretariat@dialogue.test", text="Dear colleagues, may I bring an adviser?", **more):
    return mail(headers(to, **{"Subject": "A question", **more}), part("text/plain", text))


# Returned mail


def report(message_id, address, *, status="5.1.1", action="failed", why="550 5.1.1 unknown user"):
    """RFC 3464, as Postfix and Gmail write it."""
    status_part = dedent(f"""\
        Reporting-MTA: dns; mail.example.org
        Arrival-Date: Fri, 2 May 2031 08:02:03 +0700

        Final-Recipient: rfc822; {address}
        Original-Recipient: rfc822;{address}
        Action: {action}
        Status: {status}
        Remote-MTA: dns; mx.example.org
        Diagnostic-Code: smtp; {why}
        """)
    returned = f"Message-ID: {message_id}\r\nSubject: Invitation\r\nTo: {address}\r\n\r\n"
    body = multipart(
        "report; report-type=delivery-status",
        part("text/plain; charset=us-ascii", f"I'm sorry to inform you.\r\n\r\n<{address}>: {why}"),
        f"Content-Type: message/delivery-status\r\n\r\n{crlf(status_part)}\r\n",
        f"Content-Type: text/rfc822-headers\r\n\r\n{returned}",
    )
    return mail(_from_a_server("Undelivered Mail Returned to Sender"), body)


def exim(message_id, address):
    text = dedent(f"""\
        This message was created automatically by mail delivery software.

        A message that you sent could not be delivered to one or more of its
        recipients. This is a permanent error. The following address(es) failed:

          {address}
            host mx.example.org [192.0.2.1]
            SMTP error from remote mail server after RCPT TO:<{address}>:
            550 No such user here

        ------ This is a copy of the message, including all the headers. ------

        Message-ID: {message_id}
        To: {address}

        Dear colleague
        """)
    head = _from_a_server("Mail delivery failed: returning message to sender")
    return mail(f"{head}X-Failed-Recipients: {address}\r\n", part("text/plain", crlf(text)))


def qmail(message_id, address):
    text = dedent(f"""\
        Hi. This is the qmail-send program at mail.example.org.
        I'm afraid I wasn't able to deliver your message to the following addresses.
        This is a permanent error; I've given up. Sorry it didn't work out.

        <{address}>:
        Sorry, no mailbox here by that name. (#5.1.1)

        --- Below this line is a copy of the message.

        Return-Path: <secretariat@dialogue.test>
        Message-ID: {message_id}

        Dear colleague
        """)
    return mail(_from_a_server("failure notice"), part("text/plain", crlf(text)))


def exchange_bounce(message_id, address):
    """Exchange's report: a page of HTML, the report, and the whole message."""
    status_part = dedent(f"""\
        Reporting-MTA: dns;EXCH01.example.org

        Final-Recipient: rfc822;{address}
        Action: failed
        Status: 5.1.10
        Diagnostic-Code: smtp;550 5.1.10 RESOLVER.ADR.RecipientNotFound; not found by SMTP lookup
        X-Display-Name: {address}
        """)
    returned = (
        f"From: secretariat@dialogue.test\r\nMessage-ID:\r\n {message_id}\r\n\r\nDear all\r\n"
    )
    body = multipart(
        "report; report-type=delivery-status",
        part("text/html", f"<p>Delivery has failed to these recipients: {address}</p>"),
        f"Content-Type: message/delivery-status\r\n\r\n{crlf(status_part)}\r\n",
        f"Content-Type: message/rfc822\r\n\r\n{returned}",
    )
    return mail(_from_a_server("Undeliverable: Invitation"), body)


def plain_bounce(text, **head):
    """Text of a mail server that writes no report."""
    fields = {"Subject": "failure notice", "Return_Path": "<>", "Auto_Submitted": "auto-replied"}
    fields |= {"Message_ID": "<bounce-1@mail.example.org>", "Authentication_Results": None}
    fields["sender"] = "Mail Delivery System <MAILER-DAEMON@mail.example.org>"
    return mail(headers(**{**fields, **head}), part("text/plain; charset=utf-8", crlf(text)))


def _from_a_server(subject):
    return headers(
        sender="Mail Delivery System <MAILER-DAEMON@mail.example.org>",
        Subject=subject,
        Message_ID="<bounce-1@mail.example.org>",
        Return_Path="<>",
        Auto_Submitted="auto-replied",
        Authentication_Results=None,
    )


def absence(subject="Automatic reply: Invitation", **more):
    fields = {"Subject": subject, "Authentication-Results": None, **more}
    return mail(headers(**fields), part("text/plain", "I am away until 9 May."))
