"""Who may open a view: the public, whoever holds a link, or an organiser."""

from django.contrib.auth.decorators import login_not_required


def door(access):
    """Declare on a view who may come in: "public", "link" (a token in the address), "organiser".

    The declaration is what tests/test_access.py checks; the guard itself stands in the view.
    """

    def declare(view):
        view.door = access
        return login_not_required(view)

    return declare
