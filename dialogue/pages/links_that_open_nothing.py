"""The pages for links of ours that open nothing: every kind of wrong one the same, for nobody is to
find out which it is; and one whose days are over."""

from django.http import HttpRequest, HttpResponse
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from dialogue.models import Dialogue
from dialogue.pages import dead_ends


def unknown(request: HttpRequest) -> HttpResponse:
    """404 for a link that was never there, was revoked or was replaced."""

    def words():
        text = _(
            "It may be incomplete, or it may have been replaced by a newer one. Please copy the "
            "whole link from your latest email, or reply to that email and ask the secretariat."
        )
        return _("This link is not valid"), text

    return dead_ends.respond(request, 404, words)


def ended(request: HttpRequest, dialogue: Dialogue, language: str) -> HttpResponse:
    """410 for a link whose last day is over. Whose it was is not said: it may be in anybody's
    mailbox by now."""

    def words():
        text = _(
            "The links for “%(title)s” worked until %(on)s. Nothing more can be seen or changed "
            "here."
        )
        day = date_format(dialogue.links_end_on, "DATE_FORMAT")
        return _("This link has ended"), text % {"title": dialogue.title, "on": day}

    return dead_ends.respond(request, 410, words, dialogue=dialogue, language=language)
