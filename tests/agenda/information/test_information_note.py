"""The information note: its headings, its versions, and what is missing in which language."""

import pytest
from django.urls import reverse

from agenda.information import note
from agenda.models import InformationText
from dialogue.models import Dialogue
from dialogue.personal_data import copies
from dialogue.refusals import Refused
from participants.personal_data.erasure import erase
from participants.personal_data.people import subject_of
from participants.states import Status
from participants.workflow.transitions import organiser
from tests import factories
from tests.paper_structure import structure_problems, text_of
from tests.reading import page, soup, words

pytestmark = pytest.mark.django_db
Heading = InformationText.Heading


@pytest.fixture
def written(dialogue):
    """A note with a text for most headings in both languages."""
    factories.session(dialogue, title_en="Round table one", title_vi="Bàn tròn một")
    factories.release(dialogue)
    note.write(
        dialogue,
        {
            ("to_do", "en"): "Send your flight by 2 May.",
            ("to_do", "vi"): "Gửi chuyến bay trước ngày 02 tháng 5.",
            ("visas", "en"): "Ask for the letter in time.\n\nIt is free.",
            ("prayer", "vi"): "Phòng cầu nguyện ở tầng hai.",
        },
    )
    return dialogue


@pytest.fixture
def by():
    return factories.organiser()


def headings(dialogue, language="en"):
    return [section["heading"] for section in note.draft(dialogue)[language]]


def test_what_to_do_comes_first_then_the_usual_order(written):
    assert headings(written) == [
        "What to do by when",
        "Dates and venues",
        "Schedule",
        "Contacts",
        "Visas",
        "Prayer room",
    ]


def test_facts_come_from_the_dialogue_and_the_released_programme(written):
    text = text_of(note.as_pdf(written, note.draft(written), "both"))
    for known in [
        "2–3 June 2031", "Conference Centre", "secretariat@dialogue.test", "Round table one",
        "Bàn tròn một", "09:00–10:00", "It is free.", "Gửi chuyến bay",
    ]:  # fmt: skip
        assert known in text
    written.releases.all().delete()
    assert "Schedule" not in headings(Dialogue.objects.get())


def test_what_is_missing_is_said_by_language(written):
    lacking = note.missing(written)
    assert "Visas" not in lacking["en"]
    assert "Visas" in lacking["vi"]
    assert "Prayer room" in lacking["en"]
    assert {"Medical assistance", "Press"} <= set(lacking["en"]) & set(lacking["vi"])
    assert not {"What to do by when", "Schedule", "Contacts"} & set(lacking["en"])
    InformationText.objects.filter(heading="to_do").update(text_vi="")
    assert "What to do by when" in note.missing(written)["vi"]


def test_a_text_that_one_language_lacks_is_shown_in_the_other(written):
    assert "It is free." in text_of(note.as_pdf(written, note.draft(written), "vi"))


def test_a_version_stays_as_it_was_and_none_repeats_another(written, by):
    first = note.publish(written, by)
    with pytest.raises(Refused, match="Nothing has changed since version 1"):
        note.publish(written, by)
    seen = note.version_of(note.draft(written))
    note.write(written, {("press", "en"): "No press."})
    with pytest.raises(Refused, match="changed since it was on screen"):
        note.publish(written, by, seen=seen)
    second = note.publish(written, by, seen=note.version_of(note.draft(written)))
    assert [first.number, second.number] == [1, 2]
    first.refresh_from_db()
    assert "No press." not in str(first.content)
    assert "No press." in str(second.content)
    assert "Version 2" in text_of(note.as_pdf(written, second.content, "en", second))


@pytest.mark.parametrize("language", note.LANGUAGES_OF)
def test_the_pdf_can_be_kept_and_read_aloud(written, by, language):
    made = note.publish(written, by)
    content = note.as_pdf(written, made.content, language, made)
    assert structure_problems(content, languages=set(note.LANGUAGES_OF[language])) == []
    assert note.as_pdf(written, made.content, language, made) == content


# Pages


def test_an_organiser_writes_sees_what_is_missing_and_publishes(written, client, user):
    address = reverse("admin:information_note", args=[written.pk])
    assert address in page(client.get(reverse("admin:index")))
    before = page(client.get(address))
    assert "Missing in Vietnamese" in before
    fields = soup(client.get(address)).select("#content textarea")
    form = {field["name"]: field.text.strip() for field in fields} | {
        "press_en": "No press.",
        "press_vi": "Không mời báo chí.",
    }
    after = client.post(address, form, follow=True)
    assert "The texts are stored." in page(after)
    assert "Send your flight by 2 May." in page(after)
    seen = soup(after).select_one('input[name="seen"]')["value"]
    publish = reverse("admin:information_note_publish", args=[written.pk])
    assert "Published: version 1." in page(client.post(publish, {"seen": seen}, follow=True))
    assert "Nothing has changed" in page(client.post(publish, {"seen": seen}, follow=True))
    file = client.get(
        reverse("admin:information_note_file", args=[written.pk]), {"version": 1, "language": "vi"}
    )
    assert file["Content-Type"] == "application/pdf"
    assert "Không mời báo chí." in text_of(file.content)


def test_a_letter_without_a_typeface_is_told_before_and_instead(written, client, user):
    note.write(written, {("press", "en"): "Ask 李明."})
    assert "It cannot be printed as PDF yet." in page(
        client.get(reverse("admin:information_note", args=[written.pk]))
    )
    response = client.get(reverse("admin:information_note_file", args=[written.pk]), follow=True)
    assert "李" in words(soup(response).select_one(".messagelist"))


def test_whoever_has_a_link_reads_the_last_version(written, client, by):
    invitation = factories.invitation(written, Status.ACCEPTED, person=factories.person())
    address = reverse("delegates_information", kwargs={"token": invitation.token})
    own = reverse("answer", kwargs={"token": invitation.token})
    assert "No information note has been published yet." in page(client.get(address))
    assert address not in page(client.get(own))
    note.publish(written, by)
    note.write(written, {("press", "en"): "Not yet out."})
    shown = page(client.get(address))
    assert "Send your flight by 2 May." in shown
    assert "Not yet out." not in shown
    assert address in page(client.get(own))
    pdf = client.get(
        reverse("delegates_information_file", kwargs={"token": invitation.token}), {"lang": "vi"}
    )
    assert "Gửi chuyến bay" in text_of(pdf.content)


def test_a_person_who_is_erased_is_gone_from_every_published_version(written, by):
    person = factories.person(family_name="Đặng", given_name="Quỳnh Mai", country="VN")
    note.write(written, {("contacts", "vi"): "Xin hỏi Đặng Quỳnh Mai, bàn số 2."})
    made = note.publish(written, by)
    erase(person, organiser(by))
    made.refresh_from_db()
    said = str(made.content)
    assert "Quỳnh" not in said and "Xin hỏi –, bàn số 2." in said
    assert "Ask for the letter in time." in said


def test_the_copy_of_somebodys_data_holds_the_note_that_names_them(written, by):
    person = factories.person(family_name="Đặng", given_name="Quỳnh Mai", country="VN")
    note.write(written, {("contacts", "vi"): "Xin hỏi Đặng Quỳnh Mai, bàn số 2."})
    note.publish(written, by)
    sections = copies.copy_of(subject_of([person.pk]))
    assert "agenda.InformationNote" in {section.model for section in sections}
