"""Pages behind a personal link: find the row, speak the addressee's language, keep to the
dialogue's clock, stay out of caches and search engines."""

from collections.abc import Callable
from functools import wraps
from typing import Any, Concatenate, ParamSpec, TypeVar

from django.db.models import QuerySet
from django.forms import BaseForm
from django.http import HttpRequest, HttpResponse
from django.utils import timezone, translation
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from dialogue.access import sent
from dialogue.access.doors import door
from dialogue.access.languages import language_asked_for
from dialogue.access.tokens import read_token
from dialogue.models.prepared import Prepared
from dialogue.pages import links_that_open_nothing
from participants.models import Delegation, Invitation
from participants.official import signed
from participants.states import HAS_A_LINK

Row = TypeVar("Row", Invitation, Delegation)
More = ParamSpec("More")  # what else the address holds
Page = Callable[Concatenate[HttpRequest, Row, More], HttpResponse]
TokenPage = Callable[Concatenate[HttpRequest, str, More], HttpResponse]


@Prepared
def _invitations(key):
    rows = Invitation.objects.select_related("dialogue", "person__organisation")
    return rows.annotate(has_official_letters=signed.is_there()).filter(link_key=key).order_by()


def find_invitation(token: str) -> Invitation | None:
    """The invitation whose personal link this is, if the link still works."""
    key = read_token("answer", token)
    invitation = _invitations.first(key) if key else None
    return invitation if invitation and invitation.has_a_link else None


@Prepared
def _delegations(key):
    rows = Delegation.objects.select_related("dialogue", "organisation", "focal_point")
    return rows.filter(link_key=key).order_by()


def find_delegation(token: str) -> Delegation | None:
    """The delegation whose link this is, if it was ever written to."""
    key = read_token("delegation", token)
    delegation = _delegations.first(key) if key else None
    return delegation if delegation and seats_out(delegation).exists() else None


def seats_out(delegation: Delegation) -> QuerySet[Invitation]:
    """The seats of an institution about which it was written to, in the order of the categories."""
    seats = Invitation.objects.with_people().filter(delegation=delegation, status__in=HAS_A_LINK)
    return seats.filter(invited_at__isnull=False).order_by("category__position", "pk")


def behind_link(
    find: Callable[[str], Row | None],
) -> Callable[[Page[Row, More]], TokenPage[More]]:
    """Decorator: `view(request, row)` becomes the view of a token; `find(token)` gives the row, an
    invitation or a delegation, or None. What else the address holds is passed on.

    After the links' last day (`Dialogue.links_end_on`) every page says only where to write. The
    page is in the addressee's language unless ?lang= says otherwise. Links are opened as often
    as one likes, by people and by mail scanners; so looking changes nothing. Choosing another
    language beside a form sends the form along, so that nothing typed is lost, and is a look too.
    """

    def decorate(view):
        @door("link")
        @never_cache
        @require_http_methods(["GET", "HEAD", "POST"])
        @wraps(view)
        def page(request, token, **more):
            if _changes_only_the_language(request):
                request.method = "GET"  # whatever else was sent is not acted on
            row = find(token)
            asked = language_asked_for(request)
            if row is None:
                return links_that_open_nothing.unknown(request)
            if row.dialogue.have_links_ended:
                language = asked or row.addressee.language
                return links_that_open_nothing.ended(request, row.dialogue, language)
            key, language = row.link_key, asked or row.addressee.language
            with translation.override(language), timezone.override(row.dialogue.tz):
                response = view(request, row, **more)
                if response.get("Content-Type", "").startswith("text/html"):
                    said = row.addressee.spoken_to(response.content.decode())
                    response.content = said.encode()
            if row.link_key != key:  # renewed while the view ran: the page names the new link
                return links_that_open_nothing.unknown(request)
            response["X-Robots-Tag"] = "noindex, nofollow"
            response["Content-Language"] = language
            return response

        return page

    return decorate


def _changes_only_the_language(request):
    return request.method == "POST" and "only_language" in request.POST


def typed(request: HttpRequest) -> dict[str, Any]:
    """What the page's form held when another language was chosen, to begin the form of that
    language with; nothing if it was not. Nothing in it has been checked."""
    if request.method != "GET":
        return {}
    return {name: sent.typed(request.POST, name) for name in request.POST}


def is_begun(form: BaseForm, begun: dict[str, Any]) -> bool:
    """Whether what was typed (as `typed` gives it) says anything else than this form, unsent."""
    for name, field in form.fields.items():
        now = field.widget.value_from_datadict(begun, {}, form.add_prefix(name))
        is_file = field.widget.needs_multipart_form
        if not is_file and field.has_changed(form.get_initial_for_field(field, name), now):
            return True
    return False


personal_page = behind_link(find_invitation)
institution_page = behind_link(find_delegation)
