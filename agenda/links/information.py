"""Behind the personal link: the information note that was published last."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import translation
from django.utils.translation import gettext as _

from agenda.information import note
from dialogue.exports.spreadsheets import as_file
from dialogue.pages.problems import problems
from dialogue.refusals import Refused
from participants.links.personal_pages import personal_page
from participants.models import Invitation


@personal_page
def page(request: HttpRequest, invitation: Invitation) -> HttpResponse:
    """The note on screen, for everybody who has a link: it also says how to decide."""
    return _page(request, invitation, note.last(invitation.dialogue))


@personal_page
def file(request: HttpRequest, invitation: Invitation) -> HttpResponse:
    """The note as PDF, in the language of the page."""
    made = note.last(invitation.dialogue)
    if made is None:
        return _page(request, invitation, None)
    language = translation.get_language()
    try:
        written = note.as_pdf(invitation.dialogue, made.content, language, made)
    except Refused as refusal:
        return _page(request, invitation, made, refusal)
    return as_file(written, f"{_('Information note')} {invitation.dialogue.slug} {made}", "pdf")


def _page(request, invitation, made, refusal=""):
    dialogue, language = invitation.dialogue, translation.get_language()
    context = {
        "invitation": invitation,
        "dialogue": dialogue,
        "person": invitation.person,
        "problems": problems(refusal=refusal),
        "sheet": note.sheet(dialogue, made.content, language, made) if made else None,
    }
    status = 422 if refusal else 200
    return render(request, "agenda/information_note.html", context, status=status)
