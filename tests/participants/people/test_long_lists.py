"""A long list of people is checked and imported by a worker, and shown page by page."""

import io
from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from dialogue.longwork import running
from dialogue.models import Job, JobFile
from participants.models import PeopleUpload, Person
from participants.people import import_jobs, import_page, importing
from tests import factories, long_work
from tests.participants.people.sheet_files import people
from tests.reading import page


@pytest.fixture(autouse=True)
def _few_rows_are_many(monkeypatch):
    monkeypatch.setattr(import_jobs, "LONG", 3)
    monkeypatch.setattr(import_page, "ON_A_PAGE", 4)


def delegates(number, **fields):
    # Names that are not alike.
    names = ["Abel", "Bruno", "Chidi", "Dmitri", "Emeka", "Farouk", "Gunnar", "Hiroshi", "Ivo"]
    return [
        {"family_name": name, "email": f"{name}@example.org", "country": "VN", **fields}
        for name in names[:number]
    ]


def send(client, rows):
    """Upload a list; return the address that this leads to."""
    file = io.BytesIO(people(*rows))
    file.name = "list.xlsx"
    return client.post(reverse("admin:people_import"), {"file": file}).headers["Location"]


def checked(client, rows):
    """The address of the preview, once a worker has checked the list."""
    progress = send(client, rows)
    long_work.do_all()
    preview = reverse("admin:people_import_preview", args=[PeopleUpload.objects.get().pk])
    assert preview in page(client.get(progress))
    return preview


def confirm(client, preview, **fields):
    """The address of the page of the import that was started."""
    seen = client.get(preview).context["plan"]["fingerprint"]
    form = {"confirmed": "1", "seen": seen, **fields}
    return client.post(preview, form).headers["Location"]


def test_a_long_list_is_shown_page_by_page_and_imported_by_a_worker(client, user):
    preview = checked(client, delegates(9))
    first, last = page(client.get(preview)), page(client.get(f"{preview}?page=3"))
    assert "9 new, 0 changed, 0 unchanged, 0 refused." in first
    assert "Page 1 of 3." in first
    assert "Abel" in first
    assert "Ivo" not in first
    assert 'name="confirmed"' in first
    assert "Ivo" in last
    assert 'name="confirmed"' not in last
    progress = confirm(client, preview)
    assert not Person.objects.exists()
    long_work.do_all()
    assert Person.objects.count() == 9
    entry = Person.objects.first().history.get()
    assert (entry.history_user, entry.history_change_reason) == (user, "list.xlsx")
    assert not PeopleUpload.objects.exists()
    assert not JobFile.objects.exists()
    assert "9 of 9 done." in page(client.get(progress))


def test_the_plan_is_made_once_and_no_file_to_fetch(client, user):
    preview = checked(client, delegates(5))
    assert Job.objects.count() == 1
    client.get(preview)
    assert Job.objects.count() == 1
    address = reverse("admin:dialogue_job_file", args=[Job.objects.get().pk])
    assert client.get(address).status_code == 404


def test_what_has_changed_meanwhile_is_not_imported(client, user):
    progress = confirm(client, checked(client, delegates(5)))
    factories.person(email="abel@example.org", family_name="Abel")
    long_work.do_all()
    assert "Something has changed in the meantime." in page(client.get(progress))
    assert Person.objects.count() == 1
    assert PeopleUpload.objects.exists()


def test_rows_to_agree_to_are_all_on_the_first_page(client, user):
    for row in delegates(9):
        factories.person(family_name=row["family_name"], given_name="", country="VN")
    preview = checked(client, delegates(9))
    text = page(client.get(preview))
    assert text.count('name="agreed"') == 9
    numbers = [outcome["row"]["number"] for outcome in client.get(preview).context["shown"]]
    confirm(client, preview, agreed=numbers)
    long_work.do_all()
    assert Person.objects.count() == 18


def test_a_worker_that_was_killed_has_written_nothing_and_the_next_writes_all(
    client, user, monkeypatch
):
    confirm(client, checked(client, delegates(5)))
    monkeypatch.setattr(importing.carrying_out, "carry_out", _dies_half_way)
    job = Job.objects.get(kind="people import")
    with pytest.raises(KeyboardInterrupt):
        running.carry_on.func(job.pk)
    job.refresh_from_db()
    assert (job.state, Person.objects.count()) == ("running", 0)
    monkeypatch.undo()
    Job.objects.update(lease_ends_at=timezone.now() - timedelta(seconds=1))
    long_work.do_all()
    assert Person.objects.count() == 5


def _dies_half_way(plan, *_arguments):
    for outcome in plan.outcomes[:2]:
        outcome.person.save()
    raise KeyboardInterrupt


def test_a_discarded_long_list_leaves_nothing(client, user):
    client.post(checked(client, delegates(5)), {"discard": "1"})
    assert not PeopleUpload.objects.exists()
    assert not JobFile.objects.exists()
