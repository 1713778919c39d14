"""The copy of a person's data as a file."""

from django.http import HttpResponse

from dialogue.personal_data import copies
from participants.models import Person
from participants.personal_data.people import subject_of


def as_download(person: Person) -> HttpResponse:
    """All that is kept about a person, as JSON. No name is in the file's own name."""
    subject = subject_of([person.pk])
    content = copies.as_json(subject, copies.copy_of(subject))
    response = HttpResponse(content, content_type="application/json; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="personal-data-{person.pk}.json"'
    response["Cache-Control"] = "no-store"
    return response
