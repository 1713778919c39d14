from datetime import UTC, date, datetime, timedelta

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext

from agenda.documents.importing import import_file
from agenda.loading.datafiles import DataError
from agenda.loading.dialogues import load
from agenda.loading.merging import Outcome
from agenda.models import LoadedRow, Passage, Room, Session, SourceDocument, Topic
from agenda.notes import session_notes
from dialogue.models import Dialogue, Institution, WorkStream
from participants.models import Category
from tests import factories

REPORT = b"""\
Every spring the river comes down from the hills with great force and steps over its banks.

In dry years it hardly flows in the upper valley, and in the lower valley not at all, as we saw.
"""


@pytest.fixture
def loaded(folder, db):
    """The same folder, loaded."""
    load(folder)
    return folder


def edit(folder, filename, old, new):
    """Change the data as a maintainer would."""
    path = folder / filename
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")


def hanoi(day, hour, minute=0, month=3, year=2031):
    """A moment in Hanoi (UTC+7) as stored."""
    return datetime(year, month, day, hour, minute, tzinfo=UTC) - timedelta(hours=7)


def total(report, outcome):
    return sum(count[outcome] for count in report.counts.values())


def writes_of(function, *args):
    with CaptureQueriesContext(
        connection,
    ) as queries:
        result = function(*args)
    verbs = [query["sql"].split()[0] for query in queries]
    return result, [verb for verb in verbs if verb in {"INSERT", "UPDATE", "DELETE"}]


# The first time


@pytest.mark.django_db
def test_everything_in_the_files_becomes_a_row(folder):
    report = load(folder)
    dialogue = Dialogue.objects.get(slug="water")
    assert report.dialogue == dialogue
    assert (dialogue.title_en, dialogue.title_vi) == ("Dialogue on water", "Đối thoại về nước")
    assert dialogue.summary_en == "One paragraph on two lines.\n\nAnother."
    assert (dialogue.starts_on, dialogue.ends_on) == (date(2031, 3, 24), date(2031, 3, 25))
    assert dialogue.reply_by_at == hanoi(3, 17)
    assert dialogue.institutions.get().name_vi == "Bộ Sông ngòi"
    assert dialogue.review_aspects.get().note_en == "Small."
    assert dialogue.categories.get().target == 6
    assert dialogue.work_streams.get().due_on == date(2031, 2, 10)
    talk = dialogue.sessions.get(slug="talk")
    assert (talk.starts_at, talk.ends_at) == (hanoi(25, 10), hanoi(25, 11, 30))
    assert talk.room.name_en == "Hall"
    assert talk.questions_vi.splitlines() == ["Điều gì có ích?", "Ai chi trả?"]
    assert [topic.slug for topic in talk.topics.all()] == ["floods", "droughts"]
    assert Passage.objects.get(topics__slug="droughts").paragraph_number == 2
    assert total(report, Outcome.MADE) == 12


@pytest.mark.django_db
def test_rows_with_the_same_short_name_are_taken_over_and_only_filled_in(folder):
    dialogue = factories.dialogue(slug="water", summary_vi="", starts_on=date(2031, 3, 25))
    factories.category(dialogue, slug="farmer", name_en="Growers", name_vi="Nông dân")
    load(folder)
    dialogue.refresh_from_db()
    assert dialogue.title_en == "Regional dialogue on AI governance"
    assert dialogue.summary_vi == "Tóm tắt."
    assert dialogue.categories.get().name_en == "Growers"
    assert dialogue.starts_on == date(2031, 3, 25)
    assert dialogue.sessions.get(slug="opening").starts_at == hanoi(25, 9)


@pytest.mark.django_db
def test_citations_are_found_in_a_document_that_is_there_already(folder):
    import_file("river-report.txt", REPORT)
    report = load(folder)
    assert (report.citations_found, report.citations) == (2, 2)
    passage = Passage.objects.get(topics__slug="floods")
    text = passage.paragraph.text[passage.start_at : passage.end_at]
    assert text.endswith("steps over its banks")


@pytest.mark.django_db
def test_a_record_takes_the_place_of_the_title_that_an_import_guessed(folder):
    import_file("river-report.txt", REPORT)
    load(folder)
    document = SourceDocument.objects.get()
    assert (document.title_en, document.title_vi) == ("Report on rivers", "Báo cáo về sông")
    assert bytes(document.original.content) == REPORT


@pytest.mark.django_db
def test_a_title_that_somebody_wrote_for_an_imported_document_stays(folder):
    import_file("river-report.txt", REPORT)
    SourceDocument.objects.update(title_en="On rivers", title_vi="Về sông")
    load(folder)
    assert SourceDocument.objects.get().title_en == "On rivers"


# Again


def test_a_second_load_writes_nothing(loaded):
    report, writes = writes_of(load, loaded)
    assert writes == []
    assert not report.has_written
    assert total(report, Outcome.UNCHANGED) == 12


def test_what_changed_in_the_data_reaches_the_rows(loaded):
    edit(loaded, "programme.toml", '"A talk."', '"A long talk."')
    edit(loaded, "topics.toml", "over its banks", "with great force")
    report = load(loaded)
    assert Session.objects.get(slug="talk").description_en == "A long talk."
    assert Topic.objects.get(slug="floods").passages.get().end == "with great force"
    assert report.counts[Session] == {Outcome.UPDATED: 1, Outcome.UNCHANGED: 1}
    assert report.counts[Topic] == {Outcome.UPDATED: 1, Outcome.UNCHANGED: 1}


def test_the_gist_of_a_passage_is_loaded_and_an_organisers_own_stays(loaded):
    gist = 'over its banks", gist.en = "It floods.", gist.vi = "Sông dâng lũ."'
    edit(loaded, "topics.toml", 'over its banks"', gist)
    load(loaded)
    passage = Passage.objects.get(topics__slug="floods")
    assert (passage.gist_en, passage.gist_vi) == ("It floods.", "Sông dâng lũ.")
    Passage.objects.filter(pk=passage.pk).update(gist_en="Every spring, water.")
    edit(loaded, "topics.toml", "Sông dâng lũ.", "Nước sông dâng.")
    load(loaded)
    passage.refresh_from_db()
    assert (passage.gist_en, passage.gist_vi) == ("Every spring, water.", "Nước sông dâng.")
    _report, writes = writes_of(load, loaded)
    assert writes == []


def test_a_passage_that_an_organiser_deleted_does_not_come_back_for_its_gist(loaded):
    Passage.objects.filter(topics__slug="floods").delete()
    gist = 'over its banks", gist.en = "It floods.", gist.vi = "Sông dâng lũ."'
    edit(loaded, "topics.toml", 'over its banks"', gist)
    load(loaded)
    assert not Passage.objects.filter(end__contains="over its banks").exists()


def test_what_an_organiser_changed_stays_and_the_rest_of_the_row_follows(loaded):
    Session.objects.filter(slug="talk").update(title_en="The great round table")
    edit(loaded, "programme.toml", '"Round table"', '"Round table 1"')
    edit(loaded, "programme.toml", '"Bàn tròn"', '"Bàn tròn 1"')
    report = load(loaded)
    talk = Session.objects.get(slug="talk")
    assert (talk.title_en, talk.title_vi) == ("The great round table", "Bàn tròn 1")
    assert report.counts[Session][Outcome.UPDATED] == 1
    assert report.kept == ["session “water/talk”: title_en"]
    report, writes = writes_of(load, loaded)
    assert writes == []
    assert report.counts[Session] == {Outcome.KEPT: 1, Outcome.UNCHANGED: 1}


def test_a_field_set_back_to_what_was_loaded_follows_the_data_again(loaded):
    Topic.objects.filter(slug="floods").update(title_en="High water")
    edit(loaded, "topics.toml", '"Floods"', '"Floods and storms"')
    load(loaded)
    Topic.objects.filter(slug="floods").update(title_en="Floods")
    load(loaded)
    assert Topic.objects.get(slug="floods").title_en == "Floods and storms"


def test_line_ends_and_blanks_that_a_browser_sends_are_no_change(loaded):
    Session.objects.filter(slug="talk").update(questions_en="What helps?\r\nWho pays?\r\n")
    edit(loaded, "programme.toml", '"Who pays?"', '"Who pays for it?"')
    load(loaded)
    assert Session.objects.get(slug="talk").questions_en == "What helps?\nWho pays for it?"


def test_a_sessions_topics_count_as_one_field(loaded):
    talk = Session.objects.get(slug="talk")
    talk.topics.remove(Topic.objects.get(slug="droughts"))
    edit(loaded, "programme.toml", '"A talk."', '"A long talk."')
    load(loaded)
    talk.refresh_from_db()
    assert [topic.slug for topic in talk.topics.all()] == ["floods"]
    assert talk.description_en == "A long talk."


def test_a_topics_passages_that_an_organiser_chose_stay(loaded):
    topic = Topic.objects.get(slug="floods")
    own = Passage.objects.create(document=SourceDocument.objects.get(), start="a flood is")
    topic.passages.set([own])
    edit(loaded, "topics.toml", "over its banks", "with great force")
    load(loaded)
    assert list(topic.passages.all()) == [own]
    assert not Passage.objects.filter(end="with great force").exists()


def test_a_field_that_the_data_give_later_fills_only_an_empty_one(loaded):
    for name in ["venue", "address"]:
        edit(loaded, "dialogue.toml", "latitude", f'{name}.en = "A"\n{name}.vi = "B"\nlatitude')
    Dialogue.objects.update(venue_en="Theirs")
    load(loaded)
    dialogue = Dialogue.objects.get()
    assert (dialogue.venue_en, dialogue.venue_vi, dialogue.address_en) == ("Theirs", "B", "A")


def test_what_was_deleted_stays_deleted(loaded):
    Session.objects.get(slug="opening").delete()
    Topic.objects.get(slug="droughts").delete()
    WorkStream.objects.all().delete()
    Institution.objects.all().delete()
    report = load(loaded)
    assert [session.slug for session in Session.objects.all()] == ["talk"]
    assert [topic.slug for topic in Session.objects.get().topics.all()] == ["floods"]
    assert not WorkStream.objects.exists()
    assert not Institution.objects.exists()
    assert total(report, Outcome.DELETED) == 4
    assert not report.has_written


def test_what_refers_to_something_deleted_does_without_it(loaded):
    Session.objects.update(room=None)
    Room.objects.all().delete()
    SourceDocument.objects.all().delete()
    edit(loaded, "topics.toml", '"Floods"', '"Floods and storms"')
    load(loaded)
    assert not Room.objects.exists()
    assert not SourceDocument.objects.exists()
    assert not Topic.objects.get(title_en="Floods and storms").passages.exists()


def test_a_deleted_dialogue_stays_deleted_until_it_is_wanted_afresh(loaded, capsys):
    document = SourceDocument.objects.get()
    Session.objects.all().delete()
    Dialogue.objects.all().delete()
    report, writes = writes_of(load, loaded)
    assert report.dialogue is None
    assert writes == []
    call_command("load_dialogue", data=loaded)
    assert "--afresh" in capsys.readouterr().out
    call_command("load_dialogue", data=loaded, afresh=True)
    assert Dialogue.objects.get().sessions.count() == 2
    assert SourceDocument.objects.get() == document


def test_a_dialogue_is_known_by_itself_not_by_its_short_name(loaded):
    Dialogue.objects.update(slug="rivers")
    report = load(loaded)
    assert Dialogue.objects.get().slug == "rivers"
    assert report.counts[Dialogue] == {Outcome.KEPT: 1}
    assert Session.objects.count() == 2


def test_two_dialogues_share_a_document(loaded):
    edit(loaded, "dialogue.toml", 'slug = "water"', 'slug = "water-2"')
    report = load(loaded)
    assert Dialogue.objects.count() == 2
    assert SourceDocument.objects.count() == 1
    assert Passage.objects.count() == 2
    assert report.counts[SourceDocument] == {Outcome.UNCHANGED: 1}


def test_the_history_says_that_the_data_were_loaded(loaded):
    edit(loaded, "topics.toml", '"Floods"', '"High water"')
    load(loaded)
    record = Topic.objects.get(slug="floods").history.first()
    assert record.title_en == "High water"
    assert record.history_change_reason == "manage.py load_dialogue"


# Moving


@pytest.mark.django_db
def test_starts_on_moves_all_days_and_moments(folder):
    load(folder, date(2032, 3, 1))
    dialogue = Dialogue.objects.get()
    assert (dialogue.starts_on, dialogue.ends_on) == (date(2032, 3, 1), date(2032, 3, 2))
    assert (dialogue.forum_starts_on, dialogue.forum_ends_on) == (
        date(2032, 3, 1),
        date(2032, 3, 5),
    )
    assert dialogue.reply_by_at == hanoi(9, 17, month=2, year=2032)
    assert dialogue.work_streams.get().due_on == date(2032, 1, 19)
    assert dialogue.sessions.get(slug="talk").starts_at == hanoi(2, 10, year=2032)


def test_a_later_load_keeps_the_dates(loaded):
    load(loaded, date(2032, 3, 1))
    report, writes = writes_of(load, loaded)
    assert writes == []
    assert report.dialogue.starts_on == date(2032, 3, 1)


def test_a_dialogue_moved_twice_lies_where_it_was_moved_last(loaded):
    assert load(loaded, date(2032, 3, 1)).moved_by == 343
    report = load(loaded, date(2031, 3, 24))
    assert report.moved_by == -343
    assert report.counts[Session] == {Outcome.UPDATED: 2}
    assert report.kept == []
    assert Session.objects.get(slug="talk").starts_at == hanoi(25, 10)


def test_what_organisers_changed_or_added_moves_along_and_keeps_its_time(loaded):
    talk = Session.objects.get(slug="talk")
    Session.objects.filter(pk=talk.pk).update(starts_at=hanoi(25, 9, 45), title_en="Talk")
    own = factories.session(talk.dialogue, starts_at=hanoi(25, 14))
    load(loaded, date(2031, 3, 31))
    talk.refresh_from_db()
    own.refresh_from_db()
    assert (talk.title_en, talk.starts_at) == ("Talk", hanoi(1, 9, 45, month=4))
    assert talk.ends_at == hanoi(1, 11, 30, month=4)
    assert own.starts_at == hanoi(1, 14, month=4)


def test_the_rest_follows_a_dialogue_whose_days_an_organiser_changed(loaded):
    Dialogue.objects.update(starts_on=date(2031, 3, 26), ends_on=date(2031, 3, 27))
    load(loaded)
    assert Dialogue.objects.get().ends_on == date(2031, 3, 27)
    assert Session.objects.get(slug="opening").starts_at == hanoi(26, 9)


@pytest.mark.django_db
def test_a_move_across_the_change_to_summer_time_keeps_the_time_on_the_clock(folder):
    edit(folder, "dialogue.toml", "Asia/Ho_Chi_Minh", "Europe/Paris")
    load(folder)
    opening = Session.objects.get(slug="opening")
    assert opening.starts_at == datetime(2031, 3, 24, 8, 0, tzinfo=UTC)
    load(folder, date(2031, 4, 7))
    opening.refresh_from_db()
    assert opening.starts_at == datetime(2031, 4, 7, 7, 0, tzinfo=UTC)


# Calendars


@pytest.fixture
def marks(loaded):
    """A function that releases, and tells what calendars go by then, such that it can be
    compared."""

    def now():
        dialogue = Dialogue.objects.get()
        content = factories.release(dialogue).content
        sessions = {
            session["slug"]: (session["sequence"], session["changed_at"])
            for session in content["sessions"]
        }
        return {**sessions, "dialogue": (dialogue.sequence, dialogue.changed_at)}

    return now


def compare(before, after):
    """{name: (how much SEQUENCE rose, whether LAST-MODIFIED moved)}"""
    return {
        name: (after[name][0] - before[name][0], after[name][1] > before[name][1])
        for name in before
    }


def test_a_new_description_moves_last_modified_of_its_session_alone(loaded, marks):
    before = marks()
    edit(loaded, "programme.toml", '"A talk."', '"A long talk."')
    load(loaded)
    assert compare(before, marks()) == {
        "talk": (0, True),
        "opening": (0, False),
        "dialogue": (0, False),
    }


def test_a_new_time_raises_sequence(loaded, marks):
    before = marks()
    edit(loaded, "programme.toml", "starts = 10:00:00", "starts = 10:15:00")
    load(loaded)
    after = compare(before, marks())
    assert (after["talk"], after["opening"]) == ((1, True), (0, False))


def test_a_renamed_room_raises_the_sequence_of_what_takes_place_there(loaded, marks):
    before = marks()
    edit(loaded, "programme.toml", '"Hall"', '"Great Hall"')
    load(loaded)
    after = compare(before, marks())
    assert after["talk"] == after["opening"] == (1, True)


def test_a_renamed_topic_is_news_to_the_sessions_that_name_it(loaded, marks):
    before = marks()
    edit(loaded, "topics.toml", '"Floods"', '"High water"')
    load(loaded)
    after = compare(before, marks())
    assert (after["talk"], after["opening"]) == ((0, True), (0, False))


def test_a_new_summary_of_a_topic_is_none(loaded, marks):
    before = marks()
    edit(loaded, "topics.toml", "Too much water.", "Far too much water.")
    load(loaded)
    assert before == marks()


def test_a_move_raises_the_sequence_of_all_once(loaded, marks):
    before = marks()
    load(loaded, date(2031, 3, 31))
    after = compare(before, marks())
    assert after["talk"] == after["opening"] == after["dialogue"] == (1, True)


# Data that cannot be loaded


BAD = {
    "no TOML": ("topics.toml", "number = 1", "number = ", "topics.toml is not valid TOML"),
    "missing": ("topics.toml", "number = 1", "", "“floods”: “number” is missing"),
    "misspelt": (
        "topics.toml",
        "summary.en",
        "sumary.en",
        "“floods”: “sumary” is not a known field",
    ),
    "unknown table": ("topics.toml", "[[topic]]", "[[topics]]", "“topics” is not a known field"),
    "no table": (
        "documents.toml",
        "[[document]]",
        "document = [1]\n[x]",
        "“x” is not a known field",
    ),
    "type": ("topics.toml", "number = 1", 'number = "1"', "“number” must be of type “int”"),
    "list": (
        "programme.toml",
        '["floods", "droughts"]',
        "1",
        "“topics” must be of type “list”",
    ),
    "item": ("programme.toml", '["floods", "droughts"]', "[1]", "must be of type “str”"),
    "one language": ("topics.toml", 'title.vi = "Lũ lụt"', "", "these languages: en, vi"),
    "blank": ("topics.toml", '"Lũ lụt"', '" "', "“floods”: “title” must be given"),
    "third language": ("topics.toml", "title.vi", 'title.fr = "Crues"\ntitle.vi', "en, vi"),
    "no text": ("topics.toml", 'title.vi = "Lũ lụt"', "title.vi = 1", "“title” must be given"),
    "slug": ("topics.toml", 'slug = "floods"', 'slug = "High Water"', "“High Water”: use up to 50"),
    "twice": ("topics.toml", '"droughts"', '"floods"', "“floods”: appears twice"),
    "document": ("topics.toml", '"river-report", start = "in', '"x", start = "in', "document “x”"),
    "topic": ("programme.toml", '["floods"', '["frogs"', "“talk”: there is no topic “frogs”"),
    "room": ("programme.toml", 'room = "hall"', 'room = "attic"', "there is no room “attic”"),
    "zone": ("dialogue.toml", "Asia/Ho_Chi_Minh", "Asia/Atlantis", "is not a time zone"),
    "day": ("dialogue.toml", "2031-03-24", "2031-02-30", "dialogue.toml is not valid TOML"),
    "day type": ("dialogue.toml", "2031-03-25", '"2031-03-25"', "“ends_on” must be of type"),
    "choice": ("programme.toml", '"round_table"', '"picnic"', "session “Round table”: kind:"),
    "order": ("programme.toml", "ends = 11:30:00", "ends = 09:30:00", "ends before it starts"),
    "days": ("dialogue.toml", "2031-03-25", "2031-03-23", "The last day is before"),
    "too long": ("topics.toml", '"Floods"', f'"{"Floods " * 40}"', "title"),
    "number": ("topics.toml", "number = 2", "number = 1", "topic “1. Droughts”"),
    "far": ("dialogue.toml", "due_day = -42", "due_day = -999999", "too far away"),
}


@pytest.mark.parametrize(("filename", "old", "new", "message"), BAD.values(), ids=BAD)
@pytest.mark.django_db
def test_bad_data_get_one_clear_line_and_write_nothing(folder, filename, old, new, message):
    edit(folder, filename, old, new)
    with pytest.raises(DataError) as error:
        load(folder)
    assert message in str(error.value)
    assert "\n" not in str(error.value)
    for model in [Dialogue, SourceDocument, Category, LoadedRow]:
        assert not model.objects.exists()


@pytest.mark.django_db
def test_a_table_of_something_else_is_refused(folder):
    (folder / "documents.toml").write_text("document = [1]")
    with pytest.raises(DataError, match="document “1”: must be a table"):
        load(folder)


@pytest.mark.django_db
def test_two_dialogues_in_one_folder_are_refused(folder):
    edit(folder, "dialogue.toml", "[dialogue]", "[[dialogue]]")
    path = folder / "dialogue.toml"
    text = path.read_text()
    head = text[: text.index("[[institution]]")]
    path.write_text(head.replace('"water"', '"wine"') + text)
    with pytest.raises(DataError, match="one dialogue"):
        load(folder)


@pytest.mark.django_db
def test_a_file_that_is_not_utf_8_is_refused(folder):
    (folder / "topics.toml").write_bytes(b"[[topic]]\ntitle.vi = '\xff'")
    with pytest.raises(DataError, match=r"topics\.toml is not valid TOML"):
        load(folder)


def test_a_bad_change_leaves_what_was_loaded(loaded):
    edit(loaded, "dialogue.toml", "Dialogue on water", "Dialogue on wine")
    edit(loaded, "programme.toml", '"round_table"', '"picnic"')
    with pytest.raises(DataError):
        load(loaded)
    assert Dialogue.objects.get().title_en == "Dialogue on water"


def test_data_cannot_put_notes_that_name_a_speaker_under_the_chatham_house_rule(loaded):
    edit(loaded, "programme.toml", '"chatham_house"', '"on_record"')
    load(loaded)
    session = Session.objects.get(slug="talk")
    factories.note(session, speaker=factories.person(family_name="Riverton"))
    edit(loaded, "programme.toml", '"on_record"', '"chatham_house"')
    with pytest.raises(DataError, match=r"Round table: .*Riverton.* Remove its speaker"):
        load(loaded)
    session.refresh_from_db()
    assert session.attribution == "on_record"


def test_data_that_put_a_session_under_the_rule_forget_wordings_that_name_somebody(loaded):
    edit(loaded, "programme.toml", '"chatham_house"', '"on_record"')
    load(loaded)
    session = Session.objects.get(slug="talk")
    delegate = factories.person(family_name="Riverton", given_name="Ama")
    factories.invitation(session.dialogue, person=delegate)
    note = factories.note(session, "Trust, said Ama Riverton.")
    note.text = "Trust."
    session_notes.write(note, [])
    edit(loaded, "programme.toml", '"on_record"', '"chatham_house"')
    load(loaded)
    assert [one.text for one in note.history.all()] == ["Trust."]


# The command


@pytest.mark.django_db
def test_the_command_prints_dates_and_counts(folder, capsys):
    call_command("load_dialogue", data=str(folder), starts_on="2031-03-26")
    said = capsys.readouterr().out
    assert "Dialogue on water: 26 March 2031 to 27 March 2031" in said
    assert "reply deadline 5 March 2031, 17:00 (Asia/Ho_Chi_Minh)" in said
    assert "sessions: 2 created" in said
    assert "citations: 0 of 2 found" in said
    assert "Nothing has changed" not in said


def test_the_command_says_that_nothing_has_changed(loaded, capsys):
    call_command("load_dialogue", data=loaded)
    said = capsys.readouterr().out
    assert "sessions: 2 unchanged" in said
    assert said.endswith("Nothing has changed.\n")


def test_the_command_names_what_stays_as_changed(loaded, capsys):
    Topic.objects.filter(slug="floods").update(title_en="High water")
    call_command("load_dialogue", data=loaded, starts_on="2031-03-25", verbosity=2)
    said = capsys.readouterr().out
    assert "Everything was moved by +1 days." in said
    assert "topics: 1 left as edited by organisers, 1 unchanged" in said
    assert "Left as edited: topic “water/floods”: title_en" in said


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ({"data": "/no/such/folder"}, "There is no folder /no/such/folder."),
        ({"starts_on": "2 June"}, "“2 June” is not a date; write it like 2026-06-02."),
        ({"starts_on": "2026-02-30"}, "“2026-02-30” is not a date"),
        ({"starts_on": "9999-12-31"}, "too far away"),
    ],
)
@pytest.mark.django_db
def test_the_command_refuses_with_one_line_and_status_1(options, message):
    with pytest.raises(CommandError) as error:
        call_command("load_dialogue", **options)
    assert message in str(error.value)
    assert error.value.returncode == 1
    assert not Dialogue.objects.exists()


@pytest.mark.django_db
def test_a_missing_file_is_named(folder):
    (folder / "topics.toml").unlink()
    with pytest.raises(CommandError, match=r"topics\.toml cannot be read: No such file"):
        call_command("load_dialogue", data=folder)
