"""The programme as delegates see it behind their link, and what changed since they last looked."""

from datetime import UTC, datetime

import pytest
from django.urls import reverse

from agenda.models import SeenRelease
from agenda.programme import roles
from participants.states import HAS_A_CALENDAR, HAS_A_LINK, Status
from tests import factories
from tests.reading import soup, words

pytestmark = pytest.mark.usefixtures("clock")


@pytest.fixture
def session(dialogue):
    made = factories.session(
        dialogue,
        slug="table",
        title_en="Trust at the table",
        questions_en="Why now?",
        attribution="chatham_house",
        room=factories.room(dialogue, name_en="Hall A"),
    )
    made.topics.add(factories.topic(dialogue, slug="trust", number=1, title_en="Trust"))
    return made


def path(invitation):
    return reverse("delegate_programme", args=[invitation.token])


def shown(client, invitation, selector="main"):
    found = soup(client.get(path(invitation), {"lang": "en"})).select_one(selector)
    return words(found) if found else ""


def saw(client, invitation, number):
    response = client.post(path(invitation), {"version": number})
    assert response.status_code == 302


def rename(session, title):
    session.title_en = title
    session.save()


def test_the_programme_shows_what_a_delegate_needs(client, dialogue, session, invitation):
    factories.role(session, invitation.person, kind="rapporteur", state="asked")
    speaker = factories.invitation(dialogue, Status.ACCEPTED)
    factories.role(session, speaker.person)
    factories.session(dialogue, title_en="Off")
    factories.release(dialogue)
    dialogue.sessions.filter(title_en="Off").update(is_cancelled=True)
    factories.release(dialogue)
    text = shown(client, invitation)
    for told in [
        "Version 2, released 1 May 2031, 09:00",
        "All times are Hanoi time, UTC+7.",
        "Monday, 2 June 2031",
        "09:00 – 10:00 Trust at the table",
        "Round table · Hall A · Chatham House Rule",
        "Your role: rapporteur (asked, not yet confirmed)",
        "Why now?",
        "1. Trust",
        f"Moderator {speaker.person.name} {speaker.person.organisation}",
        "Off cancelled",
    ]:
        assert told in text


def test_topics_are_linked_where_they_are_public(client, dialogue, session, invitation):
    factories.release(dialogue)
    address = reverse("topic", args=[dialogue.slug, "trust"])
    assert address in client.get(path(invitation)).content.decode()
    dialogue.is_public = False
    dialogue.save()
    assert address not in client.get(path(invitation)).content.decode()


def test_the_draft_is_not_shown(client, dialogue, session, invitation):
    assert "has not been released yet" in shown(client, invitation)
    factories.release(dialogue)
    rename(session, "A draft title")
    assert "A draft title" not in shown(client, invitation)


def test_sessions_for_delegates_only_are_shown_here_and_never_outside(client, dialogue, invitation):
    factories.session(dialogue, slug="closed", title_en="Closed-door talks", audience="delegates")
    factories.release(dialogue)
    assert "Closed-door talks" in shown(client, invitation)
    assert "delegates only" in shown(client, invitation)
    for name in ["dialogue", "programme", "topics", "calendars", "calendar"]:
        page = client.get(reverse(name, args=[dialogue.slug]))
        assert "Closed-door" not in page.content.decode(), name
    assert (
        client.get(reverse("calendar_session", args=[dialogue.slug, "closed"])).status_code == 404
    )


@pytest.mark.parametrize("status", sorted(HAS_A_LINK - HAS_A_CALENDAR - {Status.NOMINATED}))
def test_an_invitee_who_has_not_accepted_sees_nothing_of_it(client, dialogue, session, status):
    invitation = factories.invitation(dialogue, status)
    factories.session(dialogue, title_en="Closed-door talks", audience="delegates")
    speaker = factories.invitation(dialogue, Status.ACCEPTED)
    factories.role(session, speaker.person)
    factories.release(dialogue)
    for response in [client.get(path(invitation)), client.post(path(invitation), {"version": 1})]:
        assert response.status_code == 403
        text = response.content.decode()
        assert "It opens once you have accepted" in text
        assert "Closed-door" not in text
        assert speaker.person.name not in text
    assert path(invitation) not in client.get(invitation.page_path).content.decode()
    assert not SeenRelease.objects.exists()


@pytest.mark.parametrize(
    ("state", "status"),
    [
        ("planned", Status.ACCEPTED),
        ("asked", Status.ACCEPTED),
        ("refused", Status.ACCEPTED),
        ("confirmed", Status.TENTATIVE),
        ("confirmed", Status.DECLINED),
    ],
)
def test_others_see_only_people_with_a_role_who_come(
    client, dialogue, session, invitation, state, status
):
    other = factories.invitation(dialogue, status, person=factories.person(given_name="Ama"))
    factories.role(session, other.person, state=state)
    factories.release(dialogue)
    assert "Ama Tan" not in shown(client, invitation)


# Changed since you last looked


def test_a_delegate_who_has_seen_nothing_is_shown_that_and_can_mark_it_as_seen(
    client, dialogue, session, invitation
):
    factories.release(dialogue)
    assert "you have not looked at it yet" in client.get(invitation.page_path).content.decode()
    assert "You have not looked at the programme yet" in shown(client, invitation, "#changes")
    saw(client, invitation, 1)
    assert "nothing has changed since" in shown(client, invitation)
    assert "since you last looked" not in client.get(invitation.page_path).content.decode()


@pytest.mark.parametrize("method", ["get", "head", "options"])
def test_looking_changes_nothing_however_often(client, dialogue, session, invitation, method):
    factories.release(dialogue)
    for _ in range(3):
        getattr(client, method)(path(invitation), {"version": 1})
        getattr(client, method)(invitation.page_path)
    assert not SeenRelease.objects.exists()


def test_what_changed_is_shown_before_and_after(client, dialogue, session, invitation, clock):
    factories.release(dialogue)
    saw(client, invitation, 1)
    clock.shift(86400)
    session.ends_at = datetime(2031, 6, 2, 4, tzinfo=UTC)
    session.room = factories.room(dialogue, name_en="Hall B")
    session.save()
    factories.session(dialogue, title_en="Late addition", audience="delegates")
    factories.release(dialogue, note_en="More time for trust.")
    page = client.get(invitation.page_path).content.decode()
    assert "2 sessions have changed since you last looked." in page
    text = shown(client, invitation, "#changes")
    for told in [
        "Changed since you last looked (version 1, 1 May 2031)",
        "Time 2 June 2031, 09:00–10:00 → 2 June 2031, 09:00–11:00",
        "Room Hall A → Hall B",
        "Late addition , 2 June 2031, 09:00–10:00: new",
        "Version 2, 2 May 2031: More time for trust.",
    ]:
        assert told in text
    assert "new time or place" in shown(client, invitation, "#table h3")
    saw(client, invitation, 2)
    assert "nothing has changed since" in shown(client, invitation)
    assert "new time or place" not in shown(client, invitation, "#table h3")


def test_changes_add_up_over_releases_and_notes_are_all_shown(
    client, dialogue, session, invitation
):
    factories.release(dialogue)
    saw(client, invitation, 1)
    for title in ["Second name", "Third name"]:
        rename(session, title)
        factories.release(dialogue, note_en=f"It is the {title}.")
    text = shown(client, invitation, "#changes")
    assert "Trust at the table → Third name" in text
    assert "It is the Third name. Version 2" in text
    assert text.index("It is the Third name.") < text.index("It is the Second name.")


def test_a_release_that_changes_no_session_here_says_so(client, dialogue, session, invitation):
    factories.release(dialogue)
    saw(client, invitation, 1)
    session.title_vi = "Tên khác"
    session.save()
    factories.release(dialogue)
    assert "No session has changed in this language." in shown(client, invitation, "#changes")


def test_people_who_have_taken_a_role_since_are_named_in_a_line(
    client, dialogue, session, invitation, clock
):
    def other(name, **fields):
        person = factories.person(given_name=name)
        factories.invitation(dialogue, Status.ACCEPTED, person=person)
        return factories.role(session, person, **fields)

    other("Ama")
    late = other("Bo", kind="keynote", state="asked")
    factories.role(session, invitation.person)
    factories.release(dialogue)
    saw(client, invitation, 1)
    clock.shift(86400)
    roles.answer(late, confirm=True, by="Bo")
    other("Cho", kind="chair")
    other("Dee", kind="discussant", state="asked")
    factories.role(session, invitation.person, kind="chair")
    factories.release(dialogue)
    text = shown(client, invitation, "#changes")
    assert "Trust at the table : now with keynote speaker Bo Tan, chair Cho Tan I have" in text
    assert "No session has changed" not in text
    saw(client, invitation, 2)
    assert "now with" not in shown(client, invitation)


def test_an_old_page_neither_takes_back_nor_marks_what_has_come_since(
    client, dialogue, session, invitation
):
    for title in ["One", "Two", "Three"]:
        rename(session, title)
        factories.release(dialogue)
    saw(client, invitation, 2)
    assert SeenRelease.objects.get().release.number == 2
    assert "Two → Three" in shown(client, invitation, "#changes")
    for number in [1, 0, 99, "x", ""]:
        saw(client, invitation, number)
        assert SeenRelease.objects.get().release.number == 2


def test_each_delegate_has_seen_what_they_have_seen(client, dialogue, session, invitation):
    other = factories.invitation(dialogue, Status.TENTATIVE)
    factories.release(dialogue)
    saw(client, invitation, 1)
    rename(session, "Renamed")
    factories.release(dialogue)
    saw(client, other, 2)
    assert "→ Renamed" in shown(client, invitation, "#changes")
    assert "nothing has changed" in shown(client, other)


def test_a_role_that_was_refused_is_not_marked_as_own(client, dialogue, session, invitation):
    role = factories.role(session, invitation.person)
    factories.release(dialogue)
    assert "Your role: moderator" in shown(client, invitation)
    roles.answer(role, confirm=False, by="Mei")
    assert "Your role" not in shown(client, invitation)


def test_the_programme_costs_the_same_queries_with_few_and_many_sessions(
    client, dialogue, session, invitation, clock, django_assert_num_queries
):
    factories.release(dialogue)
    saw(client, invitation, 1)
    for number in [2, 20]:
        for _ in range(number):
            made = factories.session(dialogue)
            speaker = factories.invitation(dialogue, Status.ACCEPTED)
            factories.role(made, speaker.person)
            factories.role(made, invitation.person, kind="chair", state="asked")
        clock.shift(1)
        factories.release(dialogue)
        with django_assert_num_queries(9):
            client.get(path(invitation))
        with django_assert_num_queries(17):
            client.get(invitation.page_path)
