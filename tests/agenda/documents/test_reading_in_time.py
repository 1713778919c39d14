"""An upload is read in a process of its own; one that takes too long is refused in a sentence."""

import pytest
from django.utils import translation

from agenda.documents import readers
from agenda.documents.limits import UnreadableDocumentError
from tests.agenda.documents import files

TEXT = "Trust grows slowly where people may ask and be answered."


def test_a_packed_file_is_read_as_it_would_be_here():
    data = files.pdf([[TEXT]])
    assert readers.read_in_time("a.pdf", data) == readers.read("a.pdf", data)


def test_what_is_wrong_with_it_is_said_in_the_readers_language():
    data = files.locked_pdf(files.pdf([[TEXT]]), "secret")
    with translation.override("vi"), pytest.raises(UnreadableDocumentError) as here:
        readers.read("a.pdf", data)
    with translation.override("vi"), pytest.raises(UnreadableDocumentError) as there:
        readers.read_in_time("a.pdf", data)
    assert str(there.value) == str(here.value) != "it is password-protected; save it without…"


def test_a_page_that_takes_too_long_is_refused(monkeypatch):
    monkeypatch.setattr(readers, "READING_TIME", 4)
    page = b"<b><i>a</i></b><p>" * 160_000
    with pytest.raises(UnreadableDocumentError, match="reading it takes too long"):
        readers.read_in_time("a.html", page)
