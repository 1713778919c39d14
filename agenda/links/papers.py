"""Behind the personal link: the background papers of sessions."""

from django.http import Http404, HttpRequest, HttpResponse

from agenda.background.delivery import as_download
from agenda.releases import readable_papers
from participants.links.personal_pages import personal_page
from participants.models import Invitation


@personal_page
def paper(request: HttpRequest, invitation: Invitation, pk: int) -> HttpResponse:
    """One paper, as a download. 404 for those of others, and before it may be read."""
    found = readable_papers.find(invitation, pk)
    if found is None:
        raise Http404
    return as_download(found)
