"""Facts that the database itself holds, and the dialogue's own words."""

from datetime import UTC, date, datetime

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.template import Context, Template
from django.utils import translation
from django.utils.formats import date_format

from dialogue.access.tokens import make_token, read_token
from dialogue.calendars import events
from dialogue.formats import in_letters
from dialogue.models import Dialogue, ReviewAspect, WorkStream
from tests import factories


@pytest.mark.parametrize(
    "fields",
    [
        {"ends_on": date(2031, 6, 1)},
        {"forum_starts_on": date(2031, 6, 2)},
        {"forum_starts_on": date(2031, 6, 2), "forum_ends_on": date(2031, 6, 1)},
        {"latitude": None},
        {"capacity": 0},
    ],
)
def test_the_schema_refuses_what_cannot_be(db, fields):
    with pytest.raises(IntegrityError), transaction.atomic():
        factories.dialogue(**fields)


def test_a_time_zone_must_exist(dialogue):
    dialogue.time_zone = "Asia/Hanoi"
    with pytest.raises(ValidationError, match="Asia/Ho_Chi_Minh"):
        dialogue.full_clean()


def test_each_aspect_is_reviewed_once(dialogue):
    dialogue.review_aspects.create(aspect="content")
    with pytest.raises(IntegrityError), transaction.atomic():
        dialogue.review_aspects.create(aspect="content")


@pytest.mark.parametrize("status", list(Dialogue.Status))
@pytest.mark.parametrize("language", ["en", "vi"])
def test_everything_but_a_settled_dialogue_carries_a_notice(db, status, language):
    dialogue = factories.dialogue(status=status)
    with translation.override(language):
        notice = str(dialogue.status_notice)
    assert bool(notice) == (status not in {"confirmed", "held"})


def test_a_work_stream_is_overdue_after_its_day_until_it_is_done(dialogue):
    late = WorkStream(dialogue=dialogue, title="x", due_on=date(2020, 1, 1))
    assert late.is_overdue
    late.state = WorkStream.State.DONE
    assert not late.is_overdue
    assert not WorkStream(dialogue=dialogue, title="y").is_overdue


def test_rows_name_themselves(dialogue):
    assert str(dialogue) == dialogue.title
    assert str(ReviewAspect(dialogue=dialogue, aspect="scale")) == "scale"
    assert str(WorkStream(title="Concept note")) == "Concept note"
    assert str(dialogue.institutions.create(part="host", name_en="Ministry")) == "Ministry"


def test_a_token_opens_one_purpose_only():
    token = make_token("answer", "abc")
    assert read_token("answer", token) == "abc"
    assert read_token("calendar", token) is None
    assert read_token("answer", token[:-1] + "x") is None
    assert read_token("answer", "") is None


def test_tokens_live_through_a_change_of_the_secret_key(settings):
    token = make_token("answer", "abc")
    settings.SECRET_KEY_FALLBACKS = [settings.SECRET_KEY]
    settings.SECRET_KEY = "another secret"
    assert read_token("answer", token) == "abc"
    settings.SECRET_KEY_FALLBACKS = []
    assert read_token("answer", token) is None


@pytest.mark.parametrize(
    ("first", "last", "english", "vietnamese"),
    [
        (date(2031, 6, 2), date(2031, 6, 2), "2 June 2031", "02/6/2031"),
        (date(2031, 6, 2), date(2031, 6, 3), "2–3 June 2031", "02–03/6/2031"),
        (date(2031, 6, 30), date(2031, 7, 1), "30 June – 1 July 2031", "30/6 – 01/7/2031"),
        (
            date(2031, 12, 31),
            date(2032, 1, 1),
            "31 December 2031 – 1 January 2032",
            "31/12/2031 – 01/01/2032",
        ),
    ],
)
def test_days_are_written_as_short_as_can_be(first, last, english, vietnamese):
    template = Template("{% load dialogue %}{% days first last %}")
    for language, expected in [("en", english), ("vi", vietnamese)]:
        with translation.override(language):
            assert template.render(Context({"first": first, "last": last})) == expected


@pytest.mark.parametrize(
    ("language", "expected"),
    [
        ("en", ["2 June 2031", "2 June", "5 February 2031, 08:00"]),
        ("vi", ["02/6/2031", "02/6", "08:00 ngày 05/02/2031"]),
    ],
)
def test_vietnamese_dates_have_the_zero_of_decree_30(language, expected):
    early, late = datetime(2031, 2, 5, 8, tzinfo=UTC), date(2031, 6, 2)
    with translation.override(language):
        assert expected == [
            date_format(late, "DATE_FORMAT"),
            date_format(late, "MONTH_DAY_FORMAT"),
            date_format(early, "DATETIME_FORMAT"),
        ]


@pytest.mark.parametrize(
    ("first", "last", "english", "vietnamese"),
    [
        (2, 2, "on 2 June 2031", "vào ngày 02 tháng 6 năm 2031"),
        (2, 3, "on 2 and 3 June 2031", "trong hai ngày 02 và 03 tháng 6 năm 2031"),
        (2, 4, "from 2 to 4 June 2031", "từ ngày 02 đến 04 tháng 6 năm 2031"),
    ],
)
def test_days_in_a_sentence(first, last, english, vietnamese):
    days = date(2031, 6, first), date(2031, 6, last)
    assert [in_letters.when(*days, language) for language in ["en", "vi"]] == [english, vietnamese]


@pytest.mark.parametrize(
    ("language", "days", "moment"),
    [
        ("en", "2–3 June 2031", "15 May 2031, 17:00"),
        ("vi", "ngày 02 và 03 tháng 6 năm 2031", "17 giờ 00 ngày 15 tháng 5 năm 2031"),
    ],
)
def test_a_vietnamese_letter_gives_days_and_times_in_full(language, days, moment):
    template = Template(
        "{% load dialogue tz %}{% timezone 'Asia/Ho_Chi_Minh' %}"
        "{% days_in_a_letter first last %}|{{ at|moment_in_a_letter }}{% endtimezone %}"
    )
    given = {
        "first": date(2031, 6, 2),
        "last": date(2031, 6, 3),
        "at": datetime(2031, 5, 15, 10, tzinfo=UTC),
    }
    with translation.override(language):
        assert template.render(Context(given)) == f"{days}|{moment}"


def test_a_dialogue_without_a_position_or_changes_is_saved_quietly(dialogue):
    dialogue.latitude = dialogue.longitude = None
    events.save_dialogue(dialogue)
    assert dialogue.sequence == 0
    assert events.whole_dialogue(dialogue).geo is None
    dialogue.starts_on = date(2031, 6, 1)
    events.save_dialogue(dialogue)
    assert dialogue.sequence == 1
