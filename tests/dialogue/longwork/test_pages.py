"""The page of a piece of long work, and the file that it makes."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from dialogue.exports import export_job
from dialogue.models import Job, JobFile, SecurityEvent
from tests import factories, long_work
from tests.participants.people.sheet_files import csv_table, table


@pytest.fixture(autouse=True)
def _short_lists_are_long(monkeypatch):
    monkeypatch.setattr(export_job, "LONG", 2)
    monkeypatch.setattr(export_job, "AT_ONCE", 2)


def export(client, kind="csv", **query):
    """Ask for the list of people; return the address of the page that this leads to."""
    for name in ["Alpha", "Beta", "Gamma"]:
        factories.person(family_name=name, given_name="")
    address = reverse("admin:participants_person_export", args=[kind], query=query)
    return client.get(address).headers["Location"]


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_a_long_list_is_made_by_a_worker_and_is_what_a_page_would_have_made(client, user, kind):
    page = export(client, kind, q="a")
    waits = client.get(page)
    assert waits.headers["Refresh"] == "3"
    assert "Waiting for its turn" in waits.content.decode()
    long_work.do_all()
    done = client.get(page)
    assert "Refresh" not in done.headers
    assert "3 of 3 done." in done.content.decode()
    response = client.get(page.replace("change", "file"))
    rows = (csv_table if kind == "csv" else table)(response.content)
    assert [row[0] for row in rows] == ["Family name", "Alpha", "Beta", "Gamma"]
    assert response.headers["Content-Disposition"].startswith('attachment; filename="people 20')
    assert SecurityEvent.objects.get(kind="exported").detail == f"{kind.upper()}, 3"
    assert list(Job.objects.get().parameters) == ["list", "format"]


def test_a_short_list_comes_at_once(client, user):
    factories.person()
    assert client.get(reverse("admin:participants_person_export", args=["csv"])).status_code == 200
    assert not Job.objects.exists()


def test_only_its_starter_and_superusers_find_it(client, user):
    page = export(client)
    long_work.do_all()
    for is_superuser, status in [(False, 404), (True, 200)]:
        other = factories.organiser(is_superuser=is_superuser)
        client.force_login(other)
        assert client.get(page).status_code == status
        assert client.get(page.replace("change", "file")).status_code == status
        listed = client.get(reverse("admin:dialogue_job_changelist")).content.decode()
        assert (page in listed) == is_superuser


def test_the_file_is_gone_after_a_day(client, user):
    page = export(client)
    long_work.do_all()
    JobFile.objects.update(expires_at=timezone.now() - timedelta(minutes=1))
    assert client.get(page.replace("change", "file")).status_code == 404
    assert "no longer kept" in client.get(page).content.decode()
    long_work.do_all()
    assert not JobFile.objects.exists()


def test_it_can_be_cancelled(client, user):
    page = export(client)
    text = client.post(page, {"cancel": "1"}, follow=True).content.decode()
    assert "It was cancelled." in text
    long_work.do_all()
    assert Job.objects.get().state == "cancelled"
    assert not JobFile.objects.exists()


def test_the_page_speaks_vietnamese(client, user):
    client.cookies["django_language"] = "vi"
    page = export(client)
    long_work.do_all()
    text = client.get(page).content.decode()
    assert "Tải tệp về" in text
    assert Job.objects.get().language == "vi"
