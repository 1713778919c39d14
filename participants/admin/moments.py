"""Moments of invitations as columns of their list."""

from datetime import datetime
from functools import lru_cache

from django.contrib import admin
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from participants.models import Invitation


class MomentColumns:
    """When an invitation was sent, and until when its answer is wanted. Many rows share both, and
    writing them out for each, as Django does, is a tenth of the list's time."""

    @admin.display(description=_("invited"), ordering="invited_at")
    def invited(self, invitation: Invitation) -> str | None:
        return _written(invitation.invited_at)

    @admin.display(description=_("reply deadline"), ordering="reply_by_at")
    def reply_by(self, invitation: Invitation) -> str | None:
        return _written(invitation.reply_by_at)


def _written(moment: datetime | None) -> str | None:
    if moment is None:
        return None
    return _in_words(timezone.make_naive(moment).replace(second=0, microsecond=0), get_language())


@lru_cache(maxsize=1024)
def _in_words(minute: datetime, language: str | None) -> str:
    """A minute on the page's clock, in the language on screen, which is `language`."""
    return date_format(minute, "SHORT_DATETIME_FORMAT")
