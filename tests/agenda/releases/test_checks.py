"""The release checks: what is missing in a language, what changed in one only. No database."""

import copy

from agenda.releases import checks
from agenda.releases.checks import Kind
from dialogue.models import Dialogue

TITLE = {"en": "Trust in AI", "vi": "Niềm tin vào AI"}
ROOM = {"id": 4, "name": {"en": "Hall", "vi": "Hội trường"}}


def both(text=""):
    return {"en": text, "vi": text}


def session(**fields):
    blank = {"title": TITLE, "description": both(), "questions": both()}
    return {"id": 7, **blank, "room": None, "is_cancelled": False, **fields}


def content(*sessions, topics=()):
    return copy.deepcopy({"topics": list(topics), "sessions": list(sessions)})


def found(now, before=None, dialogue=None):
    """[(kind, model, field)]"""
    findings = checks.findings(dialogue or Dialogue(), now, before)
    return [(one.kind, one.model, one.field) for one in findings]


def test_what_is_in_both_languages_or_in_neither_may_be_released():
    assert found(content(session(description=both("Why?"), room=ROOM))) == []


def test_a_text_that_is_missing_in_one_language_prevents_the_release():
    now = content(session(description={"en": "Why we meet.", "vi": " \n"}))
    [one] = checks.findings(Dialogue(), now, None)
    assert (one.kind, one.field, one.key, one.of) == (Kind.MISSING, "description", 7, "Trust in AI")
    assert one.must_be_mended


def test_rooms_topics_and_the_dialogue_itself_are_looked_at_too():
    topic = {"id": 1, "title": TITLE, "summary": {"en": "", "vi": "Tóm tắt"}}
    room = {"id": 4, "name": {"en": "Hall", "vi": ""}}
    now = content(session(room=room), session(id=8, room=room), topics=[topic])
    dialogue = Dialogue(title_en="Talks", title_vi="Đối thoại", venue_en="Centre")
    assert found(now, dialogue=dialogue) == [
        (Kind.MISSING, "dialogue", "venue"),
        (Kind.MISSING, "topic", "summary"),
        (Kind.MISSING, "room", "name"),
    ]


def test_a_text_changed_in_one_language_only_has_to_be_looked_at():
    before = content(session(title=TITLE))
    now = content(session(title={**TITLE, "en": "Trust and safety"}))
    [one] = checks.findings(Dialogue(), now, before)
    assert (one.kind, one.field) == (Kind.STALE, "title")
    assert (one.before["en"], one.texts["en"]) == ("Trust in AI", "Trust and safety")
    assert not one.must_be_mended


def test_a_text_changed_in_both_languages_is_let_through():
    before = content(session())
    assert found(content(session(title=both("Safety"))), before) == []


def test_a_text_that_gets_the_language_it_lacked_is_let_through():
    before = content(session(description={"en": "Why", "vi": ""}))
    assert found(content(session(description={"en": "Why", "vi": "Vì sao"})), before) == []


def test_before_the_first_release_nothing_is_stale():
    assert found(content(session(title={"en": "New", "vi": "Mới"}))) == []


def test_questions_are_counted():
    uneven = session(questions={"en": "One?\nTwo?", "vi": "Một?\n\n"})
    assert found(content(uneven)) == [(Kind.UNEVEN, "session", "questions")]
    assert found(content(uneven), content(uneven)) == []  # judged at the last release


def test_what_does_not_take_place_is_not_looked_at():
    gone = session(is_cancelled=True, description={"en": "Why", "vi": ""})
    assert found(content(gone)) == []


def test_a_judgement_is_valid_as_long_as_the_words_do_not_change():
    before = content(session())
    one, same, other = (
        checks.findings(Dialogue(), content(session(title={**TITLE, "en": words})), before)[0]
        for words in ["Safety", "Safety", "Safety first"]
    )
    assert one.fingerprint == same.fingerprint != other.fingerprint
