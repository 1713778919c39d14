"""The concept note: what it says in PDF and Word, in both languages, and what it keeps back."""

import io
from datetime import UTC, date, datetime, timedelta

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import translation
from docx import Document
from pypdf import PdfReader

from agenda.evidence import anchors
from agenda.models import Passage, Session
from agenda.papers import concept_note
from dialogue.models import Dialogue, Institution, ReviewAspect, WorkStream
from participants.delegates import consents
from participants.states import Status
from tests import factories
from tests.paper_structure import structure_problems

NASTY = '# $ \\ @ " [ ] <b> & *x* _y_'
QUOTED = "Trí tuệ nhân tạo phải đáng tin cậy"


@pytest.fixture
def told(dialogue, settings):
    """A dialogue with something of everything."""
    settings.PUBLIC_URL = "https://dialogue.test"
    Institution.objects.create(
        dialogue=dialogue, part="host", name_en="The Ministry", name_vi="Bộ chủ trì",
        website="https://ministry.test/",
    )  # fmt: skip
    ReviewAspect.objects.create(
        dialogue=dialogue, aspect="scale", state="concern", note_en="Too large?", note_vi="Quá lớn?"
    )
    WorkStream.objects.create(
        dialogue=dialogue, title_en="Find interpreters", title_vi="Tìm phiên dịch",
        owner_en="The secretary", owner_vi="Thư ký", due_on=date(2031, 4, 7),
    )  # fmt: skip
    topic = factories.topic(
        dialogue, number=1, slug="trust", summary_en=f"Why {NASTY}.", summary_vi=f"Vì sao {NASTY}."
    )
    cite(topic, QUOTED, paragraphs=["Mở đầu.", f"Theo bà ấy, {QUOTED} ở mọi nơi."])
    factories.topic(dialogue, number=2, slug="bare", title_en="Bare", title_vi="Trống")
    session = factories.session(
        dialogue, slug="table", title_en="Round table one", title_vi="Bàn tròn một",
        room=factories.room(dialogue, name_en="Blue Hall", name_vi="Hội trường Xanh"),
        questions_en="Who pays?\nWho decides?", questions_vi="Ai trả?\nAi quyết?",
        attribution=Session.Attribution.CHATHAM_HOUSE,
    )  # fmt: skip
    session.topics.add(topic)
    may_be_named(session, given_name="Sure", family_name="Somchai")
    may_be_named(session, "asked", given_name="Doubt", family_name="Dela")
    factories.release(dialogue)
    return dialogue


def may_be_named(session, state="confirmed", **fields):
    """Somebody with a part who comes and agreed to be named in public."""
    person = factories.person(**fields)
    invitation = factories.invitation(session.dialogue, Status.ACCEPTED, person=person)
    consents.record(invitation, "programme", True, door="link", actor="the delegate")
    factories.role(session, person, state=state)
    return invitation


def cite(topic, words, paragraphs=(), **fields):
    """A passage for a topic, in a document that is imported if it has paragraphs."""
    document = factories.document(
        title_en="The report", title_vi="Bản báo cáo", publisher_en="The press",
        publisher_vi="Báo chí", published_on=date(2030, 1, 31),
        **({"sha256": str(topic.pk) * 3, "imported_at": datetime.now(UTC)} if paragraphs else {}),
        **fields,
    )  # fmt: skip
    for number, text in enumerate(paragraphs, start=1):
        document.paragraphs.create(number=number, text=text)
    passage = Passage.objects.create(document=document, start=words)
    topic.passages.add(passage)
    anchors.resolve(Passage.objects.filter(pk=passage.pk))
    return passage


def made(dialogue, languages, kind, form="full"):
    return concept_note.write(concept_note.dialogues().get(pk=dialogue.pk), languages, kind, form)


def pdf_text(content):
    pages = [page.extract_text() for page in PdfReader(io.BytesIO(content)).pages]
    return " ".join(" ".join(pages).split())


def docx_text(content):
    document = Document(io.BytesIO(content))
    parts = [block for section in document.sections for block in section.header.paragraphs]
    parts += document.element.body.iter("{*}p")
    return " ".join(
        "".join(node.text or "" for node in getattr(part, "_p", part).iter("{*}t"))
        for part in parts
    )


READERS = {"pdf": pdf_text, "docx": docx_text}
ENGLISH = [
    "Regional dialogue on AI governance", "proposed and not yet confirmed", "2–3 June 2031",
    "Conference Centre", "ASEAN Future Forum", "secretariat@dialogue.test", "The Ministry",
    "Too large?", "concern raised", "Find interpreters", "The secretary", "7 April 2031",
    f"Why {NASTY}.", QUOTED, "The report", "The press", "31 January 2030", "paragraph 2",
    "2. Bare", "No passage has been cited", "Monday, 2 June 2031", "09:00–10:00", "Hanoi time",
    "Round table one", "Blue Hall", "Chatham House Rule", "Who pays?", "Who decides?",
    "Sure Somchai",
]  # fmt: skip
VIETNAMESE = [
    "Đối thoại khu vực về quản trị AI", "chưa được xác nhận", "02–03/6/2031", "Trung tâm Hội nghị",
    "Diễn đàn Tương lai ASEAN", "Bộ chủ trì", "Quá lớn?", "Tìm phiên dịch", "Thư ký", "7/4/2031",
    f"Vì sao {NASTY}.", QUOTED, "Bản báo cáo", "Báo chí", "31/01/2030", "đoạn 2", "2. Trống",
    "Thứ Hai, 02/6/2031", "09:00–10:00", "Bàn tròn một", "Hội trường Xanh", "Ai trả?", "Ai quyết?",
    "Sure Somchai",
]  # fmt: skip


@pytest.mark.parametrize("kind", ["pdf", "docx"])
@pytest.mark.parametrize(
    ("languages", "there", "absent"),
    [
        (["en"], ENGLISH, ["Bộ chủ trì", "Bàn tròn một"]),
        (["vi"], VIETNAMESE, ["The Ministry", "Round table one"]),
        (["en", "vi"], ENGLISH + VIETNAMESE, []),
    ],
)
def test_it_says_everything_in_the_chosen_languages(told, kind, languages, there, absent):
    text = READERS[kind](made(told, languages, kind))
    assert [words for words in there if words not in text] == []
    assert [words for words in absent if words in text] == []


@pytest.mark.parametrize("kind", ["pdf", "docx"])
def test_a_person_who_has_not_confirmed_a_role_is_not_named(told, kind):
    text = READERS[kind](made(told, ["en", "vi"], kind))
    assert "Somchai" in text
    assert "Dela" not in text
    assert "Doubt" not in text


@pytest.mark.parametrize("kind", ["pdf", "docx"])
def test_people_with_a_role_in_a_session_for_delegates_are_not_named(told, kind):
    Session.objects.update(audience=Session.Audience.DELEGATES)
    factories.release(told)
    text = READERS[kind](made(told, ["en"], kind))
    assert "Round table one" in text
    assert "Somchai" not in text


@pytest.mark.parametrize("kind", ["pdf", "docx"])
def test_the_same_rows_give_the_same_bytes(told, kind, time_machine):
    time_machine.move_to("2031-01-01")
    first = made(told, ["en", "vi"], kind)
    time_machine.shift(timedelta(days=40))
    assert made(told, ["en", "vi"], kind) == first


@pytest.mark.parametrize("kind", ["pdf", "docx"])
def test_once_confirmed_no_page_says_that_it_is_not(told, kind):
    Dialogue.objects.update(status=Dialogue.Status.CONFIRMED)
    assert "not yet confirmed" not in READERS[kind](made(told, ["en"], kind))


def test_each_page_of_the_pdf_says_that_nothing_is_confirmed(told):
    for number in range(12):
        factories.topic(told, number=10 + number, summary_en="A long tale. " * 90)
    pages = PdfReader(io.BytesIO(made(told, ["en"], "pdf"))).pages
    assert len(pages) > 3
    for number, page in enumerate(pages, start=1):
        assert "not yet confirmed" in page.extract_text()
        assert f"{number} / {len(pages)}" in page.extract_text()


@pytest.mark.parametrize("kind", ["pdf", "docx"])
def test_lost_passages_are_marked_and_absent_documents_are_not_quoted(told, kind):
    topic = told.topics.get(slug="bare")
    cite(topic, "words that went away", paragraphs=["Something else."])
    cite(topic, "words nobody can check", key="absent-report")
    text = READERS[kind](made(told, ["en"], kind))
    assert "Lost: “words that went away” can no longer be found" in text
    assert "The document’s text has not been imported; the passage is not quoted." in text
    assert "nobody can check" not in text


@pytest.mark.parametrize("kind", ["pdf", "docx"])
def test_cancelled_sessions_are_left_out_and_closed_ones_say_that_they_are(told, kind):
    factories.session(told, title_en="Called off", is_cancelled=True)
    factories.session(told, title_en="Behind doors", audience=Session.Audience.DELEGATES)
    text = READERS[kind](made(told, ["en"], kind))
    assert "Called off" not in text
    assert "Behind doors" in text
    assert "delegates only" in text


@pytest.mark.parametrize("kind", ["pdf", "docx"])
def test_texts_of_several_pages_are_there_to_the_last_word(told, kind):
    tale = "A long tale. " * 900
    ReviewAspect.objects.update(note_en=f"{tale} End of the note.")
    Session.objects.update(description_en=f"{tale} End of the session.")
    cite(told.topics.get(slug="bare"), "A long", paragraphs=[f"{tale} End of the passage."])
    Passage.objects.filter(start="A long").update(end_at=len(tale) + 20)
    text = READERS[kind](made(told, ["en"], kind))
    for words in ["End of the note.", "End of the session.", "End of the passage"]:
        assert words in text


# Links


def pdf_links(content):
    return {
        note.get_object()["/A"]["/URI"]
        for page in PdfReader(io.BytesIO(content)).pages
        for note in page.get("/Annots", [])
        if "/URI" in note.get_object().get("/A", {})
    }


def docx_links(content):
    relations = Document(io.BytesIO(content)).part.rels.values()
    return {one.target_ref for one in relations if one.is_external}


LINKS = {"pdf": pdf_links, "docx": docx_links}


@pytest.mark.parametrize("kind", ["pdf", "docx"])
def test_every_link_into_the_site_leads_to_a_place_that_is_there(told, kind, client):
    lost = cite(told.topics.get(slug="bare"), "gone", paragraphs=["Something else."])
    factories.release(told)
    links = LINKS[kind](made(told, ["en", "vi"], kind))
    assert {"https://ministry.test/", "mailto:secretariat@dialogue.test"} <= links
    own = [link for link in links if link.startswith("https://dialogue.test")]
    for language in ["en", "vi"]:
        for passage in Passage.objects.all():
            topic = passage.topics.get()
            path = f"/{language}/{told.slug}/topics/{topic.slug}/#passage-{passage.pk}"
            assert f"https://dialogue.test{path}" in own
    assert any(link.endswith(f"bare/#passage-{lost.pk}") for link in own)
    for link in own:
        path, _hash, anchor = link.removeprefix("https://dialogue.test").partition("#")
        response = client.get(path)
        assert response.status_code == 200
        assert not anchor or response.content.decode().count(f'id="{anchor}"') == 1


@pytest.mark.parametrize("kind", ["pdf", "docx"])
def test_nothing_leads_to_pages_that_nobody_may_see(told, kind):
    Session.objects.update(audience=Session.Audience.DELEGATES)
    factories.release(told)
    assert not any("#table" in link for link in LINKS[kind](made(told, ["en"], kind)))
    Dialogue.objects.update(is_public=False)
    links = LINKS[kind](made(told, ["en"], kind))
    assert not any(link.startswith("https://dialogue.test") for link in links)


# Word's own


def test_the_word_file_has_words_own_headings_lists_tables_and_properties(told):
    content = made(told, ["en", "vi"], "docx")
    document = Document(io.BytesIO(content))
    styles = {paragraph.style.name for paragraph in document.paragraphs}
    assert {"Title", "Heading 1", "Heading 2", "Heading 3", "List Bullet", "Quote"} <= styles
    assert ["Aspect", "Status", "Note"] in [
        [cell.text for cell in table.rows[0].cells] for table in document.tables
    ]
    assert document.core_properties.author == "Dialogue secretariat"
    assert "Regional dialogue on AI governance" in document.core_properties.title
    moment = concept_note.as_of(told).replace(microsecond=0)
    assert document.core_properties.created == moment
    for section, notice in zip(document.sections, ["not yet", "chưa được xác nhận"], strict=True):
        assert notice in section.header.paragraphs[0].text
        assert "PAGE" in section.footer._element.xml


def test_control_characters_spoil_neither_file(told):
    Dialogue.objects.update(summary_en="Be\x07fore")
    for kind, read in READERS.items():
        assert "Before" in read(made(told, ["en"], kind))


# How many queries


def fill(dialogue, number):
    for _each in range(number):
        topic = factories.topic(dialogue)
        cite(topic, "Fine words", paragraphs=["Fine words."], key=f"many-{topic.pk}")
        session = factories.session(dialogue, room=factories.room(dialogue))
        session.topics.add(topic)
        factories.role(session, factories.person())
        WorkStream.objects.create(dialogue=dialogue, title_en="Work", title_vi="Việc")


def test_three_or_sixty_of_everything_cost_the_same_queries(dialogue):
    fill(dialogue, 3)
    factories.release(dialogue)
    with CaptureQueriesContext(connection) as few:
        made(dialogue, ["en", "vi"], "docx")
    fill(dialogue, 57)
    factories.release(dialogue)
    with CaptureQueriesContext(connection) as many:
        made(dialogue, ["en", "vi"], "docx")
    assert len(many) == len(few) <= 20
    note = concept_note.dialogues().get(pk=dialogue.pk)
    with CaptureQueriesContext(connection) as more:
        concept_note.missing(note)
    assert (len(note.topics.all()), len(more)) == (60, 0)


# What is missing


def test_what_one_language_lacks_is_reported_and_the_other_replaces_it(told):
    Session.objects.update(description_en="Only in English.", description_vi="")
    told.topics.filter(slug="trust").update(summary_en="")
    lacking = concept_note.missing(concept_note.dialogues().get(pk=told.pk))
    assert any("Round table one" in name and "description" in name for name in lacking["vi"])
    assert any("Trust in AI" in name and "summary" in name for name in lacking["en"])
    assert "Only in English." in pdf_text(made(told, ["vi"], "pdf"))
    assert "Vì sao" in pdf_text(made(told, ["en"], "pdf"))


def test_a_gist_in_one_language_only_is_missing_in_the_other(told):
    passage = Passage.objects.filter(topics__dialogue=told).first()
    Passage.objects.filter(pk=passage.pk).update(gist_en="Only in English.")
    lacking = concept_note.missing(concept_note.dialogues().get(pk=told.pk))
    assert any("gist" in name for name in lacking["vi"])


@pytest.mark.parametrize("kind", ["pdf", "docx"])
def test_the_full_form_says_what_a_passage_says_before_quoting_it(told, kind):
    Passage.objects.update(gist_en="In short.", gist_vi="Tóm lại.")
    read = READERS[kind]
    assert "In short." in read(made(told, ["en"], kind, "full"))
    assert "Tóm lại." in read(made(told, ["vi"], kind, "full"))


# The file itself


@pytest.mark.parametrize("form", concept_note.FORMS)
@pytest.mark.parametrize("languages", [["en"], ["vi"], ["en", "vi"]])
def test_the_pdf_can_be_kept_and_read_aloud(told, languages, form):
    content = made(told, languages, "pdf", form)
    assert structure_problems(content, languages=set(languages)) == []


def test_letters_that_cannot_be_printed_are_told_before_and_instead(told, client, tmp_path):
    client.force_login(factories.organiser())
    address = reverse("admin:concept_note", args=[told.pk])
    assert "cannot be printed" not in client.get(address).content.decode()
    Dialogue.objects.update(summary_vi="Với ông 李明.")
    for asked in [{}, {"language": "vi", "format": "pdf", "form": "full"}]:
        page = client.get(address, asked).content.decode()
        assert "It cannot be printed as PDF yet." in page
        assert "Với ông 李明." in page
    content = client.get(address, {"language": "vi", "format": "docx", "form": "full"}).content
    assert "李明" in docx_text(content)
    with pytest.raises(CommandError, match="李"):
        call_command("concept_note", told.slug, output=tmp_path / "never.pdf")


# The admin site's page and the command


def test_an_organiser_chooses_and_gets_the_file(told, client):
    client.force_login(factories.organiser())
    address = reverse("admin:concept_note", args=[told.pk])
    assert address in client.get(reverse("admin:index")).content.decode()
    page = client.get(address).content.decode()
    assert "Download the concept note" in page
    assert "proposed and not yet confirmed" in page
    response = client.get(address, {"language": "both", "format": "pdf", "form": "short"})
    assert response["Content-Type"] == "application/pdf"
    assert f"{told.slug} both.pdf" in response["Content-Disposition"]
    assert "Bàn tròn một" in pdf_text(response.content)
    response = client.get(address, {"language": "vi", "format": "docx", "form": "full"})
    assert "Bàn tròn một" in docx_text(response.content)
    page = client.get(address, {"language": "fr", "format": "pdf", "form": "full"}).content.decode()
    assert "fr is not one of the available choices" in page


@pytest.mark.parametrize("kind", ["pdf", "docx"])
def test_the_short_form_names_sources_and_quotes_nothing(told, kind):
    text = READERS[kind](made(told, ["en"], kind, "short"))
    for words in ["Sources: The report, paragraph 2", "Round table one", "Chatham House Rule"]:
        assert words in text
    for words in [QUOTED, "Who pays?", "Find interpreters"]:
        assert words not in text
    assert any("#passage-" in link for link in LINKS[kind](made(told, ["en"], kind, "short")))


def test_it_says_which_programme_it_tells(told):
    assert "Programme: version 1 of" in pdf_text(made(told, ["en"], "pdf"))
    Session.objects.update(title_en="Another title")
    text = pdf_text(made(told, ["en"], "pdf"))
    assert "Draft programme, changed since version 1 of" in text
    assert "Another title" in text
    told.releases.all().delete()
    assert "Draft programme, not yet released." in pdf_text(made(told, ["en"], "pdf"))


@pytest.mark.parametrize("kind", ["pdf", "docx"])
def test_what_is_not_released_is_listed_without_a_link(told, kind):
    late = cite(told.topics.get(slug="bare"), "late words", paragraphs=["These late words."])
    links = LINKS[kind](made(told, ["en"], kind))
    assert not any(f"#passage-{late.pk}" in link for link in links)
    assert "late words" in READERS[kind](made(told, ["en"], kind))


@pytest.mark.parametrize("kind", ["pdf", "docx"])
def test_links_lead_to_addresses_that_are_out_and_not_to_those_of_the_draft(told, kind):
    topic = told.topics.get(slug="trust")
    passage = topic.passages.get()
    told.topics.filter(pk=topic.pk).update(slug="renamed")
    Session.objects.update(slug="renamed")
    factories.topic(told, slug="coming").passages.add(passage)
    links = LINKS[kind](made(told, ["en"], kind))
    site = f"https://dialogue.test/en/{told.slug}"
    assert {f"{site}/topics/trust/#passage-{passage.pk}", f"{site}/programme/#table"} <= links
    assert not any("renamed" in link or "coming" in link for link in links)


def test_the_page_lists_what_is_missing(told, client):
    client.force_login(factories.organiser())
    Session.objects.update(description_en="Only in English.", description_vi="")
    page = client.get(reverse("admin:concept_note", args=[told.pk])).content.decode()
    assert "Missing in Vietnamese" in page
    assert "Session “Round table one”: description" in page


def test_the_command_writes_the_file(told, tmp_path):
    path = tmp_path / "note.docx"
    said = io.StringIO()
    call_command(
        "concept_note", told.slug, language="vi", format="docx", output=path, stdout=said
    )  # fmt: skip
    assert str(path) in said.getvalue()
    assert "Bàn tròn một" in docx_text(path.read_bytes())


def test_the_command_says_what_is_wrong(told, tmp_path):
    with pytest.raises(CommandError, match=f"the known ones are: {told.slug}"):
        call_command("concept_note", "nothing", output=tmp_path / "note.pdf")
    with pytest.raises(CommandError, match="choose another path"):
        call_command("concept_note", told.slug, output=tmp_path / "none" / "note.pdf")


def test_the_language_of_the_reader_stays_as_it_is(told):
    made(told, ["vi"], "pdf")
    assert translation.get_language() == "en"
