"""`check_citations` prints what became of every citation and fails if one does not resolve."""

import pytest
from django.core.management import call_command

from agenda.documents.importing import import_file
from agenda.evidence import anchors
from agenda.models import Passage
from tests import factories
from tests.commands import run_command

TEXT = "Các bên mong muốn chia sẻ dữ liệu mở giữa các nước trong khu vực từ mùa thu năm nay."


def run():
    """(lines on standard output, what the command failed with or "")."""
    return run_command("check_citations")


@pytest.fixture
def report(db):
    return import_file("report.txt", TEXT.encode()).document


def test_found_citations_are_printed_with_their_topics(report, dialogue):
    dialogue.slug = "ai-2031"
    dialogue.save()
    long = Passage.objects.create(document=report, start="Các bên mong muốn", end="mùa thu")
    short = Passage.objects.create(document=report, start="dữ liệu mở")
    factories.topic(dialogue, number=3).passages.add(long, short)
    factories.topic(dialogue, number=1).passages.add(long)
    anchors.resolve(Passage.objects.all())
    assert run() == (
        [
            "ai-2031/1, ai-2031/3: report: "
            "found in paragraph 1: “Các bên mong muốn … vực từ mùa thu”",
            "ai-2031/3: report: found in paragraph 1: “dữ liệu mở”",
            "Found: 2. Lost: 0. In documents not imported: 0.",
        ],
        "",
    )


def test_a_lost_citation_fails(report):
    Passage.objects.create(document=report, start="Các bên", end="mùa đông")
    assert run() == (
        [
            "not cited by any topic: report: lost: “Các bên … mùa đông” does not appear in it; "
            "correct the citation",
            "Found: 0. Lost: 1. In documents not imported: 0.",
        ],
        "1 citation cannot be located.",
    )


def test_citations_of_documents_not_imported_fail(db):
    record = factories.document(key="minutes")
    for start in ["one", "two"]:
        Passage.objects.create(document=record, start=start)
    lines, problem = run()
    assert lines[0] == (
        "not cited by any topic: minutes: document not imported; run import_documents on its file"
    )
    assert lines[-1] == "Found: 0. Lost: 0. In documents not imported: 2."
    assert problem == "2 citations cannot be located."


def test_a_stored_place_that_differs_is_reported_and_left_alone(report):
    passage = Passage.objects.create(document=report, start="dữ liệu mở")
    lines, problem = run()
    assert lines[0].endswith(
        "“dữ liệu mở” (the stored place differs; run load_dialogue or import_documents "
        "to correct it)"
    )
    assert problem == ""
    passage.refresh_from_db()
    assert not passage.is_found


def test_without_citations_there_is_nothing_wrong(db):
    assert run() == (["Found: 0. Lost: 0. In documents not imported: 0."], "")


@pytest.mark.parametrize("number", [1, 10])
def test_the_number_of_citations_does_not_change_the_number_of_queries(
    report, dialogue, django_assert_num_queries, number
):
    topic = factories.topic(dialogue)
    for at in range(number):
        topic.passages.create(document=report, start="dữ liệu mở", paragraph_number=at)
    with django_assert_num_queries(3):
        run()


def test_the_command_explains_itself(capsys):
    with pytest.raises(SystemExit):
        call_command("check_citations", "--help")
    assert "Print every passage" in capsys.readouterr().out
