"""The status report for the hosts: one page, in both languages, that names nobody."""

import io

import pytest
from django.urls import reverse
from pypdf import PdfReader

from participants.states import Status
from tests import factories
from tests.paper_structure import structure_problems, text_of
from tests.reading import page

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("language", "words"),
    [("en", ["Status report", "1 nomination to decide on"]), ("vi", ["Báo cáo tình hình"])],
)
def test_it_is_one_page_that_can_be_kept_and_read_aloud(client, user, dialogue, language, words):
    government = factories.category(dialogue, target=1)
    for status in [Status.ACCEPTED, Status.INVITED, Status.NOMINATED]:
        factories.invitation(dialogue, status, category=government)
    for number in range(20):
        factories.work_stream(dialogue, title_en=f"Task {number}", title_vi=f"Việc {number}")
    client.cookies["django_language"] = language
    response = client.get(reverse("admin:status_report", args=[dialogue.pk]))
    assert response["Content-Type"] == "application/pdf"
    assert structure_problems(response.content, languages={language}) == []
    assert len(PdfReader(io.BytesIO(response.content)).pages) == 1
    text = text_of(response.content)
    for word in words:
        assert word in text
    person = dialogue.invitations.first().person
    assert person.family_name not in text


def test_what_concerns_the_secretariat_alone_is_not_told_to_the_hosts(client, user, dialogue):
    factories.reminder_rule(dialogue)
    factories.incoming_mail(factories.invitation(dialogue, Status.INVITED))
    factories.invitation(dialogue, Status.DRAFT)
    front = page(client.get("/admin/", {"dialogue": dialogue.pk}))
    assert "from a calendar to confirm" in front and "Reminder goes out" in front
    text = text_of(client.get(reverse("admin:status_report", args=[dialogue.pk])).content)
    assert "1 invitation is a draft" in text and "Answers are due" in text
    assert "from a calendar" not in text and "Reminder" not in text
