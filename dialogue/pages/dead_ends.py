"""Where somebody's way ends: no such page, a link that opens nothing, an error of theirs or ours.
The page says what happened, whom to write to and where to go on; in all languages where nobody
knows which one its reader has.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from email.utils import parseaddr

from django.conf import settings
from django.db import DatabaseError
from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import translation
from django.utils.html import escape
from django.utils.translation import get_language_from_path
from django.utils.translation import gettext as _

from dialogue.access.languages import language_asked_for, own_name
from dialogue.models import Dialogue

TEMPLATE = "dialogue/dead_end.html"
Words = Callable[[], tuple[str, str]]  # (heading, sentences), in the language that is active
Way = tuple[str, str]  # (label, address)


@dataclass(frozen=True)
class Ending:
    """What the page says in one language. Without a dialogue `contact` is an address alone, the one
    that letters come from."""

    language: str
    title: str
    text: str
    contact_name: str
    contact_email: str
    contact_phone: str
    ways: Sequence[Way]


def respond(
    request: HttpRequest,
    status: int,
    words: Words,
    *,
    dialogue: Dialogue | None = None,
    language: str | None = None,
    ways: Callable[[], Sequence[Way]] = tuple,
) -> HttpResponse:
    """The page with this status. `language` is the reader's where the caller knows it; else the
    address may say it. `ways` are further ways on, the first of all, in the active language;
    `dialogue` is what the address is about, if the caller knows. At most two queries."""
    asked = language_asked_for(request)
    in_path = get_language_from_path(request.path_info)
    known = language or asked or in_path
    dialogue = dialogue or _dialogue_of(request)
    endings = [
        _ending(code, words, dialogue, ways, is_admin=_is_admin(request))
        for code in _languages(known)
    ]
    context = {
        "dialogue": dialogue,
        "endings": endings,
        "links": _links(request, known, is_in_path=bool(in_path)) if known else [],
    }
    with translation.override(endings[0].language):
        page = render_to_string(TEMPLATE, context, request)
    response = HttpResponse(page, status=status)
    response["Content-Language"] = ", ".join(ending.language for ending in endings)
    response["X-Robots-Tag"] = "noindex, nofollow"
    return response


def respond_by_itself(status: int, words: Words) -> HttpResponse:
    """The page where anything may be broken: without request, session, database and cache, and even
    without style sheets, in every language."""
    endings = [_ending(code, words, None, tuple) for code in _languages(None)]
    context = {"dialogue": None, "links": [], "endings": endings}
    context["LANGUAGE_CODE"] = endings[0].language
    try:
        with translation.override(endings[0].language):
            page = str(render_to_string(TEMPLATE, context))
    except ValueError:  # the style sheets were not collected
        page = "".join(
            f'<p lang="{one.language}">{escape(one.title)}. {escape(one.text)}</p>'
            for one in endings
        )
    response = HttpResponse(page, status=status)
    response["Cache-Control"] = "no-store"
    return response


def _languages(known):
    """The reader's, or all with the one that the browser prefers first."""
    first = known or translation.get_language() or settings.LANGUAGE_CODE
    others = [code for code, _name in settings.LANGUAGES if code != first]
    return [first] if known else [first, *others]


def _ending(code, words, dialogue, ways, *, is_admin=False):
    with translation.override(code):
        title, text = words()
        default = parseaddr(settings.DEFAULT_FROM_EMAIL)[1]
        has_contact = dialogue and (dialogue.contact_email or dialogue.contact_phone)
        return Ending(
            language=code,
            title=title,
            text=text,
            contact_name=(dialogue.contact_name or dialogue.title) if has_contact else "",
            contact_email=dialogue.contact_email if has_contact else default,
            contact_phone=dialogue.contact_phone if has_contact else "",
            ways=[*ways(), *_ways_on(dialogue, is_admin)],
        )


def _ways_on(dialogue, is_admin):
    if is_admin:
        return [(_("Front page of the admin site"), reverse("admin:index"))]
    if dialogue and dialogue.is_public:
        at = {"slug": dialogue.slug}
        return [
            (_("The dialogue in brief"), dialogue.get_absolute_url()),
            (_("Programme"), reverse("programme", kwargs=at)),
            (_("Topics"), reverse("topics", kwargs=at)),
        ]
    return [(_("Home"), reverse("home"))]


def _is_admin(request):
    return request.path_info.startswith(reverse("admin:index"))


def _dialogue_of(request):
    """The public dialogue that the address names, or the only one there is; None without a
    database."""
    try:
        named = None
        if get_language_from_path(request.path_info):
            slug = [*request.path_info.split("/"), ""][2][:50]
            named = Dialogue.objects.public().filter(slug=slug).first()
        if named or _is_admin(request):
            return named
        public = list(Dialogue.objects.public()[:2])
    except (DatabaseError, ValueError):  # a NUL byte in the address is a ValueError
        return None
    return public[0] if len(public) == 1 else None


def _links(request, known, *, is_in_path):
    """[(language, its name, address, whether it is on screen)]"""
    links = []
    for code, _name in settings.LANGUAGES:
        if is_in_path:
            rest = request.path_info.split("/", 2)[2:]
            address = "/" + "/".join([code, *rest])
        else:
            address = f"?lang={code}"
        links.append((code, own_name(code), address, code == known))
    return links
