"""Paper and email begin with the same line, which one function makes."""

import json

import pytest
from django.utils import translation

from participants.letters import letters
from participants.models import OfficialLetter
from participants.official import cover_mail
from participants.official import letters as official
from tests import factories

# Form of address (English), title (English | Vietnamese), institution (Vietnamese), and both lines.
TABLE = [
    ("Mr", "Deputy Minister|Thứ trưởng", "Bộ Y tế", "Excellency,",
     "Kính gửi: Ngài Chea Dara, Thứ trưởng Bộ Y tế"),
    ("H.E. Dr", "Ambassador|Đại sứ", "Đại sứ quán Campuchia", "Excellency,",
     "Kính gửi: Ngài Tiến sĩ Chea Dara, Đại sứ Đại sứ quán Campuchia"),
    ("H.R.H. Princess", "Patron|Nhà bảo trợ", "", "Your Royal Highness,",
     "Kính gửi: Ngài Chea Dara, Nhà bảo trợ"),
    ("Ms", "Director|Giám đốc", "Trung tâm Dữ liệu", "Dear Ms Chea,",
     "Kính gửi: Bà Chea Dara, Giám đốc Trung tâm Dữ liệu"),
    ("Prof. Dr", "Rector|Hiệu trưởng", "Trường Đại học A", "Dear Prof. Dr Chea,",
     "Kính gửi: Giáo sư, Tiến sĩ Chea Dara, Hiệu trưởng Trường Đại học A"),
    ("Mr", "Head of Unit|Vụ trưởng", "Bộ Y tế", "Dear Mr Chea,",
     "Kính gửi: Ông Chea Dara, Vụ trưởng, Bộ Y tế"),
    ("", "Artist|Nghệ sĩ", "", "Dear Chea Dara,", "Kính gửi: Ông/Bà Chea Dara, Nghệ sĩ"),
    ("", "|", "", "Dear Chea Dara,", "Kính gửi: Ông/Bà Chea Dara"),
]  # fmt: skip


@pytest.mark.parametrize(("form", "titles", "body", "english", "vietnamese"), TABLE)
def test_paper_and_email_say_the_same(dialogue, form, titles, body, english, vietnamese):
    title_en, title_vi = titles.split("|")
    person = factories.person(
        family_name="Chea",
        given_name="Dara",
        country="KH",
        form_of_address_en=form,
        title_en=title_en,
        title_vi=title_vi,
        organisation=factories.organisation(name_en=body, name_vi=body) if body else None,
    )
    invitation = factories.invitation(dialogue, "invited", person=person)
    head = factories.letter_head(dialogue)
    for language, line in [("en", english), ("vi", vietnamese)]:
        person.language = language
        person.save()
        _subject, text, html = letters.preview(invitation)
        assert text.splitlines()[0] == line
        assert f"<p>{line}</p>" in html
        letter = OfficialLetter(
            dialogue=dialogue, invitation=invitation, kind="invitation", languages=language
        )
        [sheet] = official.sheets_of(letter, head)
        on_paper = f"{sheet['to_label']} {sheet['to'][0]}" if language == "vi" else ""
        assert (on_paper or sheet["salutation"]) == line
        with translation.override(language):
            assert person.salutation == line


def test_the_email_that_brings_the_paper_begins_as_the_paper_does(dialogue):
    person = factories.person(form_of_address_en="Mr", title_en="Minister of Health")
    invitation = factories.invitation(dialogue, "invited", person=person)
    letter = official.issue(factories.official_letter(invitation), None, dialogue.starts_on)
    [sheet] = json.loads(letter.composed)
    assert cover_mail.render(letter)[1].splitlines()[0] == sheet["salutation"] == "Excellency,"


@pytest.mark.django_db
def test_at_home_nobody_guesses_between_ong_and_ba():
    person = factories.person(
        language="vi", country="VN", family_name="Nguyễn", given_name="Thị Hạnh",
        title_vi="Thứ trưởng", form_of_address_en="", form_of_address_vi="",
    )  # fmt: skip
    with translation.override("vi"):
        assert person.salutation.startswith("Kính gửi: Ông/Bà Nguyễn Thị Hạnh")
    assert not person.has_form_in("vi")
    person.country = "SG"
    with translation.override("vi"):
        assert person.salutation.startswith("Kính gửi: Ngài")
