"""What the tests of invitations and people share."""

import pytest


@pytest.fixture
def user_fields():
    return {"first_name": "Lan", "last_name": "Phạm"}
