"""What a mail server means when it refuses an email: only that nobody is there counts against the
address."""

import pytest

from dialogue.mail.refusal_reasons import OURS, REMEDIES, Reason, Remedy, reason_of

R = Reason


@pytest.mark.parametrize(
    "said",
    [
        "550 5.1.1 The email account that you tried to reach does not exist.",
        "550 5.1.1",
        "5.1.2 Bad destination mailbox address: no such domain",
        "501 5.1.3 Bad recipient address syntax",
        "550 5.1.6 Mailbox has moved, no forwarding address",
        "550 5.1.10 RESOLVER.ADR.RecipientNotFound; Recipient not found by SMTP address lookup",
        "556 5.1.10 mei@example.org: recipient address has null MX",
        "550 No such user here",
        "550 sorry, no mailbox here by that name (#5.1.1)",
        "User unknown in virtual mailbox table",
        "554 delivery error: dd This user doesn't have an example.org account",
        "Host or domain name not found. Name service error for name=exmaple.org type=A",
        "550 This account has been closed.",
        "550 5.4.310 DNS domain exmaple.org does not exist [Message=InfoDomainNonexistent]",
        "Unrouteable address",
    ],
)
def test_that_nobody_is_there_is_understood_with_and_without_a_code(said):
    assert reason_of(said) is R.DEAD
    assert REMEDIES[R.DEAD] is Remedy.CORRECT


@pytest.mark.parametrize(
    ("said", "reason"),
    [
        ("550-5.7.26 Unauthenticated email from dialogue.test is not accepted due to domain's "
         "DMARC policy.", R.AUTHENTICATION),
        ("550 5.7.1 SPF check failed: 192.0.2.1 is not allowed to send for dialogue.test",
         R.AUTHENTICATION),
        ("550 5.7.509 Access denied, sending domain does not pass DMARC verification",
         R.AUTHENTICATION),
        ("550 5.7.25 The IP address sending this message does not have a PTR record",
         R.REVERSE_NAME),
        ("554 5.7.1 Service unavailable; Client host [192.0.2.1] blocked using zen.spamhaus.org",
         R.SPAM),
        ("552 5.7.0 This message was blocked because its content presents a virus", R.CONTENT),
        ("552 5.3.4 Message size exceeds fixed limit", R.TOO_LARGE),
        ("550 5.7.1 Relaying denied", R.POLICY),
        ("452 4.2.2 The email account that you tried to reach is over quota", R.FULL),
        ("552 5.2.2 Mailbox full", R.FULL),
        ("550 5.2.1 Mailbox disabled, not accepting messages", R.INACTIVE),
        ("550 5.4.316 Message expired, connection refused", R.EXPIRED),
        ("retry timeout exceeded", R.EXPIRED),
        ("4.4.7 421 try later", R.EXPIRED),
        ("450 4.2.0 Greylisted, please try again in 300 seconds", R.LATER),
        ("450 4.1.1 Recipient address rejected: unverified address: connect timed out", R.EXPIRED),
        ("THIS IS A WARNING MESSAGE ONLY. YOU DO NOT NEED TO RESEND YOUR MESSAGE.", R.DELAYED),
        # A code that says one thing and words that say another: it is not the address.
        ("550 5.1.1 Message rejected as spam", R.SPAM),
        ("550 5.1.1 sender rejected: unauthenticated, see DMARC", R.AUTHENTICATION),
        ("550 5.1.8 Sender address rejected: domain not found", R.POLICY),
        ("550 unknown sender address, domain does not exist", R.NOT_UNDERSTOOD),
        ("The message could not be delivered.", R.NOT_UNDERSTOOD),
        ("550 5.1.351 Remote server returned unknown recipient or mailbox unavailable", R.INACTIVE),
        ("550", R.NOT_UNDERSTOOD),
        ("", R.NOT_UNDERSTOOD),
    ],
)  # fmt: skip
def test_what_is_not_the_addressees_fault_is_told_apart(said, reason):
    found = reason_of(said)
    assert found is not R.DEAD
    assert found is reason or {found, reason} <= OURS


def test_every_reason_has_something_to_do():
    assert REMEDIES.keys() == set(Reason)
    assert {reason for reason in Reason if REMEDIES[reason] is Remedy.MEND} == OURS
