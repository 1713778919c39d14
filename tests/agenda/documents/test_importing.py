"""A file becomes a source document once, whatever it is called and however it is laid out."""

import hashlib
from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, OperationalError, connection

from agenda.documents import importing
from agenda.documents.importing import Status, guess_date, guess_language, guess_title, import_file
from agenda.models import Passage, SourceDocument
from tests import factories
from tests.agenda.documents.files import REPORT, docx, pdf, wrapped

pytestmark = pytest.mark.django_db

PLAIN = "\n".join(REPORT).encode()
LAYOUT = (
    "Tọa đàm khu vực về dữ liệu mở\n\n"
    + wrapped(REPORT, 60, between=" \n\n", after="  \n\n\n\n")
    + "\nNguồn: Ban Thư ký.\n"
).encode()
OTHER = (
    "Tháng tới, các đại biểu sẽ thăm hai trung tâm dữ liệu ở miền Trung để tìm hiểu cách vận hành, "
    "tiết kiệm điện và bảo vệ thông tin cá nhân của người dùng."
).encode()


def test_a_file_becomes_a_document_with_numbered_paragraphs():
    outcome = import_file("bao-cao.txt", PLAIN)
    assert outcome.status == Status.IMPORTED
    assert outcome.message == (
        "imported as bao-cao; paragraphs: 5, of which headings, captions and page furniture: 1."
    )
    document = SourceDocument.objects.get(key="bao-cao")
    assert document == outcome.document
    assert list(document.paragraphs.values_list("number", "text", "kind")) == [
        (number, text, "caption" if number == 2 else "text")
        for number, text in enumerate(REPORT, start=1)
    ]


def test_the_original_is_kept_byte_for_byte():
    data = "\ufeffHội  thảo về\u00a0dữ liệu mở.\r\n".encode("utf-16")
    document = import_file("a.txt", data).document
    document.refresh_from_db()
    assert bytes(document.original.content) == data
    assert document.sha256 == hashlib.sha256(data).hexdigest()
    assert (document.filename, document.media_type) == ("a.txt", "text/plain")
    assert document.imported_at is not None
    assert document.paragraphs.get().text == "Hội thảo về dữ liệu mở."


@pytest.mark.parametrize(
    ("name", "data", "media_type"),
    [
        ("a.html", f"<p>{REPORT[0]}".encode(), "text/html"),
        ("a.pdf", pdf([["Open data for all"]]), "application/pdf"),
        (
            "a.docx",
            docx(lambda document: document.add_paragraph(REPORT[0])),
            "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        ),
    ],
)
def test_every_format_is_imported(name, data, media_type):
    outcome = import_file(name, data)
    assert outcome.status == Status.IMPORTED
    assert outcome.document.media_type == media_type


def test_a_refused_file_leaves_nothing():
    outcome = import_file("a.txt", b"")
    assert outcome.status == Status.REFUSED
    assert outcome.document is None
    assert outcome.message == "refused: it is empty; download it again."
    assert not SourceDocument.objects.exists()


def test_the_same_file_is_recognised_under_any_name():
    import_file("a.txt", PLAIN)
    outcome = import_file("b.txt", PLAIN)
    assert outcome.status == Status.ALREADY_IMPORTED
    assert outcome.message == "already imported as a."
    assert outcome.document.key == "a"
    assert SourceDocument.objects.count() == 1


def test_another_layout_is_a_near_duplicate():
    article = import_file("b.txt", PLAIN).document
    outcome = import_file("b-layout.txt", LAYOUT)
    assert outcome.status == Status.NEAR_DUPLICATE
    assert outcome.message.startswith("near-duplicate of b, kept as b-layout; paragraphs: 7,")
    assert outcome.document.duplicate_of == article
    assert SourceDocument.objects.filter(duplicate_of=None).count() == 1


def test_a_near_duplicate_of_a_near_duplicate_points_to_the_article():
    article = import_file("b.txt", PLAIN).document
    import_file("b-layout.txt", LAYOUT)
    outcome = import_file("b-more.txt", LAYOUT + b"\n\nTC")
    assert outcome.document.duplicate_of == article


def test_another_text_is_no_near_duplicate():
    import_file("a.txt", PLAIN)
    assert import_file("b.txt", OTHER).status == Status.IMPORTED


def test_an_excerpt_is_no_near_duplicate():
    import_file("a.txt", PLAIN)
    assert import_file("b.txt", REPORT[3].encode()).status == Status.IMPORTED


def test_texts_without_five_words_are_never_near_duplicates():
    import_file("a.txt", b"Open data.")
    assert import_file("b.txt", b"Open data!").status == Status.IMPORTED


def test_a_waiting_record_is_filled_in_and_keeps_what_it_says():
    record = factories.document(
        key="bao-cao",
        title_en="Seminar on open data",
        publisher_en="Secretariat",
        published_on=date(2031, 3, 6),
        language="en",
    )
    outcome = import_file("Báo cáo.txt", b"Seminar\n\n05/03/2031 18:51\n\n" + PLAIN)
    assert outcome.document == record
    record.refresh_from_db()
    assert record.is_imported
    assert (record.title_en, record.title_vi) == ("Seminar on open data", None)
    assert record.publisher_en == "Secretariat"
    assert record.published_on == date(2031, 3, 6)
    assert record.language == "en"


def test_what_a_waiting_record_does_not_say_is_guessed():
    record = factories.document(key="a", title_en="", language="en")
    import_file("a.txt", b"Seminar\n\n05/03/2031 18:51\n\n" + PLAIN)
    record.refresh_from_db()
    assert (record.title_en, record.title_vi) == ("Seminar", "Seminar")
    assert record.published_on == date(2031, 3, 5)
    assert record.language == "en"


def test_a_new_document_gets_title_date_and_language():
    document = import_file("a.txt", b"Seminar\n\n05/03/2031 18:51\n\n" + PLAIN).document
    assert (document.title_en, document.title_vi) == ("Seminar", "Seminar")
    assert document.published_on == date(2031, 3, 5)
    assert document.language == "vi"


def test_another_text_under_a_taken_key_gets_the_next_number():
    import_file("a.txt", PLAIN)
    factories.document(key="a-2")
    outcome = import_file("A.txt", OTHER)
    assert outcome.document.key == "a-3"
    assert outcome.message.startswith("imported as a-3; ")
    assert outcome.message.endswith(" The key a is already used for a different text.")


def test_a_long_name_is_cut_for_its_key():
    first = import_file("x" * 300 + ".txt", PLAIN).document
    second = import_file("x" * 300 + ".html", OTHER).document
    assert (len(first.key), second.key) == (50, "x" * 44 + "-2")
    assert first.filename == "x" * 251 + ".txt"


@pytest.mark.parametrize(
    ("name", "key"),
    [
        ("Đối thoại_2031 (bản 2).docx", "doi-thoai_2031-ban-2"),
        ("bao-cao-2031-03-05.txt", "bao-cao-2031-03-05"),
        ("文件.txt", "document"),
        ("bo\u0302\u0323.txt", "bo"),
    ],
)
def test_the_key_comes_from_the_name(name, key):
    assert importing.key_for(name) == key


def test_a_name_with_bytes_that_are_no_characters_is_stored():
    document = import_file("b\udcffo.txt", PLAIN).document
    document.refresh_from_db()
    assert (document.key, document.filename) == ("bo", "b?o.txt")


def test_the_layout_that_is_cited_becomes_the_article():
    early = import_file("a-layout.txt", LAYOUT).document
    copy = import_file("a-copy.txt", LAYOUT + b"\n\nTC").document
    factories.document(key="a")
    outcome = import_file("a.txt", PLAIN)
    assert outcome.status == Status.IMPORTED
    assert outcome.message.endswith(" a-layout is now a near-duplicate of it.")
    for document in [early, copy]:
        document.refresh_from_db()
        assert document.duplicate_of.key == "a"


def test_an_article_that_is_cited_itself_stays_the_article():
    early = import_file("a-layout.txt", LAYOUT).document
    Passage.objects.create(document=early, start="Theo các chuyên gia")
    factories.document(key="a")
    assert import_file("a.txt", PLAIN).document.duplicate_of == early


def test_a_document_that_organisers_called_a_near_duplicate_stays_one():
    early = import_file("a-layout.txt", LAYOUT).document
    factories.document(key="a", duplicate_of=early)
    assert import_file("a.txt", PLAIN).document.duplicate_of == early
    other = factories.document(key="b", duplicate_of=early)
    outcome = import_file("b.txt", OTHER)
    assert (outcome.document, outcome.status) == (other, Status.NEAR_DUPLICATE)
    assert outcome.message.startswith("near-duplicate of a-layout, kept as b;")


def test_no_document_is_a_near_duplicate_of_itself():
    document = factories.document()
    document.duplicate_of = document
    with pytest.raises(ValidationError, match="cannot be a near-duplicate of itself"):
        document.full_clean()
    with pytest.raises(IntegrityError):
        document.save()


def test_passages_of_the_document_are_resolved_and_lost_ones_reported():
    record = factories.document(key="a")
    found = Passage.objects.create(document=record, start="Theo các chuyên gia", end="khác nhau")
    lost = Passage.objects.create(document=record, start="Theo các đại biểu")
    outcome = import_file("a.txt", PLAIN)
    assert outcome.message.endswith(" Citations no longer found in it: 1.")
    found.refresh_from_db()
    lost.refresh_from_db()
    assert found.paragraph.number == 3
    assert not lost.is_found


def test_a_failure_half_way_leaves_nothing():
    def fail_at_paragraphs(execute, sql, params, many, context):
        if sql.startswith('INSERT INTO "agenda_paragraph"'):
            raise OperationalError("disk full")
        return execute(sql, params, many, context)

    with pytest.raises(OperationalError), connection.execute_wrapper(fail_at_paragraphs):
        import_file("a.txt", PLAIN)
    assert not SourceDocument.objects.exists()


def test_files_with_waiting_records_come_first_then_short_names(tmp_path):
    factories.document(key="a-long-name")
    names = ["a.txt", "a-long-name.txt", "a (1).txt", "b.txt"]
    ordered = importing.in_order(tmp_path / name for name in names)
    assert [path.name for path in ordered] == ["a-long-name.txt", "a.txt", "b.txt", "a (1).txt"]


TEXT, HEADING, FURNITURE = "text", "heading", "furniture"


@pytest.mark.parametrize(
    ("own_title", "paragraphs", "title"),
    [
        ("Site", [("Label", FURNITURE), ("Open data", HEADING), ("More", HEADING)], "Open data"),
        ("Site", [("Some text.", TEXT)], "Site"),
        ("", [("12", FURNITURE), ("Some text.", TEXT)], "Some text."),
        ("", [("one two three four five six " * 3, TEXT)], "one two three four five six " * 2),
        ("", [("12", FURNITURE)], "12"),
    ],
)
def test_the_title_is_a_heading_or_the_first_words(own_title, paragraphs, title):
    guessed = guess_title(own_title, paragraphs)
    assert guessed == title.strip() + ("…" if len(title) > 40 else "")


@pytest.mark.parametrize(
    ("name", "line", "day"),
    [
        ("a.txt", "date 2031-03-05", date(2031, 3, 5)),
        ("a-2030-01-01.txt", "TC 05/03/2031 18:51", date(2031, 3, 5)),
        ("a.txt", "5.3.2031", date(2031, 3, 5)),
        ("a-2031-03-05-final.txt", "", date(2031, 3, 5)),
        ("20310305_a.txt", "", date(2031, 3, 5)),
        ("a-05-03-2031.txt", "99/99/2031 18:51", date(2031, 3, 5)),
        ("a-2031-13-05.txt", "", None),
        ("12345678.txt", "", None),
        ("120310305.txt", "", None),
    ],
)
def test_the_date_is_on_a_dateline_or_in_the_name(name, line, day):
    assert guess_date(name, [(line, FURNITURE)]) == day


def test_dates_in_running_text_and_far_down_are_not_the_date():
    assert guess_date("a.txt", [("Ngày 5/3/2031 các bên gặp nhau.", TEXT)]) is None
    assert guess_date("a.txt", [("x", TEXT)] * 20 + [("05/03/2031 18:51", FURNITURE)]) is None


def test_the_language_is_recognised_by_its_letters():
    assert guess_language(" ".join(REPORT)) == "vi"
    assert guess_language("Regulators met in Hà Nội to talk about open data and its uses.") == "en"
    assert guess_language("123") == "en"
