"""Whose account is behind a request."""

import pytest
from django.contrib.auth.models import AnonymousUser, User
from django.core.exceptions import PermissionDenied

from dialogue.pages.base import user_of


def test_the_organiser_is_the_account_of_the_request(rf):
    request = rf.get("/admin/")
    request.user = User(username="organiser")
    assert user_of(request) is request.user


def test_somebody_who_has_not_signed_in_is_refused(rf):
    request = rf.get("/admin/")
    request.user = AnonymousUser()
    with pytest.raises(PermissionDenied):
        user_of(request)
