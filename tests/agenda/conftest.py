"""What the tests of the programme, its documents and its data share."""

import pytest

from tests.agenda.small_dialogue import write_files


@pytest.fixture
def folder(tmp_path):
    """A folder with the data of a small dialogue."""
    return write_files(tmp_path)
