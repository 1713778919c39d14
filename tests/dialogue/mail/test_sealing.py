"""What opens something is replaced by marks in a stored letter, and put back on its way out."""

import pytest

from dialogue.access.tokens import make_token, tokens_in
from dialogue.mail import editing, outbox, sealing
from dialogue.mail.delivery import worker
from dialogue.mail.models import OutgoingMail
from tests import factories
from tests.reading import unsealed

KEY, OTHER = "0123456789abcde", "edcba9876543210"
TOKEN = make_token("answer", KEY)
LINK = f"https://dialogue.test/i/{TOKEN}/"
CALENDAR = f"BEGIN:VCALENDAR\r\nORGANIZER:mailto:secretariat+{TOKEN}@dialogue.test\r\n"


@pytest.fixture
def write(dialogue):
    def write(**fields):
        usual = {
            "dialogue": dialogue,
            "kind": "invitation",
            "language": "en",
            "to_name": "Mei Tan",
            "to_address": "mei@example.org",
            "subject": "Invitation",
            "text": f"Please answer: {LINK}\n",
        }
        return outbox.store(**{**usual, **fields})

    return write


def test_a_stored_letter_holds_a_mark_in_the_place_of_each_token(write):
    html = f'<a href="{LINK}">{LINK}</a>'
    mail = write(html=html, reply_to=f"secretariat+{TOKEN}@dialogue.test")
    for part in [mail.text, mail.html, mail.reply_to, str(mail.secrets)]:
        assert TOKEN not in part
        assert TOKEN[15:] not in part
    assert mail.secrets.keys() == {mail.text.split("/")[4]}
    assert list(mail.secrets.values()) == [{"purpose": "answer", "key": KEY}]
    assert unsealed(mail).html == html
    assert unsealed(mail).reply_to == f"secretariat+{TOKEN}@dialogue.test"


@pytest.mark.parametrize("at", range(20, 90))
def test_a_folded_calendar_arrives_byte_for_byte_wherever_it_is_folded(write, at):
    folded = f"{CALENDAR[:at]}\r\n {CALENDAR[at:]}".encode()
    mail = write(calendar=folded, calendar_method="REQUEST")
    stored = bytes(mail.calendar)
    assert not list(tokens_in(stored.replace(b"\r\n ", b"").decode()))
    assert len(stored) == len(folded)
    assert unsealed(mail).calendar == folded


def test_a_code_is_encrypted_and_wiped_once_the_letter_is_delivered(write, boxes, settings):
    mail = write(kind="access_code", text="Your code:\n123456\n", secrets=["123456"])
    assert "123456" not in mail.text + str(mail.secrets)
    assert unsealed(mail).text == "Your code:\n123456\n"
    assert worker.deliver_due() == (1, 0)
    assert "123456" in boxes.messages[0].as_string()
    mail.refresh_from_db()
    assert list(mail.secrets.values()) == [{}]
    with pytest.raises(sealing.WipedError, match="not stored any more"):
        unsealed(mail)
    assert sealing.covered(mail, mail.text) == "Your code:\n…\n"


def test_without_the_secret_key_nothing_can_be_made_of_it(write, settings):
    mail = write(secrets=["a key"], text=f"{LINK} a key")
    settings.SECRET_KEY, settings.SECRET_KEY_FALLBACKS = "another " * 8, []
    with pytest.raises(sealing.WipedError, match="another SECRET_KEY"):
        unsealed(mail)


def test_a_letter_that_waits_while_the_secret_key_changes_brings_a_link_that_opens(write, settings):
    mail = write(secrets=["a key"], text=f"{LINK} a key")
    settings.SECRET_KEY_FALLBACKS, settings.SECRET_KEY = [settings.SECRET_KEY], "another " * 8
    assert unsealed(mail).text == f"https://dialogue.test/i/{make_token('answer', KEY)}/ a key"


def test_an_email_whose_secret_is_gone_fails_and_says_why(write, boxes):
    mail = write(secrets=["a key"], text="a key")
    mark = next(iter(mail.secrets))
    OutgoingMail.objects.update(secrets={mark: {}})
    assert worker.deliver_due(limit=1) == (0, 1)
    mail.refresh_from_db()
    assert (mail.state, mail.trouble) == ("failed", "content")
    assert "not stored any more" in mail.last_error
    assert boxes.envelopes == []


def test_whoever_types_the_mark_of_another_letter_gets_nothing_for_it(write):
    mark = next(iter(write().secrets))
    mail = write(text=f"My remark: {mark}")
    assert unsealed(mail).text == f"My remark: {mark}"


def test_an_organiser_sees_dots_and_edits_around_them(write):
    other = f"https://dialogue.test/i/{make_token('answer', OTHER)}/"
    mail = write(text=f"One: {LINK}\nTwo: {other}\nOne again: {LINK}programme/\n")
    shown = sealing.for_editing(mail)
    assert shown == (
        "One: https://dialogue.test/i/…/\nTwo: https://dialogue.test/i/…2/\n"
        "One again: https://dialogue.test/i/…/programme/\n"
    )
    assert sealing.restored(mail, shown) == mail.text
    assert editing.links_lost(mail, shown) == []
    assert editing.links_lost(mail, "Nothing.") == [
        "https://dialogue.test/i/…/",
        "https://dialogue.test/i/…/",
        "https://dialogue.test/i/…/programme/",
    ]


def test_a_link_that_an_organiser_types_is_sealed_too(write):
    mail = write(state="queued")
    OutgoingMail.objects.update(state="draft")
    mail.refresh_from_db()
    typed = sealing.for_editing(mail) + f"\nhttps://dialogue.test/i/{make_token('answer', OTHER)}/"
    editing.edit(mail, factories.organiser(), "Subject", typed, seen=mail.version)
    mail.refresh_from_db()
    assert not list(tokens_in(mail.text + mail.html))
    assert make_token("answer", OTHER) in unsealed(mail).text
    assert LINK in unsealed(mail).text


def test_a_demonstration_shows_the_letters_that_it_cannot_send(write, settings):
    mail = write()
    assert "/i/…/" in sealing.covered(mail, mail.text)
    settings.MODE = "demo"
    assert LINK in sealing.covered(mail, mail.text)
    assert "/i/test/" in sealing.covered(mail, mail.text, "test")


def test_a_purpose_that_no_app_has_registered_makes_no_token():
    with pytest.raises(LookupError, match="No app has registered tokens for 'anything'"):
        make_token("anything", KEY)
