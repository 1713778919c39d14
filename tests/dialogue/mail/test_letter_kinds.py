"""The table of letter kinds: every kind is complete, and every template of a letter is used."""

import re

import pytest
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.utils import timezone, translation

from agenda.feeds.health import Reading
from agenda.models import FeedReading
from agenda.programme import session_letter
from agenda.releases.affected import Affected
from dialogue.mail import editing, letter_kinds, outbox
from dialogue.mail.letter_kinds import LetterKind
from participants.models import Answer, DetailsChange, Nomination
from tests import factories
from tests.participants.official.mailed import mailed_letter
from tests.source import ROOT

FOLDER = ROOT / "templates"
ENDINGS = ["subject.txt", "txt", "html"]
USED = re.compile(r"{% (?:extends|include) \"(emails/[^\"]+)\"")

written_by_us = pytest.mark.parametrize(
    "kind",
    [kind for kind in letter_kinds.all_kinds() if kind.has_templates],
    ids=lambda kind: kind.name,
)


@pytest.fixture
def kinds(monkeypatch):
    """The table, in which a test may do what it likes."""
    monkeypatch.setattr(letter_kinds, "_kinds", dict(letter_kinds._kinds))


@pytest.fixture
def everything(dialogue):
    """Everything that any of our letters names."""
    person = factories.person()
    delegation = factories.delegation(dialogue)
    invitation = factories.invitation(dialogue, "invited", person=person, delegation=delegation)
    role = factories.role(factories.session(dialogue), person)
    official = mailed_letter(factories.invitation(dialogue, "invited"))
    now = timezone.now()
    return {
        "dialogue": dialogue,
        "invitation": invitation,
        "person": person,
        "delegation": delegation,
        "seats": [invitation],
        "reader": person,
        "of": None,
        "salutation": "Dear Dr Tan,",
        "link": "https://dialogue.test/i/…",
        "reply_by_at": invitation.reply_by_at,
        "kind": "answer",
        "answer": Answer(invitation=invitation, response="accept", answered_by_name="Dr Tan"),
        "is_for_office": False,
        "repeats_nothing": False,
        "nomination": Nomination(
            invitation=invitation, kind="nomination", family_name="Lim", given_name="Hui"
        ),
        "account": factories.organiser(username="hoa"),
        "by": "Lan",
        "days": 3,
        "change": DetailsChange(state="refused", reason="The hotel is full."),
        "fields": ["diet"],
        "code": "123456",
        "valid_until_at": now,
        "mail": outbox.store(
            kind="test",
            dialogue=dialogue,
            language="en",
            to_name="",
            to_address="mei@example.org",
            subject="A test",
            text="A test",
        ),
        "number": 2,
        "languages": settings.LANGUAGES,
        "roles": [role],
        "release": factories.release(dialogue),
        "affected": Affected(invitation, is_first=True),
        "lacks_move": True,
        "data_request": factories.data_request(dialogue),
        "data_requests": [factories.data_request(dialogue)],
        "session": role.session,
        "lines": session_letter.lines(role.session, session_letter.Content()),
        "answer_by_on": dialogue.starts_on,
        "own_words": "Please be brief.",
        "to_ask": [role],
        "own_subject": "Thank you",
        "own_text": "Thank you for having come.",
        "official": official,
        "about": "The dialogue",
        "paragraphs": ["I have the honour to invite you."],
        "reading": Reading(FeedReading(client="other", fetched_at=now), None),
    }


@written_by_us
def test_a_kind_has_its_templates_in_the_folder_of_the_app_that_owns_it(kind):
    missing = [ending for ending in ENDINGS if not (FOLDER / f"{kind.template}.{ending}").is_file()]
    assert missing == []


@written_by_us
@pytest.mark.parametrize("language", [code for code, _name in settings.LANGUAGES])
def test_a_kind_is_rendered_in_both_forms_and_languages(everything, kind, language):
    subject, text, html = outbox.render(kind.name, language, everything)
    assert subject
    assert everything["dialogue"].contact_email in text or kind.owner != "participants"
    assert f'<html lang="{language}">' in html


@pytest.mark.parametrize("kind", letter_kinds.all_kinds(), ids=lambda kind: kind.name)
def test_a_kind_has_a_label_in_both_languages(kind):
    labels = {letter_kinds.label(kind.name)}
    with translation.override("vi"):
        labels.add(letter_kinds.label(kind.name))
    assert len(labels) == 2


def used_templates(roots):
    """The paths of templates that these extend or include, and themselves."""
    found, waiting = set(), list(roots)
    while waiting:
        path = waiting.pop()
        if path not in found:
            found.add(path)
            waiting += USED.findall((FOLDER / path).read_text())
    return found


def test_every_template_of_a_letter_belongs_to_a_kind_or_is_used_by_one():
    of_kinds = {
        f"{kind.template}.{ending}"
        for kind in letter_kinds.all_kinds()
        if kind.has_templates
        for ending in ENDINGS
    }
    there = {
        str(path.relative_to(FOLDER)) for path in (FOLDER / "emails").rglob("*") if path.is_file()
    }
    assert there - used_templates({*of_kinds, editing.EDITED}) == set()


def test_a_letter_of_an_unregistered_kind_is_refused_with_a_clear_error(dialogue):
    letter = {"dialogue": dialogue, "language": "en", "to_name": "", "to_address": "a@example.org"}
    for write in [
        lambda: outbox.render("postcard", "en", {}),
        lambda: outbox.write(outbox.Letter("postcard", context={}, **letter)),
        lambda: outbox.store(kind="postcard", subject="x", text="x", **letter),
    ]:
        with pytest.raises(
            letter_kinds.UnknownLetterKindError, match="no kind of letter 'postcard'"
        ):
            write()
    assert not dialogue.mails.exists()


def test_a_name_that_is_taken_is_refused(kinds):
    letter_kinds.register(LetterKind("postcard", "postcard", "agenda"))
    with pytest.raises(ImproperlyConfigured, match=r"'postcard' of dialogue .* by agenda"):
        letter_kinds.register(LetterKind("postcard", "another", "dialogue"))


def test_an_email_whose_kind_no_version_writes_any_more_still_has_a_label():
    assert letter_kinds.label("postcard") == "postcard"


def test_the_ground_floor_names_no_kind_of_the_upper_floors():
    ground = {kind.name for kind in letter_kinds.KINDS}
    upper = {kind.name for kind in letter_kinds.all_kinds()} - ground - {"test", "account"}
    sources = [path.read_text() for path in (ROOT / "dialogue" / "mail").rglob("*.py")]
    assert [name for name in sorted(upper) for text in sources if f'"{name}"' in text] == []
