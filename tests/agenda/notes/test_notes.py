"""Notes of sessions: writing, order, the Chatham House Rule in texts, and the files."""

import io

import pytest
from django.contrib.admin.models import LogEntry
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from docx import Document
from openpyxl import load_workbook

from agenda.models import Session, SessionNote
from agenda.notes import forms, name_detection, session_notes
from agenda.programme import sessions
from participants.states import Status
from tests import factories
from tests.agenda.session_form import session_form
from tests.reading import soup

pytestmark = pytest.mark.usefixtures("user")

CHATHAM, ON_RECORD = Session.Attribution.CHATHAM_HOUSE, Session.Attribution.ON_RECORD


@pytest.fixture
def guest(dialogue):
    """Somebody who was invited, from an institution with an abbreviation."""
    ministry = factories.organisation(
        name_en="Ministry of Digital Matters (MoDM), Viet Nam", name_vi="Bộ Các vấn đề số"
    )
    person = factories.person(
        family_name="Trần",
        given_name="Thị Lan",
        country="VN",
        form_of_address_en="Dr",
        form_of_address_vi="Tiến sĩ",
        organisation=ministry,
    )
    factories.invitation(dialogue, Status.ACCEPTED, person=person)
    return person


def address(session):
    return reverse("admin:session_notes", args=[session.pk])


def write(client, session, text, **data):
    return client.post(address(session), {"text": text, "language": "en", **data})


def errors(response):
    return " ".join(one.text for one in soup(response).select(".errorlist"))


# Writing


def test_a_note_is_written_and_the_next_can_be_typed_at_once(client, open_session, guest, user):
    topic = factories.topic(open_session.dialogue)
    data = {"speaker": guest.pk, "topics": [topic.pk]}
    response = write(client, open_session, "Trust grows slowly.", **data)
    assert response.headers["Location"] == f"{address(open_session)}#id_text"
    note = SessionNote.objects.get()
    assert (note.text, note.speaker, note.written_by) == ("Trust grows slowly.", guest, user)
    assert list(note.topics.all()) == [topic]
    line = soup(client.get(address(open_session))).select_one(".notes li")
    assert f"{guest}: Trust grows slowly." in " ".join(line.text.split())


def test_notes_are_in_the_order_in_which_they_were_written(client, open_session):
    for text in ["First", "Second", "Third"]:
        write(client, open_session, text)
    shown = [one.text for one in soup(client.get(address(open_session))).select(".notes .said")]
    assert shown == ["First", "Second", "Third"]


def test_a_note_moves_up_and_down_and_stays_at_the_ends(client, open_session):
    one, _two = (factories.note(open_session, text) for text in ["First", "Second"])
    for where, order in [
        ("up", "First Second"),
        ("down", "Second First"),
        ("down", "Second First"),
    ]:
        client.post(address(open_session), {"move": f"{one.pk}:{where}"})
        texts = open_session.notes.values_list("text", flat=True)
        assert " ".join(texts) == order


def test_the_form_keeps_to_the_language_of_the_last_note(client, open_session):
    write(client, open_session, "Niềm tin tăng chậm.", language="vi")
    page = soup(client.get(address(open_session)))
    assert page.select_one("#id_language option[selected]")["value"] == "vi"


def test_people_with_a_role_in_the_session_come_first_among_speakers(client, open_session, guest):
    chair = factories.role(open_session, factories.person(family_name="Zaw")).person
    groups = soup(client.get(address(open_session))).select("#id_speaker optgroup")
    assert [[one["value"] for one in group.select("option")] for group in groups] == [
        [str(chair.pk)],
        [str(guest.pk)],
    ]


def test_of_many_people_the_likely_ones_are_offered_and_others_are_found_without_scripts(
    client, open_session, guest, monkeypatch
):
    monkeypatch.setattr(forms, "MOST_OFFERED", 1)
    chair = factories.role(open_session, factories.person(family_name="Zaw")).person

    def offered(page):
        return [one["value"] for one in page.select("#id_speaker option") if one["value"]]

    assert offered(soup(client.get(address(open_session)))) == [str(chair.pk)]
    page = soup(write(client, open_session, "Trust grows.", sought="lan Trần", find="1"))
    assert not SessionNote.objects.exists()
    assert not page.select(".errorlist")
    assert page.select_one("#id_text").text.strip() == "Trust grows."
    assert offered(page) == [str(chair.pk), str(guest.pk)]
    write(client, open_session, "Trust grows.", speaker=guest.pk)
    assert SessionNote.objects.get().speaker == guest
    assert offered(soup(client.get(address(open_session)))) == [str(chair.pk), str(guest.pk)]


def test_a_topic_of_another_dialogue_and_an_empty_note_are_refused(client, open_session):
    other = factories.topic(factories.dialogue())
    told = errors(write(client, open_session, " ", topics=[other.pk]))
    assert "Write down what was said." in told
    assert "is not one of the available choices" in told
    assert not SessionNote.objects.exists()


def test_a_note_is_edited_with_its_history_and_deleted(client, open_session, guest):
    note = factories.note(open_session, "Trust grows slowly.")
    page = reverse("admin:agenda_sessionnote_change", args=[note.pk])
    data = {"text": "Trust grows.", "language": "en", "speaker": guest.pk}
    response = client.post(page, data)
    assert response.headers["Location"] == f"{address(open_session)}#note-{note.pk}"
    note.refresh_from_db()
    assert (note.text, note.speaker) == ("Trust grows.", guest)
    assert [one.text for one in note.history.all()] == ["Trust grows.", "Trust grows slowly."]
    response = client.post(
        reverse("admin:agenda_sessionnote_delete", args=[note.pk]), {"post": "yes"}
    )
    assert response.headers["Location"] == address(open_session)
    assert not SessionNote.objects.exists()


def test_the_log_of_the_admin_site_does_not_hold_the_words_of_a_note(client, open_session):
    factories.note(open_session)
    one, other = (factories.note(open_session, f"Tran Thi Lan said {n}.") for n in "ab")
    change = reverse("admin:agenda_sessionnote_change", args=[one.pk])
    back = reverse("admin:agenda_sessionnote_simple_history", args=[one.pk, one.history.get().pk])
    client.post(change, {"text": "Lan said c.", "language": "en"})
    client.post(back, {"text": "Lan said d.", "language": "en"})
    client.post(reverse("admin:agenda_sessionnote_delete", args=[one.pk]), {"post": "yes"})
    ticked = {"action": "delete_selected", "_selected_action": other.pk, "post": "yes"}
    client.post(reverse("admin:agenda_sessionnote_changelist"), ticked)
    assert SessionNote.objects.count() == 1
    told = [entry.object_repr for entry in LogEntry.objects.order_by("pk")]
    assert told == ["note 2 of Open talk"] * 4
    messages = LogEntry.objects.values_list("change_message", flat=True)
    assert not any("Lan" in message for message in messages)
    assert "What was said" in LogEntry.objects.last().get_change_message()


def test_an_earlier_wording_is_put_back_and_the_speaker_stays(client, open_session, guest):
    note = factories.note(open_session, "Trust grows slowly.", speaker=guest)
    first = note.history.get()
    note.text = "Trust."
    session_notes.write(note, [])
    page = reverse("admin:agenda_sessionnote_simple_history", args=[note.pk, first.pk])
    client.post(page, {"text": first.text, "language": "en", "speaker": guest.pk})
    note.refresh_from_db()
    assert (note.text, note.speaker) == ("Trust grows slowly.", guest)


# The Chatham House Rule


@pytest.mark.parametrize(
    ("attribution", "words"), [(CHATHAM, "who said it must not be revealed"), (ON_RECORD, "")]
)
def test_the_rule_is_above_the_notes_in_words(client, dialogue, attribution, words):
    page = soup(client.get(address(factories.session(dialogue, attribution=attribution))))
    assert words in page.select_one(".rule").text
    assert bool(page.select("#id_speaker")) is (attribution == ON_RECORD)


@pytest.mark.parametrize(
    "name",
    [
        "Trần Thị Lan",
        "tran thi lan",
        "Thị Lan Trần",
        "Dr Tran",
        "TIẾN SĨ TRẦN",
        "Ministry of Digital Matters",
        "bo cac van de so",
        "MoDM",
    ],
)
def test_under_the_rule_a_participants_name_or_institution_is_refused(
    client, quiet_session, guest, name
):
    told = errors(write(client, quiet_session, f"As we heard, {name} wants shorter rules."))
    assert f"“{name}” in “As we heard {name} wants shorter rules”" in told.replace(",", "")
    assert "a regulator from the region" in told
    assert not SessionNote.objects.exists()


@pytest.mark.parametrize(
    "text",
    [
        "A regulator from the region wants shorter rules.",
        "Tran is an everyday syllable, and Lan too.",
        "Digital matters to every ministry.",
        "The modmen came.",
    ],
)
def test_under_the_rule_general_words_are_kept(client, quiet_session, guest, text):
    write(client, quiet_session, text)
    assert SessionNote.objects.get().text == text


def test_the_refusal_is_in_the_organisers_language(client, quiet_session, guest):
    client.cookies["django_language"] = "vi"
    response = write(client, quiet_session, "Trần Thị Lan nói về niềm tin.", language="vi")
    assert "“Trần Thị Lan”" in errors(response)
    assert "Trần Thị Lan nói về niềm tin." in soup(response).select_one("#id_text").text


def test_a_person_with_only_a_role_and_an_institution_with_a_reserved_seat_are_known_too(
    client, quiet_session
):
    dialogue = quiet_session.dialogue
    chair = factories.person(family_name="Zaw", given_name="Min", organisation=None)
    factories.role(quiet_session, chair)
    bank = factories.organisation(name_en="Example Bank of Asia", name_vi="Ngân hàng Ví dụ")
    held = factories.delegation(dialogue, organisation=bank)
    factories.invitation(dialogue, Status.INVITED, delegation=held)
    for name in ["Min Zaw", "Example Bank of Asia"]:
        assert f"“{name}”" in errors(write(client, quiet_session, f"{name} agreed."))


@pytest.fixture
def secretary(quiet_session):
    office = factories.organisation(
        name_en="Ministry of Science and Technology", name_vi="Bộ Khoa học và Công nghệ"
    )
    person = factories.person(
        family_name="Hartanegara",
        given_name="Budi",
        title_en="Director for Emerging Technology",
        organisation=office,
    )
    factories.invitation(quiet_session.dialogue, Status.ACCEPTED, person=person)
    return person


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Mr Hartanegara said no.", "Mr Hartanegara"),
        ("As Hartanegara said, no.", "Hartanegara"),
        ("Hartanegara said no.", "Hartanegara"),
        ("HARTANEGARA, B.: no.", "HARTANEGARA"),
        ("Minister Hartanegara agreed.", "Minister Hartanegara"),
        ("Ông Hartanegara đồng ý.", "Ông Hartanegara"),
        ("The MOST objected.", "MOST"),
        ("Bộ KH&CN không đồng ý.", "Bộ KH&CN"),
        ("Bộ KHCN không đồng ý.", "Bộ KHCN"),
        ("The Director for Emerging Technology spoke.", "Director for Emerging Technology"),
    ],
)
def test_family_names_offices_and_short_names_are_found(
    client, quiet_session, secretary, text, found
):
    assert f"“{found}” in" in errors(write(client, quiet_session, text))
    assert not SessionNote.objects.exists()


@pytest.mark.parametrize(
    "text", ["Most of them agreed.", "Budi is a word.", "A director spoke of technology."]
)
def test_everyday_words_that_resemble_them_are_kept(client, quiet_session, secretary, text):
    write(client, quiet_session, text)
    assert SessionNote.objects.get().text == text


def test_the_page_promises_no_more_than_it_does(client, quiet_session):
    page = soup(client.get(reverse("admin:session_notes", args=[quiet_session.pk])))
    assert "nicknames, misspellings" in page.text


def test_people_of_another_dialogue_may_be_named(client, quiet_session):
    factories.invitation(
        factories.dialogue(), person=factories.person(family_name="Zaw", given_name="Min")
    )
    write(client, quiet_session, "Min Zaw wrote about this.")
    assert SessionNote.objects.exists()


def test_short_names_in_small_letters_are_everyday_words():
    names = name_detection.Names(["Grab", "Minh Bạch"])
    assert names.find("They grab data; minh bạch is needed.") == []
    assert [one.words for one in names.find("At Grab, Minh Bạch spoke.")] == ["Grab", "Minh Bạch"]


def test_a_term_of_the_glossary_may_hold_a_name():
    names = name_detection.Names(
        ["United Nations"], ["United Nations Convention against Cybercrime"]
    )
    assert names.find("The United Nations Convention against Cybercrime opened.") == []
    assert [one.words for one in names.find("The United Nations opened it.")] == ["United Nations"]


def test_on_the_record_names_are_no_matter(client, open_session, guest):
    write(client, open_session, "Trần Thị Lan of MoDM wants shorter rules.")
    assert SessionNote.objects.exists()


def test_a_page_that_was_open_while_the_rule_changed_saves_no_speaker(client, quiet_session, guest):
    told = errors(write(client, quiet_session, "Trust.", speaker=guest.pk))
    assert "has come under the Chatham House Rule" in told
    assert not SessionNote.objects.exists()


def test_editing_under_the_rule_offers_no_speaker_and_refuses_names(client, quiet_session, guest):
    note = factories.note(quiet_session)
    page = reverse("admin:agenda_sessionnote_change", args=[note.pk])
    assert not soup(client.get(page)).select("[name=speaker]")
    assert "“MoDM”" in errors(client.post(page, {"text": "MoDM said so.", "language": "en"}))


# A session comes under the rule


def change_rule(client, session, attribution):
    page = reverse("admin:agenda_session_change", args=[session.pk])
    return client.post(page, session_form(session, attribution=attribution))


def test_a_session_whose_notes_name_speakers_is_refused_with_their_numbers(
    client, open_session, guest
):
    factories.note(open_session, "Trust.")
    factories.note(open_session, "Shorter rules.", speaker=guest)
    factories.note(open_session, "MoDM agreed.")
    response = change_rule(client, open_session, CHATHAM)
    assert f"2 ({guest}); 3 (MoDM)" in errors(response)
    assert soup(response).select_one(f'.errorlist a[href="{address(open_session)}"]')
    assert Session.objects.get().attribution == ON_RECORD


def test_a_session_whose_notes_name_nobody_comes_under_the_rule(client, open_session, guest):
    note = factories.note(open_session, "Trust, said Tran Thi Lan.")
    note.text = "Trust."
    session_notes.write(note, [])
    assert change_rule(client, open_session, CHATHAM).status_code == 302
    assert Session.objects.get().attribution == CHATHAM
    assert [one.text for one in note.history.all()] == ["Trust."]


def test_putting_back_a_version_under_the_rule_forgets_wordings_that_name_somebody(
    client, quiet_session, guest
):
    sessions.save_session(quiet_session)
    under_the_rule = quiet_session.history.first()
    quiet_session.attribution = ON_RECORD
    sessions.save_session(quiet_session)
    note = factories.note(quiet_session, "Trust, said Tran Thi Lan.")
    note.text = "Trust."
    session_notes.write(note, [])
    page = reverse(
        "admin:agenda_session_simple_history", args=[quiet_session.pk, under_the_rule.pk]
    )
    form = session_form(quiet_session, attribution=CHATHAM)
    assert client.post(page, form).status_code == 302
    assert Session.objects.get().attribution == CHATHAM
    assert [one.text for one in note.history.all()] == ["Trust."]


def test_coming_off_the_rule_asks_nothing(client, quiet_session):
    factories.note(quiet_session)
    assert change_rule(client, quiet_session, ON_RECORD).status_code == 302
    assert Session.objects.get().attribution == ON_RECORD


# Files


def take(client, name, key, kind):
    response = client.get(reverse(name, args=[key, kind]))
    assert response.status_code == 200
    assert "no-store" in response.headers["Cache-Control"]
    return io.BytesIO(response.content)


@pytest.fixture
def noted(open_session, quiet_session, guest):
    topic = factories.topic(open_session.dialogue, title_en="Trust in AI")
    factories.note(open_session, "Rules are short.", speaker=guest, topics=[topic])
    factories.note(quiet_session, "Niềm tin tăng chậm.", language="vi")
    factories.session(open_session.dialogue, title_en="Silent talk")
    return open_session.dialogue


def test_the_workbook_holds_the_rule_over_each_sessions_notes(client, noted, guest):
    book = load_workbook(take(client, "admin:dialogue_notes_file", noted.pk, "xlsx"))
    rows = [row[2:9] for row in book.active.iter_rows(min_row=2, values_only=True)]
    sessions = {session.title: session for session in noted.sessions.all()}
    said = [
        sessions["Open talk"].rule_of_notes,
        "Rules are short.",
        sessions["Quiet talk"].rule_of_notes,
        "Niềm tin tăng chậm.",
    ]
    assert [row[3] for row in rows] == said
    assert [row[5] for row in rows] == [None, str(guest), None, None]
    assert {(row[0], row[1]) for row in rows} == {
        ("Open talk", "on the record"),
        ("Quiet talk", "Chatham House Rule"),
    }


def test_the_word_file_holds_the_rule_over_each_sessions_notes(client, noted, guest):
    file = take(client, "admin:dialogue_notes_file", noted.pk, "docx")
    lines = [one.text for one in Document(file).paragraphs]
    text = "\n".join(lines)
    assert f"{guest}: Rules are short." in text
    quiet = lines[lines.index("Quiet talk") :]
    assert quiet[2].startswith("Chatham House Rule: what is said may be used")
    assert quiet[3] == "1.\tNiềm tin tăng chậm."
    assert "Silent talk" not in text


@pytest.mark.parametrize("kind", ["xlsx", "docx"])
def test_the_file_of_a_session_holds_that_session_only(client, noted, guest, kind):
    quiet = noted.sessions.get(attribution=CHATHAM)
    content = take(client, "admin:session_notes_file", quiet.pk, kind)
    if kind == "docx":
        text = "\n".join(one.text for one in Document(content).paragraphs)
    else:
        text = str(list(load_workbook(content).active.values))
    assert "Niềm tin tăng chậm." in text
    assert "Rules are short." not in text
    assert guest.family_name not in text


def test_no_other_kind_of_file_is_there(client, noted):
    page = reverse("admin:dialogue_notes_file", args=[noted.pk, "pdf"])
    assert client.get(page).status_code == 404


# Ways and cost


def test_the_sessions_page_and_its_day_lead_to_the_notes(client, quiet_session):
    day = reverse("admin:programme_day", args=[quiet_session.dialogue.pk, "2031-06-02"])
    change = reverse("admin:agenda_session_change", args=[quiet_session.pk])
    for page in [day, change]:
        assert soup(client.get(page)).select(f'a[href="{address(quiet_session)}"]')


def test_fifty_notes_ask_no_more_queries_than_one(client, open_session, guest):
    topic = factories.topic(open_session.dialogue)
    addresses = [
        address(open_session),
        reverse("admin:agenda_sessionnote_changelist"),
        *(
            reverse("admin:dialogue_notes_file", args=[open_session.dialogue.pk, kind])
            for kind in ["xlsx", "docx"]
        ),
    ]
    client.get(address(open_session))  # chooses the dialogue
    counts = []
    for number in [1, 49]:
        for _n in range(number):
            factories.note(open_session, speaker=guest, topics=[topic], written_by=None)
        found = []
        for one in addresses:
            with CaptureQueriesContext(
                connection,
            ) as queries:
                assert client.get(one).status_code == 200
            found.append(len(queries))
        counts.append(found)
    assert counts[0] == counts[1]
    assert max(counts[0]) <= 20
