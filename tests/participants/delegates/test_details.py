"""The delegate's details: what is right is kept, what is wrong is said, all is erased in time."""

from datetime import UTC, date, datetime, time, timedelta

import pytest
from bs4 import BeautifulSoup
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse

from participants.delegates import delegate_form, details
from participants.models import AccessCode, DelegateDetails, InvitationWithDetails
from participants.models.details import NEEDED, NEEDED_TO_TRAVEL, VISA_FIELDS
from participants.states import Status
from tests import factories
from tests.participants.delegates.details_visit import (
    ALL,
    address,
    ask_for_code,
    erase,
    fill,
    kept,
    newest_code,
    prove,
    send,
    type_code,
)
from tests.personal_data_world import forget_due
from tests.reading import page, soup

pytestmark = pytest.mark.usefixtures("clock")

NOW = datetime(2031, 5, 1, 2, 0, tzinfo=UTC)


def typed_in(response, status=200):
    """{field: what the page shows in it}"""
    form = soup(response, status).select_one("form[data-autosave]")
    shown = {one["name"]: one.get("value", "") for one in form.select("input[type=text]")}
    shown |= {one["name"]: one.get("value", "") for one in form.select("input[type=date]")}
    shown |= {one["name"]: one["value"] for one in form.select("input[checked]")}
    shown |= {one["name"]: one.text.removeprefix("\n") for one in form.select("textarea")}
    return shown


# Saving


def test_everything_that_is_given_is_kept_and_shown_again(proven, invitation):
    response = send(proven, invitation, ALL, follow=True)
    assert "Complete. Thank you." in page(response)
    assert "Last saved 1 May 2031, 09:00." in page(response)
    row = kept(invitation)
    assert (row.arrival_on, row.arrival_time) == (date(2031, 6, 1), time(14, 30))
    assert (row.wants_pickup, row.needs_visa_letter) == (True, True)
    assert row.passport_nationality == "SG"
    assert (row.changed_at, row.changed_by) == (NOW, invitation.person.name)
    shown = typed_in(response)
    assert {**shown, **{k: v for k, v in ALL.items() if k in shown}} == shown
    assert shown["arrival_on"] == "2031-06-01"


def test_dates_are_understood_by_the_date_field_in_vietnamese_too(proven, invitation):
    send(proven, invitation, ALL, lang="vi")
    response = proven.get(address("details", invitation) + "?lang=vi")
    assert typed_in(response)["arrival_on"] == "2031-06-01"
    assert "(giờ Hà Nội, UTC+7)" in page(response)


def test_a_half_filled_form_is_kept_and_the_page_says_what_is_missing(proven, invitation):
    response = send(proven, invitation, {"attendance": "travels", "diet": "halal"}, follow=True)
    text = page(response)
    assert "Still missing:" in text
    soup = BeautifulSoup(text, "html.parser")
    missing = {link["href"]: link.text for link in soup.select(".missing a")}
    assert missing["#id_arrival_on"] == "day of arrival"
    assert missing["#id_departure_time"] == "time of departure"
    assert missing["#id_arrival_number"] == "Arrival: flight or train number"
    assert missing["#id_arranged_0"] == "what we arrange for you"
    assert not any("attendance" in place for place in missing)
    for address_on_page in missing:
        assert soup.select_one(address_on_page).name in {"input", "select"}, address_on_page
    assert kept(invitation).diet == "halal"


def test_what_is_right_is_kept_though_something_else_is_wrong(proven, invitation):
    wrong = {**ALL, "arrival_on": "2031-13-45", "emergency_phone": "call my office"}
    response = send(proven, invitation, wrong)
    assert response.status_code == 422
    assert "Saved, except for the fields marked below." in page(response, 422)
    assert "for example +84 24 3822 0000" in page(response, 422)
    assert typed_in(response, 422)["arrival_on"] == "2031-13-45"
    assert "call my office" in page(response, 422)
    row = kept(invitation)
    assert (row.arrival_on, row.emergency_phone) == (None, "")
    assert (row.diet, row.passport_number) == ("no shellfish", "K1234567")


def test_a_wrong_value_does_not_take_the_right_one_away(proven, invitation):
    send(proven, invitation, ALL)
    send(proven, invitation, {**ALL, "birth_on": "tomorrow"})
    assert kept(invitation).birth_on == date(1980, 2, 29)


def test_what_is_missing_is_listed_in_the_order_of_the_form(proven, invitation):
    send(proven, invitation, {"needs_visa_letter": "yes", "gender": "woman"})
    shown = soup(proven.get(address("details", invitation)))
    listed = [link["href"] for link in shown.select(".missing a")]
    form = [f"#{field['id']}" for field in shown.select("form [name][id]")]
    assert listed == [field for field in form if field in listed]
    assert len(listed) > 12
    assert "No details" not in shown.text


def test_saving_nothing_leaves_nothing(proven, invitation):
    response = send(proven, invitation, {}, follow=True)
    assert "Still missing:" in page(response)
    assert not DelegateDetails.objects.exists()


def test_what_stands_twice_is_told_apart_and_each_part_has_a_heading(proven, invitation):
    shown = soup(proven.get(address("details", invitation)))
    headings = [heading.text for heading in shown.select("form legend h2")]
    assert headings[:4] == ["Arrival", "Departure", "Hotel, visa and costs", "Your needs"]
    assert headings[4:] == ["In an emergency", "About you"]
    label = shown.select_one("label[for=id_departure_place]").text.strip()
    assert label == "Airport or station (optional)"
    named = shown.select_one("#id_departure_place")["aria-label"]
    assert named == "Departure: airport or station (optional)"


def test_a_date_too_far_off_is_told_by_its_name(proven, invitation):
    data = {**ALL, "arrival_on": "2031-01-01", "departure_on": "2032-01-01"}
    text = page(send(proven, invitation, data), 422)
    assert "please give a day of arrival from 19 May 2031 to 3 June 2031" in text
    assert "please give a day of departure from 2 June 2031 to 17 June 2031" in text


def test_whoever_is_booked_into_the_organisers_hotel_names_none(proven, invitation):
    send(proven, invitation, {**ALL, "hotel": "own", "hotel_name": "Grand Hotel"})
    assert kept(invitation).hotel_name == "Grand Hotel"
    send(proven, invitation, {**ALL, "hotel": "block", "hotel_name": "Grand Hotel"})
    assert kept(invitation).hotel_name == ""


def test_the_countrys_nationality_is_offered_and_kept_only_for_a_visa(proven, invitation):
    def offered():
        shown = soup(proven.get(address("details", invitation)))
        return [one["value"] for one in shown.select("#id_passport_nationality option[selected]")]

    country = invitation.country.code
    assert country and offered() == [country]
    send(proven, invitation, {"passport_nationality": country})
    assert not DelegateDetails.objects.exists()
    send(proven, invitation, {"passport_nationality": country, "needs_visa_letter": "yes"})
    assert kept(invitation).passport_nationality == country
    send(proven, invitation, {"passport_nationality": "", "needs_visa_letter": "yes"})
    assert kept(invitation).passport_nationality == ""
    assert offered() in ([], [""])


def test_a_delegate_online_or_near_by_is_asked_for_no_travel(proven, invitation):
    for attendance in ["online", "local"]:
        send(proven, invitation, ALL)
        data = {**ALL, "attendance": attendance, "arrival_on": "nonsense"}
        response = send(proven, invitation, data, follow=True)
        assert "Complete. Thank you." in page(response)
        row = kept(invitation)
        assert (row.arrival_on, row.hotel, row.wants_pickup) == (None, "", None)
        assert (row.passport_number, row.birth_on) == ("", None)
        assert row.diet == "no shellfish"


def test_passport_details_are_kept_only_for_a_visa_letter(proven, invitation):
    send(proven, invitation, ALL)
    send(proven, invitation, {**ALL, "needs_visa_letter": "no", "passport_number": "!!"})
    row = kept(invitation)
    assert (row.passport_number, row.passport_nationality, row.birth_on) == ("", "", None)
    with pytest.raises(IntegrityError), transaction.atomic():
        DelegateDetails.objects.update(passport_number="K1234567")


@pytest.mark.parametrize(
    ("changes", "field", "says"),
    [
        (
            {"departure_on": "2031-05-30"},
            "departure_on",
            "please give a day of departure from 2 June 2031",
        ),
        (
            {"arrival_on": "2031-06-03", "departure_on": "2031-06-02"},
            "departure_on",
            "This is before your arrival.",
        ),
        (
            {"arrival_on": "2031-06-02", "departure_on": "2031-06-02", "arrival_time": "10:00"},
            "departure_time",
            "This is before your arrival.",
        ),
        ({"arrival_on": "2021-06-01"}, "arrival_on", "from 19 May 2031 to 3 June 2031"),
        ({"arrival_on": "2036-06-01"}, "arrival_on", "from 19 May 2031 to 3 June 2031"),
        ({"departure_on": "2032-06-04"}, "departure_on", "from 2 June 2031 to 17 June 2031"),
        (
            {"passport_expires_on": "2031-06-03"},
            "passport_expires_on",
            "expires before 4 June 2031",
        ),
        ({"birth_on": "2031-05-01"}, "birth_on", "a date of birth must be in the past"),
        ({"birth_on": "1031-05-01"}, "birth_on", "a date of birth must be in the past"),
        ({"emergency_phone": "12"}, "emergency_phone", "example +84 24 3822 0000"),
        ({"emergency_phone": "9" * 40}, "emergency_phone", "with its country code"),
        ({"passport_number": "<b>1</b>"}, "passport_number", "as it appears in the passport"),
        ({"hotel_nights": "400"}, "hotel_nights", "from 1 to 60"),
        ({"hotel_nights": "-1"}, "hotel_nights", "from 1 to 60"),
        ({"attendance": "by parachute"}, "attendance", "not one of the available choices"),
        ({"diet": "x" * 10_000}, "diet", "at most 500 characters"),
        ({"access_needs": "x" * 10_000}, "access_needs", "at most 2000 characters"),
        ({"diet": "nul\x00byte"}, "diet", "Null characters"),
        ({"emergency_name": "Lim\u202eieW"}, "emergency_name", "Please type it by hand."),
        ({"arrival_time": "25:99"}, "arrival_time", "valid time"),
    ],
)
def test_what_cannot_be_is_refused_at_its_field_and_stays_on_the_page(
    proven, invitation, changes, field, says
):
    response = send(proven, invitation, {**ALL, **changes})
    form = soup(response, 422)
    assert says in form.select_one(f"#div_id_{field}").text
    errors = response.context["details_form"].errors
    assert list(errors) == [field]
    if field != "attendance":
        inputs = form.select_one(f"#id_{field}")
        stays = inputs.text.removeprefix("\n") if field == "access_needs" else inputs["value"]
        assert stays == {**ALL, **changes}[field]
    assert kept(invitation).emergency_relation == "husband"


def test_a_new_arrival_after_the_stored_departure_is_never_stored_beside_it(proven, invitation):
    """The departure was overwritten by something wrong; the old one contradicts the new arrival."""
    early = {**ALL, "arrival_on": "2031-05-30", "departure_on": "2031-06-02"}
    send(proven, invitation, early)
    send(proven, invitation, {**ALL, "arrival_on": "2031-06-03", "departure_on": "soon"})
    row = kept(invitation)
    assert (row.arrival_on, row.departure_on) == (date(2031, 6, 3), None)
    with pytest.raises(IntegrityError), transaction.atomic():
        DelegateDetails.objects.update(departure_on=date(2031, 6, 2))


def test_markup_is_shown_as_text(proven, invitation):
    send(proven, invitation, {**ALL, "diet": "<script>alert(1)</script>"})
    assert "<script>alert" not in page(proven.get(address("details", invitation)))


def test_the_seat_has_passed_on_since_so_nothing_is_saved(proven, invitation, monkeypatch):
    known = type(invitation).objects.with_people().get(pk=invitation.pk)
    type(invitation).objects.update(link_key="another")
    with pytest.raises(details.Refused, match="open your most recent link"):
        delegate_form.save_valid(known, ALL, details.Actor("link", "Mei"))
    assert not DelegateDetails.objects.exists()


# Saving and closing in one press


def is_open(client, invitation):
    return "details_form" in client.get(address("details", invitation)).context


def test_one_press_saves_and_closes(proven, invitation):
    shown = soup(proven.get(address("details", invitation)))
    button = shown.select_one("button[name=close]")
    assert shown.find(id=button["form"])["action"].startswith(address("details", invitation))
    response = send(proven, invitation, {**ALL, "close": "1"})
    assert response["Location"].startswith(invitation.page_path)
    assert kept(invitation).diet == "no shellfish"
    assert not is_open(proven, invitation)


def test_what_became_of_it_is_said_on_the_personal_page(proven, invitation):
    response = send(proven, invitation, {**ALL, "close": "1"}, follow=True)
    status = soup(response).select_one("main [role=status][autofocus]")
    assert "have been saved, and are closed" in status.text
    assert soup(response).select_one("title").text.strip().startswith("Details closed:")


def test_the_consents_are_offered_before_the_details_are_closed(proven, invitation):
    shown = soup(proven.get(address("details", invitation)))
    assert shown.select_one("button[name=consents]")
    response = send(proven, invitation, {**ALL, "consents": "1"}, follow=True)
    status = soup(response).select_one("main [role=status][autofocus]")
    assert "Your details have been saved." in status.text
    proven.post(address("details_consent", invitation), {"agree": "list"})
    shown = soup(proven.get(address("details", invitation)))
    assert not shown.select_one("button[name=consents]")


@pytest.mark.parametrize(
    ("data", "question"),
    [
        ({"arrival_on": "2031-06-02", "arrival_time": "23:30"}, "You arrive when the first day"),
        ({"departure_on": "2031-06-03", "departure_time": "06:00"}, "You leave before the last"),
    ],
)
def test_a_journey_that_misses_much_of_the_dialogue_is_asked_about(
    proven, invitation, data, question
):
    assert question not in page(send(proven, invitation, ALL, follow=True))
    assert question in page(send(proven, invitation, {**ALL, **data}, follow=True))


def test_it_stays_open_while_something_typed_is_wrong(proven, invitation):
    response = send(proven, invitation, {**ALL, "arrival_on": "2040-01-01", "close": "1"})
    assert "Day of arrival" in page(response, 422)
    assert is_open(proven, invitation)


# Gender


def test_gender_is_what_the_person_says_and_optional(proven, invitation):
    data = {**ALL, "gender": "other", "gender_words": "non-binary"}
    assert "Complete" in page(send(proven, invitation, data, follow=True))
    invitation.person.refresh_from_db()
    assert (invitation.person.gender, invitation.person.gender_words) == ("other", "non-binary")
    send(proven, invitation, {**ALL, "gender": "undisclosed", "gender_words": "non-binary"})
    invitation.person.refresh_from_db()
    assert (invitation.person.gender, invitation.person.gender_words) == ("undisclosed", "")


def test_nothing_else_of_the_person_can_be_sent_along(proven, invitation):
    before = invitation.person.email
    send(proven, invitation, {**ALL, "gender": "woman", "email": "x@example.org", "title": "King"})
    invitation.person.refresh_from_db()
    assert (invitation.person.gender, invitation.person.email) == ("woman", before)


def test_saving_the_same_again_writes_no_history_of_the_person(proven, invitation):
    send(proven, invitation, {**ALL, "gender": "woman"})
    number = invitation.person.history.count()
    send(proven, invitation, {**ALL, "gender": "woman"})
    assert invitation.person.history.count() == number


# Autosave


def test_autosave_says_when_it_saved_and_what_it_could_not(proven, invitation, clock):
    clock.shift(timedelta(minutes=91))  # the proof is over; a new one
    prove(proven, invitation)
    where = address("details_autosave", invitation)
    answer = proven.post(where, ALL).json()
    assert answer["text"] == "Saved at 10:31"
    assert "Complete. Thank you." in answer["missing"]
    assert kept(invitation).diet == "no shellfish"
    answer = proven.post(where, {**ALL, "birth_on": "2040-01-01", "diet": "halal"})
    assert answer.json()["text"] == (
        "Saved at 10:31, except: Date of birth. Press the button to see why."
    )
    assert kept(invitation).diet == "halal"
    assert not invitation.events.exists()


def test_autosave_without_proof_saves_nothing_and_says_so(client, invitation):
    response = client.post(address("details_autosave", invitation), ALL)
    assert response.status_code == 403
    assert response.json()["text"].startswith("Not saved – your access has expired.")
    assert not DelegateDetails.objects.exists()


# The proof runs out


def test_what_was_typed_survives_the_end_of_the_proof(proven, invitation, clock):
    clock.shift(timedelta(minutes=61))
    typed = {**ALL, "diet": 'a "quoted" <diet>', "gender": "woman"}
    response = send(proven, invitation, typed)
    assert "What you typed is not lost" in page(response)
    assert not DelegateDetails.objects.exists()
    for name in ["details_send_code", "details_code", "details_code"]:  # and after a wrong code too
        fields = soup(response).select("input[name^=typed-]")
        carried = {field["name"]: field["value"] for field in fields}
        code = newest_code(invitation) if name == "details_code" else ""
        is_wrong = "What you typed is not lost" in page(response) and not code
        carried["code"] = "000" if is_wrong else code
        response = proven.post(address(name, invitation), carried)
        if response.context.get("is_carried"):
            break
    assert "It has not been saved yet" in page(response)
    shown = typed_in(response)
    assert shown["diet"] == typed["diet"]
    assert (shown["arrival_on"], shown["gender"]) == ("2031-06-01", "woman")
    assert shown["access_needs"] == typed["access_needs"]
    assert not DelegateDetails.objects.exists()
    assert "Complete" in page(send(proven, invitation, typed, follow=True))


def test_a_wrong_code_carries_what_was_typed_too(client, invitation):
    ask_for_code(client, invitation)
    response = client.post(
        address("details_code", invitation), {"code": "12", "typed-diet": "halal"}
    )
    assert 'name="typed-diet" value="halal"' in page(response, 422)
    response = type_code(client, invitation, newest_code(invitation), **{"typed-diet": "halal"})
    assert typed_in(response)["diet"] == "halal"


def test_what_a_stranger_types_is_carried_and_never_saved(invitation):
    stranger = Client()
    send(stranger, invitation, ALL)
    assert not DelegateDetails.objects.exists()


# What is missing, in Python and in SQL


@pytest.mark.parametrize("gap", [None, *NEEDED, *NEEDED_TO_TRAVEL, *VISA_FIELDS])
@pytest.mark.parametrize("attendance", ["travels", "local", "online"])
def test_the_list_and_the_page_agree_on_what_is_complete(dialogue, attendance, gap):
    row = fill(
        factories.invitation(dialogue, Status.ACCEPTED), {**ALL, "attendance": attendance, gap: ""}
    )
    row.refresh_from_db()
    asked = InvitationWithDetails.objects.expected()
    assert asked.complete().exists() == row.is_complete
    assert asked.incomplete().exists() == (not row.is_complete)
    assert not asked.without_any().exists()
    expected = [gap] if gap else []
    if attendance != "travels" and gap not in {None, *NEEDED}:
        expected = []
    assert [name for name in row.missing if name not in VISA_FIELDS or row.needs_visa_letter] == (
        expected
    )


def test_diet_and_access_needs_are_never_missing(dialogue):
    data = {**ALL, "diet": "", "access_needs": ""}
    assert fill(factories.invitation(dialogue, Status.ACCEPTED), data).is_complete


# The notice


@pytest.mark.parametrize(
    ("lang", "words"),
    [
        (
            "en",
            [
                "Law 91/2025/QH15",
                "(EU) 2016/679",
                "within 2 working days",
                "Until 60 days after the last day of the dialogue; "
                "all of them are erased on 3 August 2031.",
                "our letters to you are kept until 3 June 2032",
                "secretariat@dialogue.test",
                "United Nations",
                "Giving them is voluntary",
            ],
        ),
        ("vi", ["91/2025/QH15", "secretariat@dialogue.test", "Liên hợp quốc"]),
    ],
)
def test_the_notice_says_who_what_for_how_long_and_which_rights(
    proven, dialogue, invitation, lang, words
):
    dialogue.institutions.create(part="proposer", name_en="United Nations", name_vi="Liên hợp quốc")
    text = page(proven.get(address("details", invitation) + f"?lang={lang}"))
    for word in words:
        assert word in text


# Erasing


def test_details_are_erased_after_their_days_and_not_before(proven, dialogue, invitation, clock):
    send(proven, invitation, ALL)
    later = factories.dialogue(ends_on=date(2031, 6, 5), starts_on=date(2031, 6, 5))
    fill(factories.invitation(later, Status.ACCEPTED), {"diet": "halal"})
    clock.move_to(datetime(2031, 8, 2, 16, 59, tzinfo=UTC))  # 23:59 in Hanoi
    assert "details" not in erase()
    assert DelegateDetails.objects.count() == 2
    clock.move_to(datetime(2031, 8, 2, 17, 0, tzinfo=UTC))
    assert "details 1" in erase()
    assert [row.diet for row in DelegateDetails.objects.all()] == ["halal"]
    assert not AccessCode.objects.exists()
    assert "details" not in erase()
    invitation.refresh_from_db()
    assert invitation.status == Status.ACCEPTED


@pytest.mark.parametrize("status", [Status.REPLACED, Status.WITHDRAWN])
def test_details_of_a_seat_that_passed_on_are_erased_with_the_next_run(dialogue, status):
    fill(factories.invitation(dialogue, status), {"diet": "halal"})
    assert forget_due("participants.DelegateDetails", NOW) == 1
    assert not DelegateDetails.objects.exists()


def test_details_of_those_who_declined_are_kept_a_week_in_case_they_come_back(dialogue):
    declined = factories.invitation(dialogue, Status.DECLINED, changed_at=NOW)
    fill(declined, {"diet": "halal"})
    assert forget_due("participants.DelegateDetails", NOW + timedelta(days=6)) == 0
    assert forget_due("participants.DelegateDetails", NOW + timedelta(days=8)) == 1


# In the admin site


@pytest.fixture
def organiser(client, db):
    user = factories.organiser()
    client.force_login(user)
    return user


LIST = "/admin/participants/invitationwithdetails/"


def test_organisers_see_who_gave_what_and_who_gave_nothing(organiser, client, dialogue, invitation):
    fill(invitation, ALL)
    silent = factories.invitation(dialogue, Status.ACCEPTED)
    invited = factories.invitation(dialogue, Status.INVITED)
    text = page(client.get(LIST))
    for words in [
        "→ 1 June 14:30 SQ 192",
        "← 4 June 09:00 SQ 191",
        "in person, travelling",
        "pick-up on arrival, visa letter, the organisers’ hotel",
    ]:
        assert words in text
    assert silent.person.name in text
    assert invited.person.name not in text
    assert "K1234567" not in text
    text = page(client.get(f"{LIST}{invitation.pk}/change/"))
    for words in ["K1234567", "no shellfish", "Singapore", "29 February 1980", "+65 6123 4567"]:
        assert words in text


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("given=none", {"silent"}),
        ("given=some", {"half"}),
        ("given=all", {"full"}),
        ("details__attendance__exact=online", {"half"}),
        ("details__needs_visa_letter__exact=1", {"full"}),
        ("details__wants_pickup__exact=1", {"full"}),
        ("details__interpretation__exact=none", {"full"}),
    ],
)
def test_the_list_can_be_narrowed(organiser, client, dialogue, query, found):
    rows = {
        name: factories.invitation(
            dialogue, Status.ACCEPTED, person=factories.person(family_name=name)
        )
        for name in ["silent", "half", "full"]
    }
    fill(rows["half"], {"attendance": "online"})
    fill(rows["full"], ALL)
    response = client.get(f"{LIST}?{query}")
    assert {row.person.family_name for row in response.context["cl"].result_list} == found


def test_the_list_asks_the_database_as_often_for_many_as_for_one(
    organiser, client, dialogue, django_assert_max_num_queries
):
    fill(factories.invitation(dialogue, Status.ACCEPTED), ALL)
    with django_assert_max_num_queries(15) as one:
        client.get(LIST)
    for _ in range(5):
        fill(factories.invitation(dialogue, Status.ACCEPTED), ALL)
    with django_assert_max_num_queries(len(one)):
        client.get(LIST)


@pytest.mark.parametrize(
    "where",
    [
        "/admin/participants/invitation/?details__passport_number__startswith=K",
        "/admin/participants/person/?invitations__details__diet__contains=shellfish",
    ],
)
def test_other_lists_cannot_be_narrowed_by_what_they_do_not_show(
    organiser, client, invitation, where
):
    fill(invitation, ALL)
    assert client.get(where).status_code == 400


def test_nobody_changes_details_in_the_admin_site(organiser, client, invitation):
    fill(invitation, ALL)
    client.post(
        reverse("admin:participants_invitationwithdetails_change", args=[invitation.pk]), ALL
    )
    client.post(reverse("admin:participants_invitationwithdetails_delete", args=[invitation.pk]))
    assert kept(invitation).diet == "no shellfish"
