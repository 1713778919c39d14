"""What pages are built of: the date as leaves of a calendar, the summary of errors."""

from datetime import date

import pytest
from bs4 import BeautifulSoup
from django import forms
from django.template import Context, Template
from django.utils import translation

from dialogue.templatetags.look import first_sentence, leaves
from tests import factories
from tests.reading import words


def shown(first, last, language, **fields):
    dialogue = factories.dialogue(starts_on=first, ends_on=last, **fields)
    with translation.override(language):
        return Template("{% load look %}{% date_leaves dialogue %}").render(
            Context({"dialogue": dialogue})
        )


@pytest.mark.parametrize(
    ("first", "last", "language", "expected"),
    [
        (date(2031, 6, 2), date(2031, 6, 2), "en", "Monday 2 June 2031"),
        (date(2031, 6, 2), date(2031, 6, 3), "en", "Monday 2 June 2031 Tuesday 3 June 2031"),
        (
            date(2031, 6, 2),
            date(2031, 6, 3),
            "vi",
            "Thứ Hai 02 tháng 6 năm 2031 Thứ Ba 03 tháng 6 năm 2031",
        ),
        (date(2031, 1, 31), date(2031, 2, 1), "en", "Friday 31 January 2031 Saturday 1 February"),
        (date(2031, 1, 31), date(2031, 2, 1), "vi", "Thứ Sáu 31 tháng 01 năm 2031 Thứ Bảy 01"),
    ],
)
def test_the_days_are_leaves_of_a_calendar(db, first, last, language, expected):
    assert expected in words(BeautifulSoup(shown(first, last, language), "html.parser"))


def test_of_many_days_only_the_first_and_the_last_are_leaves():
    first, last = leaves(date(2031, 6, 2), date(2031, 6, 6))
    assert (first.number, last.number) == ("2", "6")
    assert (first.comes_later, last.comes_later) == (False, True)


def test_leaves_are_dashed_until_the_dialogue_is_confirmed(db):
    days = date(2031, 6, 2), date(2031, 6, 3)
    assert "proposed" in shown(*days, "en", status="under_review")
    assert "proposed" not in shown(*days, "en", status="confirmed")


class Form(forms.Form):
    name = forms.CharField()
    answer = forms.ChoiceField(choices=[("yes", "Yes")], widget=forms.RadioSelect)

    def clean(self):
        raise forms.ValidationError("The two do not fit together.")


def summary(*names, **context):
    source = "{% load look %}{% error_summary " + " ".join(names) + " %}"
    return Template(source).render(Context(context))


def test_what_is_wrong_stands_first_with_a_link_to_each_field():
    text = summary("form", "other", form=Form({}), other=None)
    assert 'role="alert" tabindex="-1" autofocus' in text
    assert 'href="#id_name">Name: This field is required.' in text
    assert 'href="#id_answer_0">Answer: This field is required.' in text
    assert "The two do not fit together." in text


def test_what_a_verb_refuses_is_said_in_the_same_place():
    assert "Every seat is taken." in summary('refusal="Every seat is taken."')


def test_nothing_wrong_is_no_summary():
    assert summary("form", form=Form()).strip() == ""


def test_a_line_about_a_topic_is_its_first_sentence():
    assert first_sentence("Trust grows slowly. It falls fast.\n\nMore.") == "Trust grows slowly."
    assert first_sentence("Said by Dr. Lan of the U.N. in 2031. Then more.") == (
        "Said by Dr. Lan of the U.N. in 2031."
    )
    assert first_sentence("Đối thoại bàn về AI. Ủy ban họp sau.") == "Đối thoại bàn về AI."
    assert first_sentence("Họp tại Đông Nam Á. Khoảng ba mươi người.") == "Họp tại Đông Nam Á."
    assert first_sentence("Said by J. Doe and Đ. An today.") == "Said by J. Doe and Đ. An today."


def test_on_a_narrow_leaf_the_weekday_is_short(db):
    dialogue = factories.dialogue()
    shown = {}
    for language in ["en", "vi"]:
        with translation.override(language):
            source = "{% load look %}{% date_leaves dialogue narrow=True %}"
            shown[language] = Template(source).render(Context({"dialogue": dialogue}))
    assert "<span>Mon</span>" in shown["en"] and "Monday" not in shown["en"]
    assert "<span>Thứ Hai</span>" in shown["vi"]
