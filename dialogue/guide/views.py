"""The pages of the guide: the delegates' is public, the organisers' within the admin site."""

from django.contrib import admin
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import path
from django.urls.resolvers import URLPattern
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from dialogue.access.doors import door
from dialogue.guide import chapters, texts


@door("public")
@require_safe
def delegates(request: HttpRequest) -> HttpResponse:
    """The delegates' guide, on one page."""
    context = {
        "text": texts.render(texts.DELEGATES),
        "language": texts.language_of(texts.DELEGATES),
        "sections": texts.sections_of(texts.DELEGATES),
    }
    return render(request, "guide/delegates_page.html", context)


def contents(request: HttpRequest) -> HttpResponse:
    """What the organisers' guide tells."""
    return _page(request, "contents", _("Organisers’ guide"), contents=texts.contents())


def chapter(request: HttpRequest, name: str) -> HttpResponse:
    """One chapter, with the ways to the next and the last."""
    found = chapters.named(name)
    if found is None:
        raise Http404
    order = chapters.all_chapters()
    number = order.index(found)
    return _page(
        request,
        "chapter",
        found.title,
        chapter=_shown(found),
        before=order[number - 1] if number else None,
        after=order[number + 1] if number + 1 < len(order) else None,
    )


def whole(request: HttpRequest) -> HttpResponse:
    """All chapters on one page: to print, and to search with the browser."""
    shown = [_shown(one, is_whole=True) for one in chapters.all_chapters()]
    return _page(request, "whole", _("Organisers’ guide"), chapters=shown)


def _shown(one, is_whole=False):
    opening, text = texts.opening_of(texts.render(one.file, {"at_once": is_whole}))
    return {
        "title": one.title,
        "name": one.name,
        "opening": opening,
        "text": text,
        "language": texts.language_of(one.file),
        "sections": texts.sections_of(one.file),
    }


def _page(request, template, title, **context):
    surroundings = {**admin.site.each_context(request), "title": title}
    return render(request, f"admin/guide/{template}.html", surroundings | context)


def organisers_urls(site: admin.AdminSite) -> list[URLPattern]:
    """The addresses of the organisers' guide, for the admin site."""
    return [
        path("guide/", site.admin_view(require_safe(contents)), name="guide"),
        path("guide/whole/", site.admin_view(require_safe(whole)), name="guide_whole"),
        path("guide/<slug:name>/", site.admin_view(require_safe(chapter)), name="guide_chapter"),
    ]
