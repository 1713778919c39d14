"""Adding a document by hand: its file or its text, and what the organiser says of it."""

from dataclasses import dataclass
from datetime import date

from django.conf import settings
from django.db import transaction

from agenda.documents import importing
from agenda.documents.importing import Outcome
from agenda.documents.readers import Reading


@dataclass
class Record:
    """What the organiser typed about a document; what is empty is taken from the document."""

    title: str = ""
    publisher: str = ""
    published_on: date | None = None
    language: str = ""


@transaction.atomic
def add(name: str, content: bytes, reading: Reading, record: Record) -> Outcome:
    """Store a file as import_file does, with what the organiser says of it.

    A document that is here already is left as it is.
    """
    outcome = importing.import_file(name, content, reading)
    document = outcome.document
    is_new = outcome.status in {importing.Status.IMPORTED, importing.Status.NEAR_DUPLICATE}
    if document is None or not is_new:
        return outcome
    if record.title:
        for code, _name in settings.LANGUAGES:
            setattr(document, f"title_{code}", record.title)
    for field in ["publisher", "published_on", "language"]:
        if value := getattr(record, field):
            setattr(document, field, value)
    document.save()
    return outcome
