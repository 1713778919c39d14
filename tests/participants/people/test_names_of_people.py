"""What organisers and offices type as names, and whom letters cannot address."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from dialogue.models import Dialogue
from participants.models import DelegateDetails, Nomination, Person
from participants.people.spreadsheets import import_plan, sheets
from participants.states import Status
from tests import factories
from tests.participants.people.sheet_files import xlsx_file
from tests.participants.people.typed_names import add, nominated
from tests.reading import page, soup

pytestmark = pytest.mark.usefixtures("clock", "user")

MISSING = "no form of address in the language of"


def inviting(*invitations):
    """The page that shows the letters."""
    keys = "&".join(f"ids={invitation.pk}" for invitation in invitations)
    return reverse("admin:invitation_action", args=["invite"]) + f"?{keys}"


def shown(client, person):
    return page(client.get(reverse("admin:participants_person_change", args=[person.pk])))


class TestTheFormOfAPerson:
    def test_a_telephone_number_is_kept_as_anybody_can_dial_it(self, client):
        institution = factories.organisation(country="VN")
        typed = {"organisation": institution.pk, "phone": "0912 345 678; 024 3822 0000"}
        assert add(client, **typed).status_code == 302
        assert Person.objects.get().phone == "+84 912 345 678; +84 24 3822 0000"
        refused = page(add(client, **{**typed, "phone": "0912 345"}))
        assert "There is no such telephone number" in refused

    def test_it_shows_what_the_name_becomes_in_its_uses(self, client):
        institution = factories.organisation(country="VN")
        assert add(client, organisation=institution.pk).status_code == 302
        text = shown(client, Person.objects.get())
        for use in [
            "Ms LÊ Thị Minh Hạnh",
            "Dear Ms Hạnh,",
            "Kính gửi: Bà Lê Thị Minh Hạnh",
            "LE&lt;&lt;THI&lt;MINH&lt;HANH",
        ]:
            assert use in text

    def test_letters_in_vietnamese_stand_for_the_country_that_nobody_named(self, client):
        assert (
            add(client, country="", family_name="Nguyễn", given_name="Hồng Ánh").status_code == 302
        )
        person = Person.objects.get()
        assert (person.name, person.listed_country) == ("Nguyễn Hồng Ánh", "")
        assert "Dear Ms Ánh," in shown(client, person)

    @pytest.mark.parametrize("none", ["-", "N/A", "không có"])
    def test_a_given_name_alone_is_enough_and_what_says_none_is_none(self, client, none):
        assert add(client, family_name=none, given_name="Hạnh").status_code == 302
        assert (Person.objects.get().family_name, str(Person.objects.get())) == ("", "Hạnh")

    def test_without_any_name_it_says_so_and_keeps_what_was_typed(self, client):
        text = page(add(client, family_name="-", given_name="."))
        assert "Please give a family name or a given name." in text
        assert 'value="hanh@example.org"' in text
        assert not Person.objects.exists()

    def test_only_a_part_of_the_name_can_be_in_capitals(self, client):
        assert "This is no part of the displayed name" in page(add(client, in_capitals="Trần"))
        assert add(client, in_capitals="Hạnh", country="VN").status_code == 302
        assert "Ms Lê Thị Minh HẠNH" in shown(client, Person.objects.get())

    def test_a_name_of_120_letters_is_kept_and_one_of_200_refused_with_both_lengths(self, client):
        text = page(add(client, given_name="A" * 200))
        assert "at most 140 characters (it has 200)" in text
        names = {"family_name": "B" * 120, "given_name": "A" * 120, "language": "en"}
        assert add(client, **names).status_code == 302
        assert str(Person.objects.get()) == f"{'A' * 120} {'B' * 120}"


class TestNominations:
    def test_an_institution_names_somebody_with_one_name_only(self, client, dialogue):
        delegation = factories.delegation(dialogue)
        seat = factories.invitation(dialogue, Status.INVITED, delegation=delegation, person=None)
        form = nominated(seat, family_name="N/A", given_name="Sutrisnadi", form_of_address="TS.")
        assert client.post(delegation.page_path, form).status_code == 302
        nomination = Nomination.objects.get()
        assert (nomination.family_name, nomination.name) == ("", "Sutrisnadi")
        person = nomination.as_person()
        assert (person.form_of_address_en, person.form_of_address_vi) == ("", "TS.")
        assert person.addressed_name == "Dr Sutrisnadi"

    def test_without_a_name_the_form_says_so(self, client, dialogue):
        delegation = factories.delegation(dialogue)
        seat = factories.invitation(dialogue, Status.INVITED, delegation=delegation, person=None)
        answer = client.post(delegation.page_path, nominated(seat, family_name="–", given_name="-"))
        assert "Please give a family name or a given name." in page(answer, 422)
        assert not Nomination.objects.exists()


class TestTheImport:
    def read(self, *rows):
        return import_plan.plan(sheets.read(xlsx_file(*rows)), None)

    def test_a_list_may_have_given_names_only_and_the_new_columns(self, db):
        headings = [
            "Given name",
            "Email",
            "Native name",
            "Sorted under",
            "Danh xưng",
            "Addressed as",
        ]
        made = self.read(headings, ["Min-soo", "k@example.org", "김민수", "Kim", "Ông", "Kim"])
        [outcome] = made.outcomes
        person = outcome.person
        assert (outcome.problems, person.name, person.native_name) == ([], "Min-soo", "김민수")
        assert (person.sorted_under, person.addressed_as) == ("Kim", "Kim")
        assert person.form_of_address_vi == "Ông"

    def test_a_cell_that_says_none_is_empty(self, db):
        headings = ["Họ", "Tên", "Email"]
        made = self.read(headings, ["-", "Hạnh", "h@example.org"], ["n/a", ".", "x@example.org"])
        assert [len(outcome.problems) for outcome in made.outcomes] == [0, 1]
        assert made.outcomes[0].person.family_name == ""


class TestWhoCannotBeAddressed:
    """Every page that shows letters before they leave says for whom a form is missing."""

    @pytest.fixture
    def nameless(self, dialogue):
        person = factories.person(given_name="Nobody", language="vi", form_of_address_en="")
        return factories.invitation(dialogue, Status.CLEARED, person=person)

    def link(self, invitation):
        return reverse("admin:participants_person_change", args=[invitation.person_id])

    def test_before_inviting(self, client, dialogue, nameless):
        person = factories.person(given_name="Known", language="vi", form_of_address_en="Mr")
        known = factories.invitation(dialogue, Status.CLEARED, person=person)
        note = soup(client.get(inviting(nameless, known))).select_one("#content details.gaps")
        assert MISSING in " ".join(note.get_text().split())
        assert [a["href"] for a in note.select("li a")] == [self.link(nameless)]
        assert MISSING not in page(client.get(inviting(known)))

    def test_all_are_filled_in_on_one_page_which_leads_on(self, client, dialogue, nameless):
        known = factories.invitation(dialogue, Status.CLEARED)
        asked = inviting(nameless, known)
        mend = soup(client.get(asked)).select_one("details.gaps a.button")["href"]
        found = soup(client.get(mend))
        fields = {field["name"]: field for field in found.select("#content table input")}
        other = fields[f"other-{nameless.person_id}"]
        answer = client.post(mend, {other["name"]: "Dr"})
        assert answer["Location"].startswith(reverse("admin:invitation_action", args=["invite"]))
        nameless.person.refresh_from_db()
        assert nameless.person.has_form_in(nameless.person.language)
        assert self.link(nameless) not in page(client.get(answer["Location"]))
        assert client.post(mend, dict.fromkeys(fields, "Ms")).status_code == 302
        assert "Everybody here has a form of address." in page(client.get(mend))

    def test_before_drafting(self, client, nameless):
        address = reverse("admin:participants_person_changelist")
        form = {"action": "draft_invitations", "_selected_action": [nameless.person_id]}
        assert self.link(nameless) in page(client.post(address, form))

    def test_before_reminding(self, client, dialogue, nameless):
        now = timezone.now()
        moments = {"invited_at": now - timedelta(days=14), "reply_by_at": now + timedelta(days=7)}
        dialogue.invitations.update(status=Status.INVITED, **moments)
        factories.reminder_rule(dialogue, days_before=7)
        for name in ["reminders", "reminders_send"]:
            text = page(client.get(reverse(f"admin:{name}") + f"?dialogue={dialogue.pk}"))
            assert MISSING in " ".join(text.split())
            assert self.link(nameless) in text

    def test_before_announcing_changes(self, client, dialogue, nameless):
        moments = {"invited_at": timezone.now(), "reply_by_at": timezone.now()}
        dialogue.invitations.update(status=Status.ACCEPTED, calendar_told=0, **moments)
        Dialogue.objects.update(sequence=1)
        text = page(client.get(reverse("admin:dialogue_changed", args=[dialogue.pk])))
        assert self.link(nameless) in text


def test_the_passports_name_stands_beside_the_real_one(client, dialogue):
    person = factories.person(family_name="Đặng", given_name="Thị Ơn", country="VN")
    seat = factories.invitation(dialogue, Status.ACCEPTED, person=person)
    row = DelegateDetails.objects.create(
        invitation=seat, needs_visa_letter=True, passport_name="DANG THI ON", changed_by="x"
    )
    address = reverse("admin:participants_invitationwithdetails_change", args=[seat.pk])
    text = page(client.get(address))
    assert "Đặng Thị Ơn" in text and "DANG&lt;&lt;THI&lt;ON" in text
    assert "other words" not in text
    row.passport_name = "DANG THI OANH"
    row.save()
    assert "The passport’s name has other words." in page(client.get(address))
