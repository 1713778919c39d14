"""Behind the personal link: the list of participants that was published last, for delegates."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import translation
from django.utils.translation import gettext as _

from dialogue.exports.spreadsheets import as_file
from dialogue.pages.problems import problems
from dialogue.refusals import Refused
from participants.links.personal_pages import personal_page
from participants.lists import files, publishing, sheets
from participants.models import Invitation


@personal_page
def page(request: HttpRequest, invitation: Invitation) -> HttpResponse:
    """The list on screen, for whoever has a seat."""
    return _page(request, invitation)


@personal_page
def file(request: HttpRequest, invitation: Invitation) -> HttpResponse:
    """The list as PDF, in the language of the page."""
    edition = publishing.for_delegate(invitation)
    if edition is None:
        return _page(request, invitation)
    try:
        content = files.write(edition, translation.get_language(), "pdf")
    except Refused as refusal:
        return _page(request, invitation, refusal)
    name = f"{_('List of participants')} {invitation.dialogue.slug} {edition.revision.standing}"
    return as_file(content, name, "pdf")


def _page(request, invitation, refusal=""):
    edition = publishing.for_delegate(invitation)
    context = {
        "invitation": invitation,
        "dialogue": invitation.dialogue,
        "person": invitation.person,
        "problems": problems(refusal=refusal),
        "sheet": sheets.in_language(edition, translation.get_language()) if edition else None,
    }
    status = 422 if refusal else 200
    return render(request, "participants/list_of_participants.html", context, status=status)
