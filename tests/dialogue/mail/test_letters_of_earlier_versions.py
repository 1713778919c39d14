"""`migrate` seals the letters that an earlier version stored with all that they open."""

import pkgutil
from datetime import UTC, datetime
from importlib import import_module

import pytest
from django.apps import apps

from dialogue.access.tokens import make_token, tokens_in
from dialogue.mail import migrations, sealing
from dialogue.mail.models import OutgoingMail
from tests.reading import unsealed

TOKEN = make_token("answer", "0123456789abcde")
REPLY = f"secretariat+{make_token('reply', 'edcba9876543210')}@dialogue.test"
LINK = f"https://dialogue.test/i/{TOKEN}/"
RESET = "https://dialogue.test/accounts/password/reset/key/1-d4x5-{key}/"


@pytest.fixture
def seal_letters():
    names = [module.name for module in pkgutil.iter_modules(migrations.__path__)]
    [name] = [name for name in names if name.endswith("_what_opens_is_not_stored")]
    return import_module(f"dialogue.mail.migrations.{name}").seal_letters


@pytest.fixture
def stored(db):
    def stored(kind, text, state="queued", **fields):
        finished_at = datetime(2031, 1, 1, tzinfo=UTC) if state == "sent" else None
        return OutgoingMail.objects.create(
            kind=kind,
            text=text,
            html=f"<p>{text}</p>",
            state=state,
            finished_at=finished_at,
            language="en",
            to_name="Mei Tan",
            to_address="mei@example.org",
            subject="Hello",
            message_id=f"<{kind}-{state}@dialogue.test>",
            **fields,
        )

    return stored


def test_a_letter_that_waits_keeps_its_links_sealed(stored, seal_letters):
    calendar = f"ORGANIZER:mailto:{REPLY[:30]}\r\n {REPLY[30:]}\r\n".encode()
    fields = {"calendar": calendar, "calendar_method": "REQUEST", "reply_to": REPLY}
    mail = stored("invitation", f"Please open {LINK}", **fields)
    seal_letters(apps, None)
    mail.refresh_from_db()
    whole = mail.text + mail.html + mail.reply_to + bytes(mail.calendar).decode()
    assert not list(tokens_in(whole.replace("\r\n ", "")))
    assert unsealed(mail).text == f"Please open {LINK}"
    assert unsealed(mail).calendar == calendar
    assert unsealed(mail).reply_to == REPLY


@pytest.mark.parametrize("state", ["queued", "sent"])
@pytest.mark.parametrize(
    ("kind", "text", "secret"),
    [
        ("access_code", "Your code:\n\n012345\n\nIt is valid.", "012345"),
        ("account", RESET.format(key="0" * 32), "0" * 32),
    ],
)
def test_codes_and_keys_are_encrypted_while_they_wait_and_wiped_afterwards(
    stored, seal_letters, kind, text, secret, state
):
    mail = stored(kind, text, state)
    seal_letters(apps, None)
    mail.refresh_from_db()
    assert secret not in mail.text + mail.html + str(mail.secrets)
    if state == "queued":
        assert unsealed(mail).text == text
    else:
        assert list(mail.secrets.values()) == [{}]
        with pytest.raises(sealing.WipedError):
            unsealed(mail)


def test_other_letters_stay_as_they_are(stored, seal_letters):
    mail = stored("invitation", "Room 123456\n\n123456\n")
    seal_letters(apps, None)
    mail.refresh_from_db()
    assert (mail.text, mail.secrets) == ("Room 123456\n\n123456\n", {})
