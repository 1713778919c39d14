"""The kinds of letters about invitations, seats and nominations."""

from functools import partial

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from dialogue.mail import letter_kinds

LetterKind = partial(letter_kinds.LetterKind, owner="participants")

# The last one: it takes the entry out of the calendar, and says that all else is gone.
ERASED = LetterKind("erased", _("personal data erased"))
# In organisers' own words, to those whom they chose.
GROUP = LetterKind("group", _("letter to many"), may_be_unsubscribed=True, unsubscribed_from="news")
KINDS = [
    ERASED,
    GROUP,
    LetterKind(
        "invitation",
        pgettext_lazy("letter", "invitation"),
        asks_for_an_answer=True,
        brings_the_link=True,
    ),
    LetterKind("confirmation", _("confirmation of an answer"), is_automatic=True),
    LetterKind("new_link", _("new personal link"), brings_the_link=True),
    LetterKind("withdrawal", _("withdrawal of an invitation")),
    LetterKind("extension", _("later reply deadline"), asks_for_an_answer=True),
    LetterKind(
        "nomination_request",
        _("request to nominate"),
        asks_for_an_answer=True,
        brings_the_link=True,
    ),
    LetterKind("nomination_received", _("receipt of a nomination"), is_automatic=True),
    LetterKind("nomination_approved", _("nomination approved")),
    LetterKind("nomination_rejected", _("nomination rejected")),
    LetterKind("seat_confirmed", _("seat confirmed to a nominee"), brings_the_link=True),
    LetterKind(
        "reminder",
        _("reminder"),
        is_automatic=True,
        may_be_unsubscribed=True,
        asks_for_an_answer=True,
    ),
    LetterKind("dialogue_changed", _("changed dates, place or status"), announces_a_change=True),
    LetterKind("details_decided", _("decision on a change of details")),
    LetterKind("official_letter", _("official letter with the signed scan")),
    LetterKind("request_received", _("receipt of a data request"), is_automatic=True),
    LetterKind("requests_due", _("data requests that are due"), is_automatic=True),
    LetterKind(
        "access_code",
        _("code for a delegate’s details"),
        is_automatic=True,
        is_secret=True,
        is_never_shown=True,
        is_urgent=True,
    ),
]
