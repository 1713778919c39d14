"""Vietnamese letters and pages speak to their reader by the form of address, where it is known."""

import pytest

from participants.letters import letters
from participants.models import Answer
from participants.names.salutations import speaking_to
from tests import factories

FORMS = [("Mr", "Ông"), ("Ms", "Bà"), ("H.E.", "Ngài"), ("Dr", "Tiến sĩ"), ("", "Ông/Bà")]
FORMS += [("Assoc. Prof.", "Phó Giáo sư"), ("Prof. Dr", "Giáo sư"), ("Khun", "Ông/Bà")]


def guest(form):
    person = factories.person(language="vi", form_of_address_en=form, country="VN")
    return factories.invitation(factories.dialogue(), "invited", person=person)


@pytest.mark.django_db
@pytest.mark.parametrize(("form", "you"), FORMS)
def test_a_letter_speaks_to_its_reader(form, you):
    _subject, text, html = letters.preview(guest(form))
    for said in [text, html]:
        assert f"trân trọng kính mời {you} tham dự" in " ".join(said.split())
        assert you == "Ông/Bà" or "Ông/Bà" not in said


@pytest.mark.django_db
@pytest.mark.parametrize(("form", "you"), FORMS)
def test_so_does_its_subject_but_not_the_copy_for_the_office_that_answered(form, you):
    row, answer = guest(form), Answer(response="declined")
    told = {"answer": answer, "repeats_nothing": False, "is_for_office": False}
    subject, *_rest = letters.preview_for_others("confirmation", row, **told)
    assert f"trả lời của {you}:" in subject
    told |= {"is_for_office": True, "reader": None}
    subject, *_rest = letters.preview_for_others("confirmation", row, **told)
    assert "trả lời của Ông/Bà" in subject


@pytest.mark.django_db
@pytest.mark.parametrize(("form", "you"), FORMS)
def test_a_personal_page_speaks_to_its_reader(client, form, you):
    page = client.get(f"/i/{guest(form).token}/").content.decode()
    assert f"kính đề nghị {you} " in page
    assert ("Ông/Bà" in page) == (you == "Ông/Bà")


@pytest.mark.django_db
def test_an_english_page_stays_as_it_is(client):
    page = client.get(f"/i/{guest('Ms').token}/?lang=en").content.decode()
    assert "Ms " in page and "Bà" not in page


def test_what_somebody_typed_and_the_opening_to_nobody_stay():
    page = '<p>Quý Ông/Bà, mời Ông/Bà</p><input value="Ông/Bà"><textarea>Ông/Bà</textarea>'
    assert speaking_to("Bà", page) == page.replace("mời Ông/Bà", "mời Bà")
