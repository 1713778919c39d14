"""The list of participants in the admin site as it would be now: on screen, to print from the
browser and as a spreadsheet, for delegates and hosts or for the secretariat's own use."""

from collections.abc import Callable
from typing import Any, NamedTuple

from django.conf import settings
from django.contrib.auth.decorators import permission_required
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.urls import URLPattern, path
from django.utils import translation
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from dialogue.access import security_log, sent
from dialogue.access.languages import language_asked_for
from dialogue.exports import spreadsheets
from dialogue.models import Dialogue
from dialogue.pages.base import open_or_404, render_page, require_permission
from dialogue.refusals import NAME
from participants.delegates.list_of_participants import Group, Participant, participants
from participants.lists import files, pages, publishing
from participants.lists.pages import FileForm, PublishForm
from participants.models import Invitation, ParticipantList

PER_PAGE = 200  # people: most dialogues are printed from one page


class Part(NamedTuple):
    """What a page shows of a group: those who are named on it and, where the group ends on it, how
    many are not named."""

    group: Group
    named: list[Participant]
    others: int


def paths(wrap: Callable[[Callable[..., HttpResponse]], Any]) -> list[URLPattern]:
    """The addresses of the list; `wrap` is the admin site's own for a view."""
    views = {"": (page, "list"), "xlsx/": (xlsx, "xlsx")}
    views |= {"publish/": (pages.publish, "publish"), "file/": (pages.file, "file")}
    return [
        path(f"participants/<int:dialogue>/{end}", wrap(view), name=f"participants_{name}")
        for end, (view, name) in views.items()
    ]


def _asked(request, dialogue):
    """(dialogue, language, how much is shown) of what is asked for, if this organiser may have it:
    the internal version, contact details."""
    is_internal = "internal" in request.GET
    if is_internal:
        require_permission(request, "participants.change_invitation")
    language = language_asked_for(request) or translation.get_language()
    with_contacts = request.user.has_perm("participants.view_contact")
    shown = {"is_internal": is_internal, "with_contacts": with_contacts}
    return open_or_404(request, Dialogue, pk=dialogue), language, shown


@permission_required("participants.view_invitation", raise_exception=True)
def page(request: HttpRequest, dialogue: int) -> HttpResponse:
    """The list on screen; the browser prints it without what is around it. `dialogue` is a
    primary key; 404 if there is none."""
    chosen, language, shown = _asked(request, dialogue)
    with translation.override(language):
        made = participants(chosen, **shown)
        named = [one for group in made.groups for one in group.named]
        page = Paginator(named, PER_PAGE).get_page(sent.number(request.GET, "page"))
        return render_page(
            request,
            "admin/participants/invitation/participants.html",
            Invitation,
            _("List of participants"),
            list=made,
            page=page,
            parts=_parts(made, page),
            listed=[one.person for one in named],
            **_papers(made, has_all=shown["with_contacts"]),
            may_see_all=request.user.has_perm("participants.change_invitation"),
            language=language,
            languages=settings.LANGUAGES,
        )


def _parts(made, page):
    """The groups, as far as they are on this page; one in which nobody is named stands before the
    next that names somebody."""
    parts, before = [], 0
    first, end = max(page.start_index() - 1, 0), page.end_index()
    for group in made.groups:
        after = before + len(group.named)
        named = group.named[max(first - before, 0) : max(end - before, 0)]
        stands_here = first <= after and (after < end or not page.has_next())
        ends_here = after <= end if named else not group.named and stands_here
        if named or ends_here:
            parts.append(Part(group, named, group.others if ends_here else 0))
        before = after
    return parts


def _papers(made, *, has_all):
    """What the page offers beside the list: to publish it, and the revisions as files. `has_all`:
    whether `made` holds addresses too, as what is published does."""
    if made.is_internal:
        return {}
    dialogue = made.dialogue
    draft = publishing.draft(dialogue, made if has_all else None)
    return {
        "draft": draft,
        "revisions": ParticipantList.objects.filter(dialogue=dialogue).select_related(
            "published_by"
        ),
        "without_font": files.without_font(draft),
        "publish_form": PublishForm(initial={NAME: draft.version}),
        "file_form": FileForm(auto_id="file-%s"),
    }


@permission_required("participants.view_invitation", raise_exception=True)
def xlsx(request: HttpRequest, dialogue: int) -> HttpResponse:
    """The list as a workbook; the same people, the same language."""
    chosen, language, shown = _asked(request, dialogue)
    with translation.override(language):
        made = participants(chosen, **shown)
        name = _("List of participants")
        if made.is_internal:
            name = _("Participants, internal")
        rows = list(_rows(made))
        content = spreadsheets.write_xlsx(_headings(made), rows, name)
        security_log.record_export(request, Invitation, f"{chosen.slug}, XLSX, {len(rows)}")
        return spreadsheets.as_file(content, f"{name} {chosen.slug}", "xlsx")


def _headings(made):
    names = [
        _("category"),
        _("country"),
        _("form of address"),
        pgettext("person", "name"),
        pgettext("person", "title"),
        _("institution"),
    ]
    names += [_("email address"), _("telephone")] if made.has_contacts else []
    names += [_("for the secretariat’s own use")] if made.is_internal else []
    return [capfirst(name) for name in names]


def _rows(made):
    for group in made.groups:
        for participant in group.named:
            person, named = participant.person, participant.named
            reach = [person.email, person.phone] if participant.shows_contact else ["", ""]
            yield [
                group.category.name,
                named.country,
                named.form,
                named.name,
                named.title,
                named.institution,
                *(reach if made.has_contacts else []),
                *([participant.status] if made.is_internal else []),
            ]
        if group.others:
            text = ngettext(
                "and %(n)d further participant", "and %(n)d further participants", group.others
            )
            blanks = [""] * (len(_headings(made)) - 4)
            yield [group.category.name, "", "", text % {"n": group.others}, *blanks]
