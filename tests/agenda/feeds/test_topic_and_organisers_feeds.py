"""The calendars of one topic, and of what the organisers have to do."""

from datetime import UTC, date, datetime, timedelta

import pytest
import time_machine
from django.contrib.auth.models import Group
from django.core.management import call_command
from django.urls import reverse

from agenda.models import OrganisersCalendar
from participants.states import Status
from tests import factories
from tests.agenda.feeds.feed_visit import components, of_session, of_topic, organisers_calendar


@pytest.fixture
def topic(dialogue):
    return factories.topic(dialogue, number=1, slug="trust", title_en="Trust", title_vi="Niềm tin")


@pytest.fixture
def session(dialogue, topic):
    made = factories.session(dialogue, slug="opening", title_en="Opening", title_vi="Khai mạc")
    made.topics.add(topic)
    factories.session(dialogue, title_en="Lunch")
    secret = factories.session(dialogue, title_en="Retreat", audience="delegates")
    secret.topics.add(topic)
    factories.release(dialogue)
    return made


# By topic


def test_a_topics_calendar_holds_the_public_sessions_on_it(client, dialogue, session):
    response = client.get(of_topic(dialogue, "trust"))
    assert list(components(response)) == ["Opening"]
    assert "X-WR-CALNAME:1. Trust – " in response.content.decode()
    vietnamese = client.get(of_topic(dialogue, "trust") + "?lang=vi")
    assert list(components(vietnamese)) == ["Khai mạc"]


def test_the_page_of_calendars_leads_to_each_topics(client, dialogue, session):
    page = client.get(reverse("calendars", args=[dialogue.slug])).content.decode()
    assert f'href="{of_topic(dialogue, "trust")}"' in page


def test_an_address_that_was_given_once_stays(client, dialogue, topic, session):
    topic.slug = "confidence"
    topic.save()
    session.slug = "beginning"
    session.save()
    factories.release(dialogue)
    for slug in ["trust", "confidence"]:
        assert list(components(client.get(of_topic(dialogue, slug)))) == ["Opening"]
    for slug in ["opening", "beginning"]:
        assert list(components(client.get(of_session(dialogue, slug)))) == ["Opening"]


def test_a_topic_that_is_given_up_leaves_a_calendar_that_is_still_right(
    client, dialogue, topic, session
):
    session.topics.clear()
    topic.delete()
    factories.release(dialogue)
    assert list(components(client.get(of_topic(dialogue, "trust")))) == [dialogue.title_en]


def test_an_unknown_topic_is_a_plain_404(client, dialogue, session):
    assert client.get(of_topic(dialogue, "nothing")).status_code == 404


def test_unknown_addresses_make_nobody_read_all_releases_again(
    client, dialogue, topic, session, django_assert_num_queries
):
    for slug in ["confidence", "reliance"]:
        topic.slug = session.slug = slug
        topic.save()
        session.save()
        factories.release(dialogue)
    for address in [of_topic, of_session]:
        assert client.get(address(dialogue, "nothing")).status_code == 404
        with django_assert_num_queries(3):  # the dialogue, its last release, and whom to write to
            assert client.get(address(dialogue, "nothing-else")).status_code == 404
        with django_assert_num_queries(6):  # and the one that knew it last, and the note
            assert list(components(client.get(address(dialogue, "confidence")))) == ["Opening"]
    session.slug = "beginning"
    session.save()
    factories.release(dialogue)
    assert list(components(client.get(of_session(dialogue, "reliance")))) == ["Opening"]


def test_a_304_for_one_topic_or_session_costs_the_dialogue_and_the_note(
    client, dialogue, session, django_assert_num_queries
):
    for address in [of_topic(dialogue, "trust"), of_session(dialogue, "opening")]:
        with django_assert_num_queries(5):  # the dialogue, its release, three for the first note
            etag = client.get(address)["ETag"]
        client.get(address, headers={"if-none-match": etag})  # reads once what ever had a name
        with django_assert_num_queries(2):
            assert client.get(address, headers={"if-none-match": etag}).status_code == 304


# The organisers'


@pytest.fixture
def _in_april():
    with time_machine.travel(datetime(2031, 4, 20, 3, tzinfo=UTC), tick=False):
        yield


@pytest.fixture
def address(dialogue):
    return organisers_calendar(dialogue)


def test_deadlines_are_given_as_tasks_and_as_days(client, dialogue, address):
    stream = factories.work_stream(dialogue, title_en="Book the hall", state="under_way")
    response = client.get(address)
    task = components(response, "VTODO")["Book the hall"]
    assert (task["DUE"].dt, task["STATUS"]) == (date(2031, 5, 20), "IN-PROCESS")
    assert task["DESCRIPTION"] == "Owner: Protocol office"
    day = components(response)["Due: Book the hall"]
    assert (day.start, day["UID"]) == (date(2031, 5, 20), str(stream.uid))
    assert day["UID"] != task["UID"]
    assert response["X-Robots-Tag"] == "noindex"
    assert "private" in response["Cache-Control"]


def test_what_is_done_is_a_task_that_is_done_and_no_day(client, dialogue, address):
    stream = factories.work_stream(dialogue, title_en="Book the hall")
    before = client.get(address)
    stream.state = "done"
    stream.save()
    after = client.get(address, headers={"if-none-match": before["ETag"]})
    assert components(after, "VTODO")["Book the hall"]["STATUS"] == "COMPLETED"
    assert "Due: Book the hall" not in components(after)


def test_a_deadline_that_moves_moves_with_a_higher_sequence(client, dialogue, address):
    stream = factories.work_stream(dialogue, title_en="Book the hall")
    before = components(client.get(address))["Due: Book the hall"]
    with time_machine.travel(stream.changed_at + timedelta(minutes=1), tick=False):
        stream.due_on = date(2031, 5, 25)
        stream.save()
        after = components(client.get(address))["Due: Book the hall"]
    assert after.start == date(2031, 5, 25)
    assert after["SEQUENCE"] > before["SEQUENCE"]


@pytest.mark.usefixtures("_in_april")
def test_reply_by_moments_and_reminders_to_come_are_counted(client, dialogue, address):
    long_ago = datetime(2031, 4, 1, tzinfo=UTC)
    for _ in range(2):
        factories.invitation(dialogue, Status.INVITED, invited_at=long_ago)
    later = datetime(2031, 5, 20, 10, tzinfo=UTC)
    factories.invitation(dialogue, Status.INVITED, invited_at=long_ago, reply_by_at=later)
    factories.reminder_rule(dialogue, days_before=7)
    response = client.get(address)
    found = components(response)
    assert found["Reply deadline: 2 answers outstanding"].end == dialogue.reply_by_at
    assert found["Reply deadline: 1 answer outstanding"].end == later
    assert found["2 reminders go out"].start == date(2031, 5, 8)
    assert found["2 reminders go out"]["DESCRIPTION"] == "2 × has not answered"
    for invitation in dialogue.invitations.all():
        assert invitation.person.given_name.encode() not in response.content


@pytest.mark.usefixtures("_in_april")
@pytest.mark.parametrize("what", ["stream", "invitation", "rule", "no rule"])
def test_every_change_reaches_it(client, dialogue, address, what):
    stream, rule = factories.work_stream(dialogue), factories.reminder_rule(dialogue)
    factories.invitation(dialogue, Status.INVITED, invited_at=datetime(2031, 4, 1, tzinfo=UTC))
    before = client.get(address)
    with time_machine.travel(datetime(2031, 4, 20, 4, tzinfo=UTC), tick=False):
        if what == "stream":
            stream.title_en = "Book another hall"
            stream.save()
        elif what == "invitation":
            factories.invitation(dialogue, Status.INVITED)
        elif what == "rule":
            rule.days_before = 3
            rule.save()
        else:
            rule.delete()
        after = client.get(address, headers={"if-none-match": before["ETag"]})
    assert after.status_code == 200
    assert set(components(after)) != set(components(before)) or what == "rule"
    assert after.content != before.content


@pytest.mark.usefixtures("_in_april")
def test_a_304_costs_two_queries_and_a_fetch_no_more_with_many_rows(
    client, dialogue, address, django_assert_max_num_queries, django_assert_num_queries
):
    def costs():
        with django_assert_max_num_queries(12):
            etag = client.get(address)["ETag"]
        with django_assert_num_queries(2):
            assert client.get(address, headers={"if-none-match": etag}).status_code == 304

    factories.reminder_rule(dialogue)
    factories.work_stream(dialogue)
    factories.invitation(dialogue, Status.INVITED, invited_at=datetime(2031, 4, 1, tzinfo=UTC))
    costs()
    for _ in range(30):
        factories.work_stream(dialogue)
        factories.invitation(dialogue, Status.INVITED, invited_at=datetime(2031, 4, 1, tzinfo=UTC))
    costs()


def test_an_organiser_makes_renews_and_revokes_the_own_address(admin_client, client, dialogue):
    page = reverse("admin:calendars", args=[dialogue.pk])
    assert ".ics" not in admin_client.get(page).content.decode()
    addresses = []
    for _ in range(2):
        admin_client.post(page, {"act": "make"})
        row = OrganisersCalendar.objects.get()
        addresses.append(reverse("calendar_organisers", args=[row.token]))
        assert addresses[-1] in admin_client.get(page).content.decode()
    assert [client.get(one).status_code for one in addresses] == [404, 200]
    admin_client.post(page, {"act": "revoke"})
    assert client.get(addresses[1]).status_code == 404


@pytest.mark.parametrize("loss", ["account", "entry", "role"])
def test_an_organiser_who_loses_the_right_to_look_loses_the_address(client, dialogue, loss, capsys):
    call_command("load_roles")
    user = factories.organiser(is_superuser=False)
    user.groups.add(Group.objects.get(name="Observer"))
    address = organisers_calendar(dialogue, user)
    assert client.get(address).status_code == 200
    if loss == "account":
        user.is_active = False
    elif loss == "entry":
        user.is_staff = False
    else:
        user.groups.clear()
    user.save()
    assert client.get(address).status_code == 404
