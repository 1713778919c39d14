"""Roles at the organisers' desk: asking with each letter shown, writing answers down, and the
session's page, on which nobody is asked for one thing and listed for another."""

import pytest
from django.urls import reverse

from agenda.models import Role
from agenda.programme import roles
from dialogue.mail.models import OutgoingMail
from participants.states import Status
from tests import factories
from tests.reading import filled_form, soup, text_of, unsealed
from tests.visitors import Visitors

pytestmark = [pytest.mark.ignore_template_errors, pytest.mark.usefixtures("clock", "user")]


@pytest.fixture
def invitation(dialogue):
    person = factories.person(given_name="Ama", cc_email="office@example.org")
    return factories.invitation(dialogue, Status.ACCEPTED, person=person)


@pytest.fixture
def session(dialogue):
    return factories.session(dialogue, title_en="Trust at the table")


ASK = "/admin/agenda/role/ask/"
LIST = "/admin/agenda/role/"


def change_path(session):
    return reverse("admin:agenda_session_change", args=[session.pk])


# Asking


def test_each_letter_is_shown_before_it_goes_out_without_the_personal_link(
    client, session, invitation
):
    role = factories.role(session, invitation.person, state="planned")
    chosen = {"action": "ask", "_selected_action": role.pk}
    response = client.post(LIST, chosen)
    text = text_of(response)
    for told in [
        "1 letter will be sent:",
        "Ama Tan (accepted)",
        "Moderator: Trust at the table , 2 June 2031, 09:00–10:00",
        "copy to office@example.org",
        "The organisers would be honoured",
        "/i/…",
    ]:
        assert told in text
    frame = soup(response).select_one("iframe")["src"]
    letter = client.get(frame).content.decode()
    assert "Trust at the table" in letter
    for page in [response.content.decode(), letter]:
        assert invitation.token not in page
    assert not OutgoingMail.objects.exists()
    ids = soup(response).select_one("[name=ids]")["value"]
    done = client.post(ASK, {"ids": ids, "confirmed": "1"}, follow=True)
    assert "1 letter is on its way." in text_of(done)
    assert Role.objects.get().state == "asked"
    assert invitation.token in unsealed(invitation.mails.get()).text


def test_those_without_a_page_are_named_and_the_others_can_be_asked(client, session, invitation):
    rows = [
        factories.role(session, one, state="planned")
        for one in [invitation.person, factories.person(given_name="Uninvited")]
    ]
    rows.append(factories.role(session, invitation.person, kind="chair"))
    response = client.get(ASK, {"ids": ",".join(str(row.pk) for row in rows)})
    text = text_of(response)
    assert "Invite them first: Uninvited Tan" in text
    assert "1 role is left out" in text
    assert soup(response).select_one("[name=ids]")["value"] == str(rows[0].pk)
    everybody = {"ids": [row.pk for row in rows], "confirmed": "1"}
    refused = client.post(ASK, everybody, follow=True)
    assert "Nobody was asked. First invite" in text_of(refused)
    assert not OutgoingMail.objects.exists()


def test_a_person_who_declined_is_asked_again_only_where_that_is_said(client, session, invitation):
    role = factories.role(session, invitation.person, state="refused")
    assert "declined on 1 May 2031; asked again" in text_of(client.get(ASK, {"ids": role.pk}))
    assert "Ask people to take" not in text_of(client.get(change_path(session)))


def test_asking_twice_from_two_pages_makes_one_letter(client, session, invitation):
    role = factories.role(session, invitation.person, state="planned")
    for told in ["1 letter is on its way.", "There was nobody left to ask"]:
        response = client.post(ASK, {"ids": role.pk, "confirmed": "1"}, follow=True)
        assert told in text_of(response)
    assert OutgoingMail.objects.count() == 1


@pytest.mark.parametrize("ids", ["", "x", "9" * 30, "0"])
def test_nonsense_asks_nobody(client, ids):
    assert "There is nobody left to ask." in text_of(client.get(ASK, {"ids": ids}))
    assert client.post(ASK, {"ids": ids, "confirmed": "1"}).status_code == 302


# Writing down


def test_an_answer_by_telephone_is_written_down_with_who_said_so(client, session, invitation):
    role = factories.role(session, invitation.person, state="asked")
    path = reverse("admin:role_answer", args=[role.pk])
    missing = client.post(path, {"answer": "refuse", "remark": "In Geneva"})
    assert "This field is required." in text_of(missing)
    assert soup(missing).select_one("textarea").text.strip() == "In Geneva"
    given = {"answer": "refuse", "channel": "telephone", "answered_by": "Rachel Goh"}
    done = client.post(path, {**given, "remark": "In Geneva"}, follow=True)
    text = text_of(done)
    assert "The answer has been recorded." in text
    assert "answered on 1 May 2031, 09:00 by Rachel Goh (telephone; recorded by Lan Nguyen)" in (
        text.replace("( ", "(").replace("Goh (", "Goh (")
    )
    assert "In Geneva" in text
    page = client.get(reverse("delegate_role", args=[invitation.token, role.pk]))
    assert "by the organisers, as reported by Rachel Goh" in text_of(page)


def test_the_organisers_notice_a_refusal(client, dialogue, session, invitation):
    role = factories.role(session, invitation.person)
    factories.role(session, factories.person(), kind="rapporteur", state="asked")
    factories.role(session, factories.person(), kind="chair", state="planned")
    roles.answer(role, confirm=False, by="Ama Tan")
    front = text_of(client.get(reverse("admin:index")))
    for told in [
        "1 role is not asked for yet",
        "1 waits for an answer",
        "1 role was declined or given back",
    ]:
        assert told in front
    conflicts = text_of(client.get(reverse("admin:conflicts", args=[dialogue.pk])))
    assert "Ama Tan has declined the role of moderator" in conflicts
    day = soup(client.get(reverse("admin:programme_day", args=[dialogue.pk, "2031-06-02"])))
    assert "Ama Tan (declined)" in " ".join(day.select_one(".block .late").get_text(" ").split())
    listed = text_of(client.get(LIST, {"state__exact": "refused"}))
    assert "1 role " in listed
    assert "Ama Tan" in listed


# On the session's page


def test_a_person_who_was_asked_cannot_be_replaced_in_place(client, session, invitation):
    factories.role(session, invitation.person, state="asked")
    page = soup(client.get(change_path(session)))
    for name in ["roles-0-person", "roles-0-kind"]:
        assert page.select_one(f"[name={name}]").has_attr("disabled")
    assert "asked on 1 May 2031, 09:00" in " ".join(
        page.select_one(".field-state_in_full").text.split()
    )
    data = filled_form(str(page))
    for name in ["roles-0-person", "roles-0-kind"]:
        del data[name]
    client.post(change_path(session), {**data, "roles-0-position": 3})
    assert Role.objects.get().position == 3
    forged = {**data, "roles-0-person": factories.person().pk, "roles-0-kind": "moderator"}
    response = client.post(change_path(session), forged)
    assert "This person has been asked in the meantime." in text_of(response)
    assert Role.objects.get().person == invitation.person


def test_an_old_page_does_not_replace_somebody_who_has_been_asked_since(
    client, session, invitation
):
    role = factories.role(session, invitation.person, state="planned")
    data = filled_form(client.get(change_path(session)).content)
    roles.ask(Role.objects.filter(pk=role.pk))
    other = factories.person()
    response = client.post(change_path(session), {**data, "roles-0-person": other.pk})
    assert (
        "This person has been asked in the meantime. Remove this role and add another."
        in text_of(response)
    )
    unchanged = client.post(change_path(session), data)
    assert unchanged.status_code == 302
    assert (Role.objects.get().person, Role.objects.get().state) == (invitation.person, "asked")


def test_a_person_who_was_not_asked_can_be_replaced(client, session, invitation):
    factories.role(session, factories.person(), state="planned")
    data = filled_form(client.get(change_path(session)).content)
    client.post(change_path(session), {**data, "roles-0-person": invitation.person.pk})
    assert Role.objects.get().person == invitation.person


def test_taking_away_who_knows_of_it_reaches_the_public_page_and_is_said(
    client, dialogue, session, invitation, clock
):
    factories.role(session, invitation.person)
    invitation.consents.create(
        purpose="programme", is_given=True, wording="", language="en", door="link"
    )
    factories.release(dialogue)
    public = reverse("programme", args=[dialogue.slug])
    assert "Ama Tan" in client.get(public).content.decode()
    clock.shift(1)
    data = filled_form(client.get(change_path(session)).content)
    response = client.post(change_path(session), {**data, "roles-0-DELETE": "on"}, follow=True)
    assert "please inform them: moderator: Ama Tan." in text_of(response)
    assert not Role.objects.exists()
    assert "Ama Tan" not in client.get(public).content.decode()


# Who may, and how much it costs


def test_organisers_who_may_only_look_are_offered_no_act(session, invitation):
    role = factories.role(session, invitation.person, state="asked")
    observer = Visitors()("observer")
    for path in [LIST, f"{LIST}{role.pk}/change/", change_path(session)]:
        text = text_of(observer.get(path))
        assert "asked, not yet confirmed" in text
        assert "Record an answer" not in text
        for act in ["Ask people to take", "Ask the person to take", "Ask for"]:
            assert act not in text


def test_the_list_is_exported_with_who_said_what(client, session, invitation):
    role = factories.role(session, invitation.person, state="asked")
    answered = {"channel": "mail", "recorded_by": "Lan Nguyen", "remark": "gladly"}
    roles.answer(role, confirm=True, by="Rachel Goh", **answered)
    response = client.get(reverse("admin:agenda_role_export", args=["csv"]))
    line = response.content.decode("utf-8-sig").splitlines()[1]
    for told in ["Trust at the table", "Ama Tan", "confirmed", "Rachel Goh", "email", "gladly"]:
        assert told in line


def test_list_session_and_question_cost_the_same_queries_with_few_and_many_roles(
    client, dialogue, session, django_assert_max_num_queries
):
    for number in [3, 20]:
        for _ in range(number):
            invited = factories.invitation(dialogue, Status.INVITED)
            factories.role(session, invited.person, state="planned")
        ids = list(Role.objects.values_list("pk", flat=True))
        for path, data in [(LIST, {}), (ASK, {"ids": ids})]:
            with django_assert_max_num_queries(15):
                client.get(path, data)


# The way back


def test_the_way_back_leads_to_the_list_as_it_was_with_the_same_rows_ticked(
    client, session, invitation
):
    first = factories.role(session, invitation.person, state="planned")
    other = factories.session(session.dialogue, title_en="Elsewhere")
    second = factories.role(other, factories.person(), state="planned")
    ticked = {"action": "ask", "_selected_action": [first.pk, second.pk]}
    found = soup(client.post(f"{LIST}?state__exact=planned", ticked))
    as_it_was = f"{LIST}?state__exact=planned#ticked="
    back = found.select_one(".cancel-link")
    assert back["href"] == f"{LIST}?state__exact=planned"
    assert set(back["data-ticked"].split(",")) == {str(first.pk), str(second.pk)}
    form = {field["name"]: field.get("value", "") for field in found.select("form[action] input")}
    answer = client.post(ASK, {**form, "confirmed": "1"})
    assert answer["Location"].startswith(as_it_was)
    assert OutgoingMail.objects.filter(kind="role_request").exists()
