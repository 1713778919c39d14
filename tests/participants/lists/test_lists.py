"""Published lists of participants: what a revision says, what is gone from it, and its files."""

import io
from datetime import timedelta

import pytest
from django.contrib.auth.models import Group
from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import translation
from docx import Document
from openpyxl import load_workbook

from dialogue.refusals import Refused
from participants.delegates import consents
from participants.lists import files, publishing
from participants.models import Consent, ListedParticipant, Person
from participants.personal_data.erasure import erase
from participants.states import Status
from participants.workflow.transitions import organiser
from tests import factories
from tests.paper_structure import structure_problems, text_of
from tests.reading import page, soup, words

pytestmark = pytest.mark.django_db
Purpose = Consent.Purpose


def delegate(dialogue, name, *purposes, **fields):
    """Somebody who takes part and agreed to be listed, and to these purposes."""
    category = dialogue.categories.first() or factories.category(
        dialogue, name_en="Regulators", name_vi="Cơ quan quản lý"
    )
    delegation = fields.pop("delegation", None)
    person = factories.person(**{"family_name": name, "given_name": "", "country": "TH"} | fields)
    invitation = factories.invitation(
        dialogue, Status.ACCEPTED, person=person, category=category, delegation=delegation
    )
    for purpose in [Purpose.LIST, *purposes]:
        agree(invitation, purpose)
    return invitation


def agree(invitation, purpose, is_given=True):
    consents.record(invitation, purpose, is_given, door="link", actor="the delegate")


def rename(invitation, **fields):
    Person.objects.filter(pk=invitation.person_id).update(**fields)


@pytest.fixture
def publish(dialogue, clock):
    """Publishes the list as it is now, a minute after the one before."""
    user = factories.organiser()

    def now(**more):
        clock.shift(timedelta(minutes=1))
        return publishing.publish(dialogue, user, **{"is_final": False} | more)

    return now


def names(published):
    return [entry.shown["en"]["name"] for entry in publishing.edition(published).entries]


# What a revision is


def test_provisional_then_revisions_then_final(dialogue, publish):
    delegate(dialogue, "Anong")
    standings = [publish().standing]
    delegate(dialogue, "Boonsri")
    standings.append(publish().standing)
    standings.append(publish(is_final=True).standing)
    delegate(dialogue, "Chai")
    with pytest.raises(Refused, match="The list is final"):
        publish()
    standings.append(publish(is_final=True).standing)
    assert standings == [
        "Provisional list",
        "Provisional list, revision 1",
        "Final list, revision 2",
        "Final list, revision 3",
    ]
    with translation.override("vi"):
        assert "chính thức" in publishing.last(dialogue).standing


def test_nothing_is_published_twice_or_of_nobody_or_unseen(dialogue, publish):
    invitation = delegate(dialogue, "Anong")
    agree(invitation, Purpose.LIST, is_given=False)
    with pytest.raises(Refused, match="nothing to publish"):
        publish()
    agree(invitation, Purpose.LIST)
    seen = publishing.draft(dialogue).version
    rename(invitation, title_en="Minister")
    with pytest.raises(Refused, match="changed since it was on screen"):
        publish(seen=seen)
    publish(seen=publishing.draft(dialogue).version)
    with pytest.raises(Refused, match="Nothing has changed since “Provisional list”"):
        publish()


def test_a_revision_stays_as_it_was_and_the_next_says_what_changed(dialogue, publish):
    anong, boonsri = delegate(dialogue, "Anong"), delegate(dialogue, "Boonsri")
    delegate(dialogue, "Chai")
    first = publish()
    assert publishing.draft(dialogue).marks == ""
    rename(anong, title_en="Minister")
    agree(boonsri, Purpose.LIST, is_given=False)
    delegate(dialogue, "Dara")
    draft = publishing.draft(dialogue)
    assert draft.marks == "Since the last revision: 1 new, 1 changed, 1 left out."
    second = publish()
    assert names(first) == ["ANONG", "CHAI"]
    assert publishing.edition(first).entries[0].shown["en"]["title"] == ""
    changes = {entry.shown["en"]["name"]: entry.change for entry in second.entries.all()}
    assert changes == {"H.E. ANONG": "changed", "CHAI": "", "DARA": "new"}
    text = text_of(files.write(publishing.edition(second), "en", "pdf"))
    assert "A bar marks what is new or has changed since the last revision." in text
    assert "1 person named there is not in this list." in text
    assert text.count("changed") == 2
    assert "BOONSRI" not in text


def test_affiliation_and_nominating_body_are_told_apart(dialogue, publish):
    ministry = factories.organisation(name_en="The Ministry", name_vi="Bộ")
    university = factories.organisation(name_en="The University", name_vi="Trường Đại học")
    nominating = factories.delegation(dialogue, organisation=ministry)
    delegate(dialogue, "Anong", organisation=university, delegation=nominating)
    delegate(dialogue, "Boonsri", organisation=ministry, delegation=nominating)
    edition = publishing.edition(publish())
    for kind, read in READERS.items():
        text = read(files.write(edition, "both", kind))
        assert "The University" in text
        assert "Trường Đại học" in text
        assert text.casefold().count("nominated by the ministry") == (kind != "xlsx"), kind
    (row,) = [row for row in rows_of(files.write(edition, "en", "xlsx")) if row[2] == "ANONG"]
    assert row[4:6] == ["The University", "The Ministry"]


# What is gone from it


@pytest.mark.parametrize("kind", ["pdf", "docx", "xlsx"])
def test_consent_that_is_taken_back_reaches_every_revision(dialogue, publish, kind):
    anong = delegate(dialogue, "Anong", Purpose.CONTACT, email="anong@x.test", phone="+66 1")
    delegate(dialogue, "Boonsri")
    published = publish()
    written = READERS[kind](files.write(publishing.edition(published), "en", kind))
    for known in ["ANONG", "anong@x.test", "+66 1"]:
        assert known in written
    agree(anong, Purpose.CONTACT, is_given=False)
    written = READERS[kind](files.write(publishing.edition(published), "en", kind))
    assert "ANONG" in written
    assert "anong@x.test" not in written
    assert "+66 1" not in written
    agree(anong, Purpose.LIST, is_given=False)
    written = READERS[kind](files.write(publishing.edition(published), "en", kind))
    assert "ANONG" not in written
    assert "and 1 further participant" in written


def test_whoever_is_erased_is_kept_in_no_revision(dialogue, publish):
    anong = delegate(dialogue, "Anong")
    delegate(dialogue, "Boonsri")
    first = publish()
    rename(anong, title_en="Minister")
    second = publish()
    erase(anong.person, organiser(factories.organiser()))
    assert names(first) == names(second) == ["BOONSRI"]
    assert not ListedParticipant.objects.filter(invitation=anong).exists()
    assert "ANONG" not in str(list(ListedParticipant.objects.values()))
    assert publishing.edition(first).number == 2


def test_organisers_who_see_no_addresses_get_none(dialogue, publish, client):
    delegate(dialogue, "Anong", Purpose.CONTACT, email="anong@x.test")
    publish()
    call_command("load_roles", verbosity=0)
    observer = factories.organiser(is_superuser=False)
    observer.groups.add(Group.objects.get(name="Observer"))
    client.force_login(observer)
    address = reverse("admin:participants_file", args=[dialogue.pk])
    for revision in ["", "1"]:
        asked = {"revision": revision, "language": "en", "format": "docx"}
        written = docx_text(client.get(address, asked).content)
        assert "ANONG" in written
        assert "anong@x.test" not in written


# Files


def docx_text(content):
    return "\n".join(paragraph.text for paragraph in Document(io.BytesIO(content)).paragraphs)


def rows_of(content):
    return [list(row) for sheet in load_workbook(io.BytesIO(content)) for row in sheet.values]


def xlsx_text(content):
    return "\n".join(str(value) for row in rows_of(content) for value in row if value)


READERS = {"pdf": text_of, "docx": docx_text, "xlsx": xlsx_text}


@pytest.mark.parametrize("kind", READERS)
def test_both_languages_are_in_one_file_in_protocol_order(dialogue, publish, kind):
    delegate(dialogue, "Zin", country="KH", title_en="Minister", title_vi="Bộ trưởng")
    delegate(dialogue, "Anong")
    text = READERS[kind](files.write(publishing.edition(publish()), "both", kind))
    order = ["Regulators", "Cambodia", "ZIN", "Thailand", "ANONG", "Cơ quan quản lý", "Bộ trưởng"]
    places = [text.index(word) for word in order]
    assert places == sorted(places)


@pytest.mark.parametrize("language", ["en", "vi", "both"])
def test_the_pdf_can_be_kept_and_read_aloud(dialogue, publish, language):
    for number in range(40):
        delegate(dialogue, f"Anong {number}", title_en="Director " * 9, title_vi="Vụ trưởng " * 9)
    delegate(dialogue, "สมชาย ใจดี")
    delegate(dialogue, "សុខ ចាន់", country="KH")
    content = files.write(publishing.edition(publish()), language, "pdf")
    languages = {"en", "vi"} if language == "both" else {language}
    assert structure_problems(content, languages=languages) == []


@pytest.mark.parametrize("kind", ["pdf", "docx"])
def test_the_same_revision_is_the_same_file(dialogue, publish, clock, kind):
    delegate(dialogue, "Anong")
    edition = publishing.edition(publish())
    before = files.write(edition, "both", kind)
    clock.shift(timedelta(days=3))
    assert files.write(edition, "both", kind) == before


def test_the_workbook_is_ready_to_print(dialogue, publish):
    delegate(dialogue, "Anong")
    book = load_workbook(io.BytesIO(files.write(publishing.edition(publish()), "both", "xlsx")))
    assert len(book.worksheets) == 2
    for sheet in book:
        assert (sheet.page_setup.paperSize, sheet.page_setup.orientation) == (9, "landscape")
        assert sheet.sheet_properties.pageSetUpPr.fitToPage
        assert (sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight) == (1, 0)
        assert sheet.print_title_rows == "$1:$1"
        assert sheet.oddFooter.right.text == "&P / &N"
    assert "Provisional list" in book.worksheets[0].oddHeader.left.text


def test_the_word_file_marks_changes_with_a_bar(dialogue, publish):
    delegate(dialogue, "Anong")
    publish()
    delegate(dialogue, "Boonsri")
    document = Document(io.BytesIO(files.write(publishing.edition(publish()), "en", "docx")))
    bars = [one.text for one in document.paragraphs if one._p.findall(".//{*}pBdr/{*}left")]
    assert [text.split()[:2] for text in bars] == [["BOONSRI", "new"]]


def test_one_or_thirty_people_cost_the_same_queries(dialogue, publish):
    delegate(dialogue, "Anong")
    publish()
    with CaptureQueriesContext(connection) as few:
        files.write(publishing.draft(dialogue), "both", "xlsx")
    for number in range(30):
        delegate(dialogue, f"Boonsri {number}")
    with CaptureQueriesContext(connection) as many:
        files.write(publishing.draft(dialogue), "both", "xlsx")
    assert len(few) == len(many)


# Pages


def test_an_organiser_publishes_and_downloads(dialogue, client, user):
    delegate(dialogue, "Anong")
    address = reverse("admin:participants_list", args=[dialogue.pk])
    before = soup(client.get(address))
    assert "Draft, not published" in before.select_one("#file-revision").text
    form = {
        "seen": before.select_one('form[method="post"] input[name="seen"]')["value"],
        "standing": "provisional",
    }
    after = client.post(
        reverse("admin:participants_publish", args=[dialogue.pk]), form, follow=True
    )
    assert "Published: Provisional list." in page(after)
    asked = {"revision": 1, "language": "vi", "format": "pdf"}
    response = client.get(reverse("admin:participants_file", args=[dialogue.pk]), asked)
    assert response["Content-Type"] == "application/pdf"
    assert "no-store" in response["Cache-Control"]
    assert "ANONG" in text_of(response.content)
    again = client.post(
        reverse("admin:participants_publish", args=[dialogue.pk]), form, follow=True
    )
    assert "Nothing has changed since" in page(again)


@pytest.mark.parametrize("asked", [{}, {"revision": 9, "language": "en", "format": "pdf"}])
def test_what_is_not_there_leads_back_with_the_reason(dialogue, client, user, asked):
    response = client.get(
        reverse("admin:participants_file", args=[dialogue.pk]), asked, follow=True
    )
    said = words(soup(response).select_one(".messagelist"))
    assert said in {"Choose a language and a format.", "There is no such revision of the list."}


def test_letters_that_cannot_be_printed_are_told_before(dialogue, client, user):
    delegate(dialogue, "李明")
    address = reverse("admin:participants_list", args=[dialogue.pk])
    assert "It cannot be printed as PDF yet." in page(client.get(address))
    asked = {"language": "en", "format": "pdf"}
    response = client.get(
        reverse("admin:participants_file", args=[dialogue.pk]), asked, follow=True
    )
    assert "李明" in words(soup(response).select_one(".messagelist"))


def test_delegates_read_the_list_that_was_published_last(dialogue, publish, client):
    anong = delegate(dialogue, "Anong")
    own = reverse("answer", kwargs={"token": anong.token})
    address = reverse("delegates_list", kwargs={"token": anong.token})
    assert address not in page(client.get(own))
    assert "No list of participants has been published for you yet." in page(client.get(address))
    publish()
    delegate(dialogue, "Boonsri")
    assert address in page(client.get(own))
    shown = page(client.get(address))
    assert "ANONG" in shown
    assert "BOONSRI" not in shown
    pdf = client.get(reverse("delegates_list_file", kwargs={"token": anong.token}))
    assert "Provisional list" in text_of(pdf.content)


@pytest.mark.parametrize("status", [Status.INVITED, Status.DECLINED, Status.RESERVE])
def test_whoever_does_not_take_part_reads_no_list(dialogue, publish, client, status):
    delegate(dialogue, "Anong")
    publish()
    more = {"reserve_rank": 1} if status == Status.RESERVE else {}
    other = factories.invitation(dialogue, status, **more)
    for name in ["answer", "delegates_list", "delegates_list_file"]:
        content = page(client.get(reverse(name, kwargs={"token": other.token})))
        assert "ANONG" not in content
        assert "Who takes part" not in content
