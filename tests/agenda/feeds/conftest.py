"""Whose calendar it is, for tests."""

import pytest


@pytest.fixture
def delegate(invitation):
    """The invitation of a delegate."""
    return invitation
