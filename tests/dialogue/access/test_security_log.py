"""What happens to accounts and to people's data is written down, for those who answer for it."""

import json

import pytest
from django.contrib.auth.models import Group
from django.core.management import call_command
from django.urls import reverse

from dialogue.access import security_log
from dialogue.models import SecurityEvent
from participants.states import Status
from tests import factories
from tests.reading import text_of

pytestmark = pytest.mark.django_db
Kind = SecurityEvent.Kind


@pytest.fixture
def in_the_log(caplog):
    """What was logged, as the JSON objects that the lines are."""
    security_log.log.addHandler(caplog.handler)
    yield lambda: [json.loads(record.getMessage()) for record in caplog.records]
    security_log.log.removeHandler(caplog.handler)


@pytest.fixture
def protocol(client):
    call_command("load_roles", verbosity=0)
    user = factories.organiser(username="lan", is_superuser=False)
    user.groups.set(Group.objects.filter(name="Protocol"))
    client.force_login(user)
    return client


def test_an_event_says_what_was_done_by_which_account_when_and_from_where(rf, in_the_log):
    request = rf.get("/", REMOTE_ADDR="192.0.2.7", headers={"User-Agent": "Firefox/140"})
    request.user = factories.organiser(username="lan")
    event = security_log.record(Kind.EXPORTED, request=request, about=request.user, detail="CSV, 3")
    about = f"auth.user {request.user.pk}"
    assert in_the_log() == [
        {
            "event": "exported",
            "at": event.happened_at.isoformat(timespec="seconds"),
            "account": "lan",
            "from": "192.0.2.7",
            "browser": "Firefox/140",
            "about": about,
            "detail": "CSV, 3",
        }
    ]
    row = SecurityEvent.objects.get()
    assert (row.kind, row.account, row.address) == ("exported", "lan", "192.0.2.7")
    assert (row.browser, row.about, row.detail) == ("Firefox/140", about, "CSV, 3")


def test_no_token_gets_into_it_and_no_long_text_breaks_it(rf, in_the_log):
    link = "https://dialogue.test/i/0123456789abcdef0123456789abcdef0123/"
    request = rf.get("/", headers={"User-Agent": f"{link} {'x' * 1000}"})
    security_log.record(Kind.SIGN_IN_FAILED, request=request, about=link, detail=link * 50)
    row = SecurityEvent.objects.get()
    kept = json.dumps(in_the_log()) + row.about + row.detail + row.browser
    assert "0123456789abcdef" not in kept
    assert (len(row.browser), len(row.detail)) == (200, 500)


def test_the_address_is_the_one_that_the_trusted_proxy_names(rf, settings):
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = 1
    forwarded = {"X-Forwarded-For": "203.0.113.9, 198.51.100.4"}
    behind_it = rf.get("/", REMOTE_ADDR="127.0.0.1", headers=forwarded)
    assert security_log.client_address(behind_it) == "198.51.100.4"
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = 0
    assert security_log.client_address(behind_it) == "127.0.0.1"


@pytest.mark.parametrize("model", ["person", "invitation", "invitationwithdetails"])
@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_every_list_that_leaves_as_a_file_is_written_down(dialogue, protocol, model, kind):
    factories.invitation(dialogue, Status.ACCEPTED)
    protocol.get(reverse(f"admin:participants_{model}_export", args=[kind]))
    event = SecurityEvent.objects.get()
    assert (event.kind, event.account) == ("exported", "lan")
    assert (event.about, event.detail) == (f"participants.{model}", f"{kind.upper()}, 1")


def test_the_list_of_participants_that_leaves_as_a_file_is_written_down(dialogue, protocol):
    factories.invitation(dialogue, Status.ACCEPTED)
    protocol.get(reverse("admin:participants_xlsx", args=[dialogue.pk]), {"internal": ""})
    event = SecurityEvent.objects.get()
    assert (event.kind, event.detail) == ("exported", f"{dialogue.slug}, XLSX, 1")


def test_the_notes_of_a_session_that_leave_as_a_file_are_written_down(dialogue, protocol):
    session = factories.note(factories.session(dialogue, slug="opening")).session
    protocol.get(reverse("admin:session_notes_file", args=[session.pk, "xlsx"]))
    event = SecurityEvent.objects.get()
    assert (event.about, event.detail) == ("agenda.sessionnote", "opening, XLSX")


def test_it_is_kept_by_whom_a_delegates_details_were_opened(dialogue, protocol):
    invitation = factories.invitation(dialogue, Status.ACCEPTED)
    name = "admin:participants_invitationwithdetails_change"
    protocol.get(reverse(name, args=[invitation.pk]))
    protocol.get(reverse(name, args=[invitation.pk + 1]))  # there is none
    event = SecurityEvent.objects.get()
    assert (event.kind, event.account) == ("details_opened", "lan")
    assert event.about == f"participants.invitation {invitation.pk}"


def test_what_an_account_is_refused_is_written_down(dialogue, protocol):
    address = reverse("admin:dialogue_securityevent_changelist")
    assert protocol.get(address).status_code == 403
    event = SecurityEvent.objects.get()
    assert (event.kind, event.account, event.detail) == ("refused", "lan", f"GET {address}")


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("en", "a delegate’s details opened lan"),
        ("vi", "đã mở thông tin chi tiết của đại biểu lan"),
    ],
)
def test_organisers_read_it_and_nobody_alters_it(dialogue, admin_client, language, words):
    person = factories.person()
    event = security_log.record(Kind.DETAILS_OPENED, account="lan", about=person)
    admin_client.cookies["django_language"] = language
    row = text_of(admin_client.get(reverse("admin:dialogue_securityevent_changelist")))
    assert words in row
    assert {"en": f"person {person.pk}", "vi": f"cá nhân {person.pk}"}[language] in row
    change = reverse("admin:dialogue_securityevent_change", args=[event.pk])
    assert admin_client.post(change, {"account": "nobody"}).status_code == 403
    delete = reverse("admin:dialogue_securityevent_delete", args=[event.pk])
    assert admin_client.post(delete, {"post": "yes"}).status_code == 403
    event.refresh_from_db()
    assert event.account == "lan"
