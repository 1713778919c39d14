"""Who saves a row reads which fields they changed, by the names on the page."""

import pytest
from django.urls import reverse
from django.utils import translation

from dialogue.admin.security_log import SecurityEventAdmin
from dialogue.models import SecurityEvent
from tests import factories
from tests.reading import filled_form


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("language", "name"), [("en", "Language of correspondence"), ("vi", "Ngôn ngữ thư từ")]
)
def test_fields_are_named_as_on_the_page(admin_client, language, name):
    person = factories.person(language="en", country="VN")
    page = reverse("admin:participants_person_change", args=[person.pk])
    admin_client.cookies["django_language"] = language
    typed = {**filled_form(admin_client.get(page).content), "language": "vi"}
    shown = admin_client.post(page, typed, follow=True).content.decode()
    assert f"{name}." in shown
    assert language == "en" or "Language of correspondence" not in shown


@pytest.mark.parametrize(
    ("written", "shown"),
    [("password", "mật khẩu"), ("password, totp", "mật khẩu, ứng dụng xác thực"), ("XLSX, 3",) * 2],
)
def test_the_security_log_says_its_words_in_the_readers_language(written, shown):
    with translation.override("vi"):
        assert SecurityEventAdmin.details(None, SecurityEvent(detail=written)) == shown
