"""A document is added on one page: its file or text; title, date, language and key come from it."""

from datetime import date

import pytest
from django.contrib.admin.models import LogEntry
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from agenda.documents.guesses import guess_date, guess_title
from agenda.models import SourceDocument
from tests.agenda.documents.files import REPORT
from tests.reading import soup

ADD = "admin:agenda_sourcedocument_add"
DECREE = [
    ("CHÍNH PHỦ", "heading"),
    ("Số: 99/2031/NĐ-CP | Hà Nội, ngày 17 tháng 4 năm 2031", "text"),
    ("NGHỊ ĐỊNH", "heading"),
    ("QUY ĐỊNH VỀ CHIA SẺ DỮ LIỆU Ở VIỆT NAM", "heading"),
    ("Căn cứ Luật Ví dụ ngày 02 tháng 3 năm 2030;", "text"),
]
ENGLISH = (
    "Rules for open data\n\nThe secretariat has drafted rules by which agencies share their data. "
    "They will be tried out for a year, and then be looked at by everybody."
)


@pytest.fixture
def user_fields():
    return {"username": "mai"}


@pytest.fixture(autouse=True)
def organiser(user):
    return user


def add(client, **data):
    return client.post(reverse(ADD), data, follow=True)


def upload(name, content):
    return SimpleUploadedFile(name, content.encode())


def test_a_file_is_read_and_its_text_opens(client):
    page = add(client, file=upload("2031-04-17 Open data.txt", ENGLISH))
    document = SourceDocument.objects.get()
    assert page.redirect_chain == [(reverse("admin:document_reading", args=[document.pk]), 302)]
    assert (document.key, document.title_en) == ("2031-04-17-open-data", "Rules for open data")
    assert (document.language, document.published_on) == ("en", date(2031, 4, 17))
    assert "Rules for open data" in soup(page).select_one(".messagelist").text
    assert LogEntry.objects.filter(object_id=str(document.pk)).exists()


def test_a_text_is_pasted_instead(client):
    add(client, text="\n\n".join(REPORT))
    document = SourceDocument.objects.get()
    assert document.language == "vi"
    assert document.paragraphs.count() >= len(REPORT)


def test_what_the_organiser_says_counts(client):
    said = {"title": "Open data", "publisher": "UN", "published_on": "2031-05-06", "language": "vi"}
    add(client, text=ENGLISH, **said)
    document = SourceDocument.objects.get()
    assert (document.title_en, document.title_vi) == ("Open data", "Open data")
    assert (document.publisher, document.language) == ("UN", "vi")
    assert (document.published_on, document.key) == (date(2031, 5, 6), "open-data")


def test_the_same_file_leads_to_the_document_that_has_it(client):
    add(client, file=upload("a.txt", ENGLISH))
    page = add(client, file=upload("b.txt", ENGLISH), title="Another title")
    assert SourceDocument.objects.get().title_en == "Rules for open data"
    assert "here already" in soup(page).select_one(".messagelist").text


@pytest.mark.parametrize(
    ("data", "trouble"),
    [
        ({}, "Choose a file, or paste the text."),
        ({"text": ENGLISH, "file": ENGLISH}, "not both"),
        ({"file": ""}, "It is empty"),
    ],
)
def test_what_cannot_be_read_is_refused_and_what_was_typed_stays(client, data, trouble):
    if "file" in data:
        data["file"] = upload("a.txt", data["file"])
    page = soup(add(client, title="Kept", **data))
    assert trouble.casefold() in page.select_one(".errorlist").text.casefold()
    assert page.find(id="id_title")["value"] == "Kept"
    assert not SourceDocument.objects.exists()


def test_a_record_without_a_text_can_still_be_added(client):
    page = soup(client.get(reverse(ADD)))
    assert page.find("a", href="?record=1")
    assert soup(client.get(reverse(ADD), {"record": 1})).find(id="id_key")


def test_a_decree_says_its_title_and_its_date():
    assert guess_title("", DECREE) == "Nghị định quy định về chia sẻ dữ liệu ở Việt Nam"
    assert guess_date("a.docx", DECREE) == date(2031, 4, 17)


def test_the_date_of_another_law_is_not_the_documents():
    assert guess_date("a.txt", [("Căn cứ Luật " + "dữ liệu " * 20, "text"), DECREE[-1]]) is None


def test_a_date_in_english_words_is_read():
    assert guess_date("a.txt", [("Hanoi, 2 June 2027", "heading")]) == date(2027, 6, 2)


def test_nobody_uploads_without_signing_in(client):
    client.logout()
    assert client.post(reverse(ADD), {"text": ENGLISH}).status_code == 302
    assert not SourceDocument.objects.exists()
