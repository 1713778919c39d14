"""The bytes of a message → what it is and says, without a database."""

from datetime import UTC, datetime

import pytest

from dialogue.mail.refusal_reasons import Reason
from participants.inbox.bounces import MOST_ADDRESSES
from participants.inbox.messages import LARGEST, parse, typed_text
from participants.incoming_kinds import Doubt, Kind, Partstat
from tests.participants.inbox import incoming_mails as mails

UID = "0c8d2b56-6f6b-4a39-9f0b-5f0c7f9f1d11"
OURS = "<our-mail@dialogue.test>"


def read(raw, **options):
    return parse(raw, trusted_server=mails.SERVER, **options)


@pytest.mark.parametrize("layout", mails.LAYOUTS)
@pytest.mark.parametrize("partstat", ["ACCEPTED", "TENTATIVE", "DECLINED"])
def test_an_answer_is_found_in_every_programs_layout(layout, partstat):
    found = read(layout(uid=UID, partstat=partstat, sequence=3, comment="Vui lòng\\, cảm ơn"))
    assert found.kind == Kind.REPLY
    assert (found.calendar.partstat, found.calendar.uid) == (partstat, UID)
    assert found.calendar.sequence == 3
    assert found.calendar.stamped_at == datetime(2031, 5, 2, 1, 2, 3, tzinfo=UTC)
    assert found.calendar.attendee == found.envelope.from_address == "mei@example.org"
    assert found.calendar.comment == "Vui lòng, cảm ơn"
    assert (found.envelope.from_name, found.envelope.is_sender_verified) == ("Mei Tan", True)
    assert not found.doubts


def test_a_calendar_in_a_file_of_no_particular_type_counts_too():
    assert read(mails.octets(uid=UID)).kind == Kind.REPLY


def with_calendar(content, content_type="text/calendar; method=REPLY; charset=utf-8"):
    return mails.mail(mails.headers(), mails.part(content_type, content, "base64"))


@pytest.mark.parametrize("charset", ["utf-16", "iso-8859-1", "no-such-charset", "us-ascii"])
def test_a_wrong_charset_does_not_hide_the_answer(charset):
    text = mails.calendar(uid=UID, comment="Cảm ơn")
    content_type = f"text/calendar; method=REPLY; charset={charset}"
    content = text.encode("utf-16" if charset == "utf-16" else "utf-8")
    found = read(with_calendar(content, content_type))
    assert found.calendar.comment == "Cảm ơn"


def test_what_is_not_utf_8_is_read_as_the_charset_says():
    content = mails.calendar(uid=UID, comment="Zürich").encode("latin-1")
    found = read(with_calendar(content, "text/calendar; method=REPLY; charset=iso-8859-1"))
    assert found.calendar.comment == "Zürich"


def test_a_method_that_only_the_content_type_names_counts():
    text = mails.calendar(uid=UID).replace("METHOD:REPLY\r\n", "")
    assert read(with_calendar(text)).kind == Kind.REPLY


@pytest.mark.parametrize("method", ["REQUEST", "CANCEL", "PUBLISH", "REFRESH"])
def test_a_calendar_that_is_no_answer_makes_no_answer(method):
    text = mails.calendar(uid=UID, method=method)
    assert read(with_calendar(text, "text/calendar; charset=utf-8")).kind == Kind.LETTER


def test_an_answer_in_a_forwarded_mail_is_not_the_senders():
    inner = mails.outlook(uid=UID).decode("latin-1")
    body = mails.multipart(
        "mixed",
        mails.part("text/plain", "See what she wrote."),
        f"Content-Type: message/rfc822\r\n\r\n{inner}\r\n",
    )
    assert read(mails.mail(mails.headers(), body)).kind == Kind.LETTER


@pytest.mark.parametrize("key", ["COMMENT", "google", "none"])
def test_the_remark_is_read_wherever_the_program_writes_it(key):
    fields = {
        "COMMENT": {"comment": "I come\\nlate"},
        "google": {"parameters": ';X-RESPONSE-COMMENT="I come late"'},
        "none": {},
    }[key]
    comment = read(mails.gmail(uid=UID, **fields)).calendar.comment
    assert " ".join(comment.split()) == ("" if key == "none" else "I come late")


def test_naming_somebody_else_is_a_note():
    found = read(mails.exchange(uid=UID, partstat="DELEGATED"))
    assert (found.kind, found.calendar.partstat) == (Kind.NOTE, Partstat.DELEGATED)


def test_proposing_another_time_is_a_note():
    found = read(mails.exchange(uid=UID, method="COUNTER", partstat="TENTATIVE"))
    assert (found.kind, found.calendar.partstat) == (Kind.NOTE, Partstat.COUNTER)


@pytest.mark.parametrize("partstat", ["NEEDS-ACTION", "MAYBE", "COUNTER", ""])
def test_an_answer_that_says_nothing_is_a_note_and_says_so(partstat):
    found = read(mails.apple(uid=UID, partstat=partstat))
    assert (found.kind, Doubt.NO_ANSWER in found.doubts) == (Kind.NOTE, True)


def test_a_sender_other_than_the_attendee_is_noticed():
    head = mails.headers(sender="Assistant <office@example.org>")
    raw = mails.mail(head, mails.part("text/calendar; method=REPLY", mails.calendar(uid=UID)))
    assert read(raw).doubts == {Doubt.OTHER_SENDER}


@pytest.mark.parametrize(
    "sender", ["mei@example.org, eve@example.org", "", "Mei Tan", "<>", "undisclosed:;"]
)
def test_several_senders_or_none_are_noticed(sender):
    head = mails.headers(sender=sender)
    raw = mails.mail(head, mails.part("text/calendar; method=REPLY", mails.calendar(uid=UID)))
    assert read(raw).doubts == {Doubt.SEVERAL_SENDERS}


@pytest.mark.parametrize(
    ("change", "doubt"),
    [
        (("UID:", "RECURRENCE-ID:20310602T020000Z\r\nUID:"), Doubt.ONE_OCCURRENCE),
        (("SEQUENCE:0", "SEQUENCE:99999999999999999999"), Doubt.MALFORMED),
        (("SEQUENCE:0", "SEQUENCE:-1"), Doubt.MALFORMED),
        (("SEQUENCE:0", "SEQUENCE:two"), Doubt.MALFORMED),
        (("END:VEVENT\r\nEND:VCALENDAR", ""), Doubt.MALFORMED),
        (("ATTENDEE;", "ATTENDEE;PARTSTAT=DECLINED:mailto:x@example.org\r\nATTENDEE;"),
         Doubt.SEVERAL_ATTENDEES),
    ],
)  # fmt: skip
def test_an_odd_entry_is_noticed(change, doubt):
    text = mails.calendar(uid=UID).replace(*change)
    assert doubt in read(with_calendar(text)).doubts


def test_of_several_attendees_the_sender_counts():
    more = "ATTENDEE;PARTSTAT=DECLINED:mailto:x@example.org\r\nATTENDEE;"
    text = mails.calendar(uid=UID).replace("ATTENDEE;", more)
    assert read(with_calendar(text)).calendar.partstat == "ACCEPTED"


def test_parts_that_contradict_each_other_are_noticed():
    parts = [
        mails.part("text/calendar; method=REPLY", mails.calendar(uid=UID, partstat=partstat))
        for partstat in ["ACCEPTED", "DECLINED"]
    ]
    found = read(mails.mail(mails.headers(), mails.multipart("mixed", *parts)))
    assert Doubt.CONTRADICTORY in found.doubts


def test_a_calendar_part_without_a_calendar_is_malformed():
    found = read(with_calendar("This is not a calendar"))
    assert (found.kind, found.doubts) == (Kind.NOTE, {Doubt.MALFORMED})


def test_a_broken_time_zone_does_not_hide_the_answer():
    zone = "BEGIN:VTIMEZONE\r\nTZID\r\nnonsense\r\nEND:VTIMEZONE\r\nBEGIN:VEVENT"
    text = mails.calendar(uid=UID).replace("BEGIN:VEVENT", zone)
    found = read(with_calendar(text))
    assert (found.kind, found.doubts) == (Kind.REPLY, frozenset())


def test_outlooks_own_format_is_recognised():
    assert read(mails.tnef()).doubts == {Doubt.TNEF}


def test_of_a_message_that_is_too_large_only_the_head_is_read():
    found = read(mails.outlook(uid=UID), is_too_large=True)
    assert (found.kind, found.doubts) == (Kind.NOTE, {Doubt.TOO_LARGE})
    assert found.envelope.from_address == "mei@example.org"
    assert LARGEST > 100_000


@pytest.mark.parametrize(
    "raw",
    [
        mails.mail(mails.headers(to="a@" * 50_000), "\r\n"),
        mails.mail(mails.headers(Subject="=?utf-8?q?a?= " * 10_000), "\r\n"),
        mails.mail(mails.headers(), "Content-Type: text/calendar;" + " a=b;" * 10_000 + "\r\n\r\n"),
        mails.mail(mails.headers(), "Content-Type: text/calendar;" + "\r\n a=b;" * 10_000 + "\r\n"),
    ],
)
def test_fields_that_would_take_minutes_to_read_are_not_read(raw):
    assert read(raw).doubts == {Doubt.TOO_LARGE}


def test_endlessly_nested_brackets_do_no_harm():
    assert read(mails.letter(From="(" * 20_000)).doubts == {Doubt.MALFORMED}


def test_endlessly_nested_parts_do_no_harm():
    nested = "".join(f'Content-Type: multipart/mixed; boundary="{n}"\r\n\r\n--{n}\r\n'
                     for n in range(2_000))  # fmt: skip
    assert read(nested.encode()).kind == Kind.NOTE
    assert typed_text(nested.encode()) == ""


# Recipients


def test_every_address_that_a_server_delivered_to_is_looked_at():
    head = mails.headers(
        to="Secretariat <a@dialogue.test>",
        Cc="b@dialogue.test",
        Delivered_To="c@dialogue.test",
        X_Original_To="d+Token@dialogue.test",
    )
    found = read(mails.mail(head, mails.part("text/plain", "")))
    assert set(found.envelope.recipients) == {
        f"{one}@dialogue.test" for one in ["a", "b", "c", "d+token"]
    }


@pytest.mark.parametrize("name", ["=?utf-8?b?Tmd1eeG7hW4gVsSDbiBB?=", "Nguyễn Văn A"])
def test_a_senders_name_is_read_however_it_is_written(name):
    raw = mails.letter(From="SENDER <a@example.org>").replace(b"SENDER", name.encode())
    found = read(raw)
    assert found.envelope.from_address == "a@example.org"
    assert found.envelope.from_name == "Nguyễn Văn A"


# Whether our own server vouches for the sender (RFC 8601)


@pytest.mark.parametrize(
    ("results", "is_verified"),
    [
        ("mx.dialogue.test; dmarc=pass header.from=example.org", True),
        ("mx.dialogue.test; dmarc=pass (p=REJECT) header.from=EXAMPLE.org", True),
        ("mx.dialogue.test; dkim=pass header.d=example.org header.s=x", True),
        ("mx.dialogue.test; dkim=pass header.i=@example.org header.d=evil.example", False),
        ("mx.dialogue.test; dkim=fail header.d=example.org", False),
        ("mx.dialogue.test; dkim=pass header.d=evil.example", False),
        ("mx.dialogue.test; dkim=pass header.d=evil.example; dmarc=none", False),
        ("mx.dialogue.test; dkim=pass header.d=example.org; dmarc=fail header.from=example.org",
         False),
        ("mx.dialogue.test; dmarc=pass header.from=evil.example", False),
        ("mx.dialogue.test; spf=pass smtp.mailfrom=mei@example.org", False),
        ("mx.dialogue.test; none", False),
        ("mx.dialogue.test; dkim=", False),
        ("mx.evil.example; dmarc=pass header.from=example.org", False),
        ("mx.dialogue.test.evil.example; dmarc=pass header.from=example.org", False),
        ("", False),
        (None, False),
    ],
)  # fmt: skip
def test_only_our_servers_verdict_on_exactly_this_sender_counts(results, is_verified):
    head = mails.headers(Authentication_Results=results)
    assert read(mails.mail(head, "\r\n")).envelope.is_sender_verified is is_verified


@pytest.mark.parametrize("ours", ["mx.dialogue.test; dmarc=fail", "mx.dialogue.test; dkim="])
def test_a_forged_header_further_down_is_ignored(ours):
    forged = f"Authentication-Results: {mails.PROVEN}\r\n"
    head = mails.headers(Authentication_Results=ours)
    assert read(mails.mail(head + forged, "\r\n")).envelope.is_sender_verified is False


def test_where_no_server_is_trusted_nothing_is_said_about_the_sender():
    assert parse(mails.outlook(uid=UID)).envelope.is_sender_verified is None


# Returned mail


@pytest.mark.parametrize(
    ("bounce", "reason"),
    [
        (mails.report, "5.1.1 550 5.1.1 unknown user"),
        (mails.exchange_bounce, "5.1.10 550 5.1.10 RESOLVER.ADR.RecipientNotFound"),
        (mails.exim, "550 No such user here"),
        (mails.qmail, "Sorry, no mailbox here by that name. (#5.1.1)"),
    ],
)
def test_a_bounce_names_the_address_the_reason_and_the_email_it_returns(bounce, reason):
    found = read(bounce(OURS, "gone@example.org"))
    assert found.kind == Kind.BOUNCE
    [failure] = found.bounce.failures
    assert failure.address == "gone@example.org"
    assert reason in failure.reason
    assert failure.meaning == Reason.DEAD
    assert found.bounce.message_ids == (OURS,)


def test_a_report_on_many_thousands_is_read_in_one_walk_and_names_the_first():
    """It once took hours: every address was looked for in every block."""
    block = "Final-Recipient: rfc822; a{}@example.org\r\nAction: failed\r\nStatus: 5.1.1\r\n\r\n"
    blocks = "".join(map(block.format, range(10_000))).encode()
    raw = mails.report(OURS, "gone@example.org")
    found = read(raw.replace(b"Final-Recipient", blocks + b"Final-Recipient", 1))
    assert len(found.bounce.failures) == MOST_ADDRESSES
    assert {one.reason for one in found.bounce.failures} == {"5.1.1"}
    assert found.bounce.message_ids == (OURS,)


def test_a_server_that_gave_up_after_days_says_nothing_against_the_address():
    found = read(mails.report(OURS, "slow@example.org", status="4.4.7", why="421 try later"))
    [failure] = found.bounce.failures
    assert (failure.meaning, failure.is_delayed) == (Reason.EXPIRED, False)


def test_a_delay_is_not_mistaken_for_a_failure():
    found = read(mails.report(OURS, "slow@example.org", action="delayed", status="4.4.1"))
    [failure] = found.bounce.failures
    assert (failure.meaning, failure.is_delayed) == (Reason.DELAYED, True)


def test_a_person_who_writes_about_failed_recipients_does_not_bounce():
    text = "Hi. This is the list.\n\nThe following addresses had errors: <gone@example.org>:\n"
    assert read(mails.letter(text=text)).kind == Kind.LETTER


# Automatic replies


@pytest.mark.parametrize(
    "subject",
    [
        "Automatic reply: Invitation",
        "Out of Office: Invitation",
        "Autoreply",
        "=?utf-8?q?Tr=E1=BA=A3_l=E1=BB=9Di_t=E1=BB=B1_=C4=91=E1=BB=99ng=3A_Th=C6=B0_m=E1=BB=9Di?=",
        "=?utf-8?q?V=E1=BA=AFng_m=E1=BA=B7t?=",
    ],
)
def test_an_automatic_reply_is_recognised_by_its_subject(subject):
    assert read(mails.absence(subject)).kind == Kind.AUTOMATIC_REPLY


@pytest.mark.parametrize(
    "more",
    [
        {"Auto-Submitted": "auto-replied"},
        {"Auto-Submitted": "auto-generated (vacation)"},
        {"X-Autoreply": "yes"},
        {"X-Autorespond": ""},
        {"Precedence": "auto_reply"},
    ],
)
def test_an_automatic_reply_is_recognised_by_its_header(more):
    assert read(mails.absence("Re: Invitation", **more)).kind == Kind.AUTOMATIC_REPLY


@pytest.mark.parametrize("more", [{}, {"Auto-Submitted": "no"}, {"Precedence": "bulk"}])
def test_a_letter_is_no_automatic_reply(more):
    assert read(mails.letter(**more)).kind == Kind.LETTER


def test_an_answer_that_a_program_sent_is_an_answer():
    raw = mails.gmail(uid=UID).replace(
        b"MIME-Version", b"Auto-Submitted: auto-replied\r\nMIME-Version"
    )
    assert read(raw).kind == Kind.REPLY
