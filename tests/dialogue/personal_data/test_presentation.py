"""The data map as organisers read it, and as the document that goes with the source."""

import pytest
from django.urls import reverse

from dialogue.personal_data import presentation
from tests.reading import page, soup
from tests.source import ROOT


def test_the_document_is_current():
    """Renew it: MODE=test .venv/bin/python manage.py forget_personal_data --data-map
    > docs/data-map.md"""
    assert (ROOT / "docs" / "data-map.md").read_text() == presentation.document()


def test_every_line_says_which_fields_what_for_who_sees_it_and_what_is_left():
    lines = [line for _app, tables in presentation.tables() for it in tables for line in it.lines]
    assert len(lines) > 50
    assert [line for line in lines if not all(vars(line).values())] == []


@pytest.mark.parametrize(
    ("lang", "words"),
    [
        (
            "en",
            [
                "passport number",
                "For the visa letter",
                "Secretariat, Protocol",
                "Kept: 365 days after the dialogue’s last day.",
            ],
        ),
        ("vi", ["số hộ chiếu", "Để cấp công văn hỗ trợ thị thực", "Ban Thư ký, Lễ tân"]),
    ],
)
def test_organisers_read_it_in_their_language_and_find_it_at_the_foot(client, user, lang, words):
    client.cookies["django_language"] = lang
    address = reverse("admin:data_map")
    assert soup(client.get(reverse("admin:index"))).select_one(f'#footer a[href="{address}"]')
    text = page(client.get(address))
    assert [word for word in words if word not in text] == []
