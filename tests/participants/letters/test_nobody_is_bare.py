"""Every kind of letter, in both languages: nobody who is named in it stands without a form of
address, nobody whose form is known is called Ông/Bà, and a Vietnamese office and the body that it
heads are one."""

import re

import pytest
from django.utils import timezone, translation

from agenda.feeds.health import Reading
from agenda.models import FeedReading
from agenda.programme import session_letter
from agenda.releases.affected import Affected
from dialogue.mail import letter_kinds, outbox
from participants.letters.others import salutation
from participants.models import Answer, DetailsChange
from participants.names.protocol import NO_BREAK
from tests import factories
from tests.participants.official.mailed import mailed_letter

pytestmark = pytest.mark.django_db
FORMS = {"vi": ("Ông ", "Bà ", f"Ông/Bà{NO_BREAK}"), "en": ("Mr ", "Ms ")}
MINISTER, CHIEF, DIRECTOR = "Nguyễn Thị Thục Quyên", "Đỗ Văn Nam", "Trần Văn Minh"
ASSISTANT = "Lê Thị Hương"  # of whom a name is typed and nothing else
NOT_THE_READER = re.compile(rf"Quý Ông/Bà|Ông/Bà{NO_BREAK}")
OF_OTHERS = {"organiser_invitation", "failure_notice", "requests_due", "group"}
KINDS = [
    kind.name
    for kind in letter_kinds.all_kinds()
    if kind.has_templates and kind.name not in OF_OTHERS
]
# What is told to whom: "delegate", "proposer" (who only has a name) or "focal point".
TOLD = [
    *[(name, "delegate", {}) for name in KINDS],
    *[(name, "proposer", {}) for name in KINDS if name.startswith("nomination_")],
    *[(name, "focal point", {}) for name in KINDS if name.startswith("nomination_")],
    *[
        ("confirmation", "proposer", {"status": status})
        for status in ["accepted", "tentative", "reserve", "declined"]
    ],
    ("access_code", "proposer", {}),
    ("nomination_received", "focal point", {"kind": "nomination"}),
    ("nomination_approved", "focal point", {"kind": "nomination"}),
    ("nomination_rejected", "focal point", {"kind": "nomination"}),
    ("seat_confirmed", "delegate", {"kind": "nomination"}),
    ("seat_confirmed", "delegate", {"by": MINISTER}),
]


def somebody(name, form, title, ministry, language):
    family, _blank, given = name.partition(" ")
    return factories.person(
        family_name=family,
        given_name=given,
        country="VN",
        language=language,
        form_of_address_en=form,
        form_of_address_vi={"Mr": "Ông", "Ms": "Bà"}[form],
        title_vi=title,
        title_en="Director",
        organisation=ministry,
    )


def letter(dialogue, language, name, reader, status="accepted", by=ASSISTANT, **nomination):
    """(subject, text, HTML) of one kind of letter."""
    ministry = factories.organisation(name_vi="Bộ Y tế", name_en="Ministry of Health", country="VN")
    minister = somebody(MINISTER, "Ms", "Thứ trưởng", ministry, language)
    chief = somebody(CHIEF, "Mr", "Chánh Văn phòng", ministry, language)
    delegation = factories.delegation(dialogue, organisation=ministry, focal_point=chief)
    seat = factories.invitation(dialogue, status, person=minister, delegation=delegation)
    proposed = factories.nomination(
        **{"kind": "substitute", **nomination},
        family_name="Trần",
        given_name="Văn Minh",
        form_of_address="Mr",
        title_vi="Vụ trưởng",
        title_en="Director-General",
        country="VN",
        proposed_by_name=by,
        proposed_by_email="office@example.org",
        invitation=seat,
    )
    person = minister
    if name == "seat_confirmed":
        person = somebody(DIRECTOR, "Mr", "Vụ trưởng", ministry, language)
        seat = factories.invitation(dialogue, "accepted", person=person, replaces=seat)
    spoken_to = {"delegate": person, "focal point": chief, "proposer": None}[reader]
    role = factories.role(factories.session(dialogue), minister)
    with translation.override(language):
        opening = spoken_to.salutation if spoken_to else salutation(ASSISTANT, language)
        lines = session_letter.lines(role.session, session_letter.Content())
    now = timezone.now()
    return outbox.render(
        name,
        language,
        {
            "dialogue": dialogue,
            "invitation": seat,
            "person": person,
            "reader": spoken_to,
            "salutation": opening,
            "delegation": delegation,
            "seats": [seat],
            "link": "https://dialogue.test/i/…",
            "reply_by_at": now,
            "kind": "answer",
            "answer": Answer(
                invitation=seat, response="accept", answered_by="office", answered_by_name=by
            ),
            "is_for_office": reader == "proposer",
            "of": person if reader == "proposer" else None,
            "repeats_nothing": False,
            "nomination": proposed,
            "change": DetailsChange(state="refused", reason="…", asked_at=now),
            "fields": ["…"],
            "code": "123456",
            "valid_until_at": now,
            "number": 2,
            "roles": [role],
            "release": factories.release(dialogue),
            "affected": Affected(seat, is_first=True),
            "lacks_move": True,
            "changes": [],
            "data_request": factories.data_request(dialogue),
            "session": role.session,
            "lines": lines,
            "answer_by_on": dialogue.starts_on,
            "answer_by": dialogue.starts_on,
            "own_words": "",
            "to_ask": [role],
            "official": mailed_letter(factories.invitation(dialogue, "invited")),
            "about": "…",
            "paragraphs": ["…"],
            "reading": Reading(FeedReading(client="other", fetched_at=now), None),
        },
    )


@pytest.mark.parametrize(("kind", "reader", "how"), TOLD)
@pytest.mark.parametrize("language", ["vi", "en"])
def test_a_letter_names_nobody_barely(dialogue, language, kind, reader, how):
    for said in letter(dialogue, language, kind, reader, **how):
        said = re.sub(r"[ \n]+", " ", said)
        named = [MINISTER, CHIEF, DIRECTOR, *([ASSISTANT] if language == "vi" else [])]
        for found in re.finditer("|".join(named), said):
            before = said[: found.start()]
            assert before.endswith(FORMS[language]), said[found.start() - 60 : found.end() + 60]
        assert not re.search(r"(Thứ trưởng|Chánh Văn phòng), Bộ", said)
        if reader != "proposer" and language == "vi":
            assert "Ông/Bà" not in NOT_THE_READER.sub("", said)


def test_the_delegate_is_not_named_to_herself(dialogue):
    _subject, text, _html = letter(dialogue, "vi", "nomination_received", "delegate")
    assert "cử Ông Trần Văn Minh, Vụ trưởng, tham dự" in text
    assert "thay Bà." in text
    assert f"Ông/Bà{NO_BREAK}Lê Thị Hương" in text
    assert MINISTER not in text.partition("\n")[2]


def test_others_learn_whose_place_it_is(dialogue):
    _subject, text, _html = letter(dialogue, "vi", "nomination_approved", "focal point")
    assert "thay Bà Nguyễn Thị Thục Quyên, Thứ trưởng Bộ Y tế." in text
    assert "thông tin đi lại của Bà Nguyễn Thị Thục Quyên không" in text


def test_the_office_is_told_that_the_link_is_the_delegates(dialogue):
    _subject, text, _html = letter(dialogue, "vi", "access_code", "proposer")
    assert f"Kính gửi: Ông/Bà{NO_BREAK}Lê Thị Hương" in text
    assert "đường dẫn cá nhân của đại biểu" in text
    assert "đường dẫn cá nhân của Ông/Bà" not in text


@pytest.mark.parametrize("reader", ["delegate", "proposer"])
def test_a_letter_of_regret_does_not_repeat_when_and_where(dialogue, reader):
    _subject, text, _html = letter(dialogue, "en", "confirmation", reader, "declined")
    assert "unable to attend" in text
    assert "When:" not in text


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("Lê Thị Hương", f"Kính gửi: Ông/Bà{NO_BREAK}Lê Thị Hương"),
        ("Bà Lê Thị Hương", "Kính gửi: Bà Lê Thị Hương"),
        ("Văn phòng Bộ", "Kính gửi: Văn phòng Bộ"),
        ("Office of the Minister", "Kính gửi: Office of the Minister"),
        ("", "Kính gửi: Quý Ông/Bà"),
    ],
)
def test_a_name_that_was_typed_gets_a_form_of_address_unless_it_has_one(name, said):
    assert salutation(name, "vi") == said
