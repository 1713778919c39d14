"""The organisers' pages to release the programme and to compare releases, and the hints to them."""

from datetime import timedelta

import pytest
from bs4 import BeautifulSoup
from django.contrib.auth.models import Permission
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from agenda.models import Release, Role
from dialogue.mail.models import OutgoingMail
from dialogue.models import Dialogue
from tests import factories
from tests.agenda.releases.drafting import change, delegate
from tests.moments import at
from tests.reading import filled_form, soup, words

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("user")]


@pytest.fixture
def session(dialogue):
    return factories.session(
        dialogue, title_en="Trust", title_vi="Niềm tin", starts_at=at(9), room=hall(dialogue)
    )


def hall(dialogue):
    return factories.room(dialogue, name_en="Hall", name_vi="Hội trường")


def draft_of(dialogue):
    return reverse("admin:release_draft", args=[dialogue.pk])


def compared(dialogue, **sides):
    return reverse("admin:release_compare", args=[dialogue.pk]), sides


def page_text(client, address, data=None):
    return words(soup(client.get(address, data)).select_one("#content"))


def post(client, address, **given):
    """Send the form of the page as it is now, with what is given."""
    form = filled_form(client.get(address).content)
    return client.post(address, {**form, **given})


# The release checks


def test_a_missing_text_is_named_and_linked_at_its_field(client, dialogue, session):
    change(session, description_en="Why we meet.")
    page = soup(client.get(draft_of(dialogue)))
    link = page.select_one(".conflict-serious a")
    assert link["href"] == f"/admin/agenda/session/{session.pk}/change/#id_description_vi"
    assert "the Vietnamese text is missing" in words(page)
    assert page.select_one("#release [type=submit]").has_attr("disabled")
    target = soup(client.get(link["href"].partition("#")[0]))
    assert target.select_one("#id_description_vi")


def test_a_text_changed_in_one_language_is_shown_side_by_side(client, dialogue, session):
    factories.release(dialogue)
    change(session, title_en="Trust grows")
    [finding] = soup(client.get(draft_of(dialogue))).select(".conflict-doubtful")
    english, vietnamese = finding.select(".sides")
    assert words(english) == "Before Trust Now Trust grows"
    assert [one.get_text() for one in english.select("ins")] == ["grows"]
    assert words(vietnamese) == "Before Niềm tin Now Niềm tin"
    assert not vietnamese.select("ins, del")
    assert finding.a["href"].endswith("#id_title_vi")


def test_lines_of_questions_stay_lines(client, dialogue, session):
    change(session, questions_en="One?\nTwo?", questions_vi="Một?")
    [finding] = soup(client.get(draft_of(dialogue))).select(".conflict-doubtful")
    assert "not the same number of questions" in words(finding)
    assert "One? \n Two?" in finding.select(".sides p")[1].get_text()


def test_serious_conflicts_prevent_the_release_and_lead_to_their_list(client, dialogue, session):
    factories.session(dialogue, starts_at=at(9), room=session.room)
    page = soup(client.get(draft_of(dialogue)))
    assert "Hall is double-booked" in words(page)
    assert page.select_one(f"a[href='{reverse('admin:conflicts', args=[dialogue.pk])}']")
    assert page.select_one("#release [type=submit]").has_attr("disabled")


def test_what_differs_from_the_glossary_is_a_warning_only(client, dialogue, session):
    factories.term(dialogue, [("en", "Trust")], preferred_en="Confidence")
    page = soup(client.get(draft_of(dialogue)))
    assert "1 place where our texts differ from the glossary" in words(page)
    assert not page.select_one("#release [type=submit]").has_attr("disabled")


# What changes, and whom it touches


def test_each_field_is_shown_before_and_after_in_both_languages(client, dialogue, session):
    person = delegate(dialogue).person
    factories.release(dialogue)
    session.topics.add(factories.topic(dialogue, number=1, title_en="Data", title_vi="Dữ liệu"))
    factories.role(session, person, state=Role.State.PLANNED)
    change(
        session,
        starts_at=at(9, 30),
        room=None,
        title_en="Safety",
        title_vi="An toàn",
        attribution="chatham_house",
        audience="delegates",
    )
    text = page_text(client, draft_of(dialogue))
    for told in [
        "Changed since version 1: 1 session, 1 topic.",
        "Time Before 2 June 2031, 09:00–10:00 Now 2 June 2031, 09:30–10:00",
        "Room Before Hall Now –",
        "Title (English) Before Trust Now Safety",
        "Title (Vietnamese) Before Niềm tin Now An toàn",
        "Topics Before – Now 1. Data",
        "Attribution Before on the record Now Chatham House Rule",
        "Audience Before public Now delegates only",
        f"Roles Before – Now moderator: {person.name}",
    ]:
        assert told in text


def test_a_room_renamed_in_the_other_language_is_shown(client, dialogue, session):
    factories.release(dialogue)
    session.room.name_vi = "Phòng họp"
    session.room.save()
    text = page_text(client, draft_of(dialogue))
    assert "Room Before Hội trường Now Phòng họp" in text


def test_new_and_cancelled_sessions_and_topics_are_listed(client, dialogue, session):
    topic = factories.topic(dialogue, title_en="Old matter")
    factories.release(dialogue)
    change(session, is_cancelled=True)
    topic.delete()
    factories.topic(dialogue, title_en="New matter")
    factories.session(dialogue, title_en="Fireside", starts_at=at(14))
    text = page_text(client, draft_of(dialogue))
    for told in ["cancelled Trust", "new Fireside", "removed", "Old matter", "New matter"]:
        assert told in text


def test_each_delegate_is_shown_with_the_letter_but_without_the_personal_link(
    client, dialogue, session
):
    english, vietnamese = delegate(dialogue), delegate(dialogue, "vi")
    factories.release(dialogue)
    change(session, starts_at=at(9, 30))
    response = client.get(draft_of(dialogue))
    one, other = soup(response).select("#content details.letter-preview")
    page = response.content.decode()
    assert english.person.name in words(one)
    assert "1 change" in words(one)
    assert "Trust" in one.pre.get_text()
    assert "Niềm tin" in other.pre.get_text()
    assert "09:30–10:00" in other.pre.get_text()
    for invitation in [english, vietnamese]:
        assert invitation.token not in page
        assert invitation.link_key not in page
    assert not OutgoingMail.objects.exists()


# Releasing


def test_an_organiser_releases_and_is_shown_what_went_out(client, dialogue, session):
    delegate(dialogue)
    response = post(client, draft_of(dialogue), note_en="First.", note_vi="Bản đầu.")
    release = Release.objects.get()
    assert (release.number, release.released_by) == (1, "Lan Nguyen")
    assert (release.note_en, release.note_vi) == ("First.", "Bản đầu.")
    text = page_text(client, response.url)
    assert "new Trust" in text
    assert "First." in text
    assert dialogue.mails.filter(kind="programme_changed").count() == 1


def test_of_a_dialogue_that_is_cancelled_no_emails_are_shown_nor_sent(client, dialogue, session):
    delegate(dialogue)
    page_of_before = filled_form(client.get(draft_of(dialogue)).content)
    Dialogue.objects.update(status=Dialogue.Status.CANCELLED)
    page = soup(client.get(draft_of(dialogue)))
    assert "is not taking place, so nobody will be emailed" in words(page)
    assert "Delegates to be emailed 0" in words(page)
    assert not page.select("details.letter-preview, [name=write_to_them]")
    response = client.post(draft_of(dialogue), page_of_before, follow=True)
    assert "version 1 has been released" in words(soup(response))
    assert not OutgoingMail.objects.exists()


def test_nobody_is_written_to_when_the_tick_is_taken_off(client, dialogue, session):
    delegate(dialogue)
    form = filled_form(client.get(draft_of(dialogue)).content)
    del form["write_to_them"]
    client.post(draft_of(dialogue), form)
    assert Release.objects.exists()
    assert not OutgoingMail.objects.exists()


def test_what_is_judged_right_is_released(client, dialogue, session):
    factories.release(dialogue)
    change(session, title_en="Trusting")
    text = words(soup(post(client, draft_of(dialogue), note_en="New.", note_vi="Mới.")))
    assert "Nothing was released. Some texts have changed in one language only." in text
    tick = soup(client.get(draft_of(dialogue))).select_one("[name=judged]")
    assert tick["form"] == "release"
    post(client, draft_of(dialogue), judged=tick["value"])
    assert Release.objects.count() == 2


def test_what_was_typed_and_ticked_stays_when_the_draft_has_changed_since(
    client, dialogue, session
):
    factories.release(dialogue)
    change(session, title_en="Trusting")
    shown = client.get(draft_of(dialogue)).content
    judged = BeautifulSoup(shown, "html.parser").select_one("[name=judged]")["value"]
    form = {**filled_form(shown), "note_en": "Typed", "note_vi": "Đã gõ", "judged": judged}
    del form["write_to_them"]
    change(session, ends_at=at(11))
    response = client.post(draft_of(dialogue), form)
    page = soup(response)
    assert "has changed since this page was opened" in words(page.select_one("[role=alert]"))
    assert page.select_one("[name=note_en]").get_text().strip() == "Typed"
    assert page.select_one("[name=note_vi]").get_text().strip() == "Đã gõ"
    assert page.select_one("[name=judged]").has_attr("checked")
    assert not page.select_one("[name=write_to_them]").has_attr("checked")
    assert Release.objects.count() == 1
    client.post(draft_of(dialogue), {**form, **filled_form(response.content), "judged": judged})
    assert Release.objects.count() == 2


def test_the_slower_of_two_organisers_sees_the_conflict_and_keeps_the_note(
    client, dialogue, session
):
    shown = filled_form(client.get(draft_of(dialogue)).content)
    factories.release(dialogue)
    page = soup(client.post(draft_of(dialogue), {**shown, "note_en": "Typed"}))
    assert "has changed since this page was opened" in words(page.select_one("[role=alert]"))
    assert "There is nothing left to release." in words(page)
    assert page.select_one("[name=note_en]").get_text().strip() == "Typed"
    assert not soup(client.get(draft_of(dialogue))).select("#release")


def test_a_note_that_is_too_long_is_refused_and_kept(client, dialogue, session):
    page = soup(post(client, draft_of(dialogue), note_en="x" * 2001, note_vi="y"))
    assert "at most 2000 characters" in words(page.select_one("#release"))
    assert "x" * 2001 in page.select_one("[name=note_en]").get_text()
    assert not Release.objects.exists()


def test_organisers_who_may_only_look_see_all_but_the_form(client, dialogue, session, user):
    user.is_superuser = False
    user.save()
    user.user_permissions.add(*Permission.objects.filter(codename__startswith="view_"))
    page = soup(client.get(draft_of(dialogue)))
    assert "new Trust" in words(page)
    assert not page.select("#release, [name=judged]")
    assert client.post(draft_of(dialogue), {}).status_code == 403


# Releases and what lies between them


def test_the_list_shows_each_release_and_leads_to_what_changed_in_it(client, dialogue, session):
    factories.release(dialogue)
    change(session, title_en="Safety", title_vi="An toàn")
    second = factories.release(dialogue, note_en="Another title")
    page = soup(client.get(reverse("admin:agenda_release_changelist")))
    row = page.select_one("#result_list tbody tr")
    for told in ["version 2", "Programme office", "Another title"]:
        assert told in words(row)
    response = client.get(row.select_one("th a")["href"])
    assert response.url == reverse("admin:release_compare", args=[dialogue.pk]) + "?from=1&to=2"
    assert "Title (English) Before Trust Now Safety" in page_text(client, response.url)
    assert not page.select_one("a[href$='/release/add/']")
    delete = reverse("admin:agenda_release_delete", args=[second.pk])
    assert client.post(delete, {"post": "yes"}).status_code == 403


def test_any_two_releases_and_the_draft_can_be_compared_both_ways(client, dialogue, session):
    for title in ["One", "Two"]:
        change(session, title_en=title, title_vi=title)
        factories.release(dialogue)
    change(session, title_en="Three", title_vi="Three")
    for old, new, told in [
        ("0", "1", "new One"),
        ("1", "2", "Title (English) Before One Now Two"),
        ("1", "draft", "Title (English) Before One Now Three"),
        ("draft", "1", "Title (English) Before Three Now One"),
        ("2", "2", "Readers see no difference."),
    ]:
        assert told in page_text(client, *compared(dialogue, **{"from": old, "to": new}))
    usual = page_text(client, *compared(dialogue))
    assert "Title (English) Before Two Now Three" in usual


@pytest.mark.parametrize("sides", [{"from": "7", "to": "draft"}, {"to": "x"}, {"from": "1"}])
def test_an_address_that_names_no_release_gets_a_page_that_says_so(
    client, dialogue, session, sides
):
    factories.release(dialogue)
    page = soup(client.get(*compared(dialogue, **sides)))
    assert page.select(".errorlist")
    assert "Readers see no difference." in words(page)


# Hints where organisers look


def test_the_pages_of_the_programme_say_how_far_it_is_from_the_release(client, dialogue, session):
    pages = [
        reverse("admin:index"),
        reverse("admin:agenda_session_changelist"),
        reverse("admin:programme_day", args=[dialogue.pk, "2031-06-02"]),
    ]
    for path in pages:
        assert (
            "Not yet released: nobody outside the organising team can see the programme."
            in page_text(client, path)
        )
    factories.release(dialogue)
    assert "not released" not in page_text(client, pages[0])  # there is nothing to do
    for path in pages[1:]:
        assert "Everybody sees the current draft: it is the same as version 1." in page_text(
            client, path
        )
    change(session, starts_at=at(9, 30))
    for path in pages:
        page = soup(client.get(path))
        assert "Changed since version 1: 1 session. Review and release" in words(page)
        assert page.select_one(f"a[href='{draft_of(dialogue)}']")


def test_a_session_says_how_it_differs_from_what_is_released(client, dialogue, session):
    path = reverse("admin:agenda_session_change", args=[session.pk])
    assert "Not yet released" in page_text(client, path)
    factories.release(dialogue)
    assert "Identical to what everybody sees in version 1." in page_text(client, path)
    change(session, starts_at=at(9, 30))
    text = page_text(client, path)
    assert "Changed since version 1: new time or place" in text
    assert "Time Before 2 June 2031, 09:00–10:00 Now 2 June 2031, 09:30–10:00" in text


@pytest.mark.parametrize(
    "name",
    [
        "release_draft",
        "release_compare",
        "agenda_release_changelist",
        "agenda_session_change",
        "agenda_session_changelist",
        "index",
    ],
)
def test_as_many_queries_for_three_sessions_and_delegates_as_for_thirty(client, dialogue, name):
    first = factories.session(dialogue, starts_at=at(7))
    arguments = {"agenda_session_change": [first.pk]}
    if name.startswith("release"):
        arguments[name] = [dialogue.pk]
    path = reverse(f"admin:{name}", args=arguments.get(name))

    def queries():
        client.get(path)
        with CaptureQueriesContext(connection) as found:
            assert client.get(path).status_code == 200
        return len(found)

    def fill(number):
        factories.release(dialogue)
        for n in range(number):
            one = factories.session(dialogue, starts_at=at(8) + timedelta(minutes=10 * n))
            one.topics.add(factories.topic(dialogue))
            factories.role(one, delegate(dialogue).person)

    fill(3)
    few = queries()
    for _ in range(9):
        fill(3)
    assert queries() == few
