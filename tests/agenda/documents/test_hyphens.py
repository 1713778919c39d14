"""Words divided at the end of a line are made whole, and no others."""

import pytest

from agenda.documents.paragraphs import join_lines


def joined(text):
    return " ".join(block.text for block in join_lines(text))


@pytest.mark.parametrize(
    ("printed", "whole"),
    [
        ("what was dis-\ncovered in", "what was discovered in"),
        ("of the implementa-\ntion of", "of the implementation of"),
        ("for better gover-\nnance of", "for better governance of"),
        ("an interopera-\nbility test", "an interoperability test"),
        ("the Boeing 737–\n9 and", "the Boeing 737–9 and"),
        ("in the years 1990-\n2000 they", "in the years 1990-2000 they"),
        ("of regional co-\noperation in", "of regional co-operation in"),
        ("for AI-\nenabled services", "for AI-enabled services"),
        ("with data-\ndriven tools", "with data-driven tools"),
        ("a well-\nknown fact", "a well-known fact"),
        ("in Asia-\nPacific states", "in Asia-Pacific states"),
        ("so -\nin short -\nit is", "so - in short - it is"),
        ("nhóm đa-\nphương của", "nhóm đa-phương của"),
    ],
)
def test_a_divided_word_is_made_whole_and_a_hyphen_that_belongs_to_it_stays(printed, whole):
    assert joined(printed) == whole


def test_the_document_itself_decides_first():
    assert joined("co-\noperation is\nno cooperation").startswith("cooperation is")
    assert joined("data-\nbase means a\ndata-base here").startswith("data-base means")
