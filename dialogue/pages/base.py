"""What the organisers' pages have in common: who may open them, and what surrounds them."""

from typing import Any, TypeVar

from django.contrib import admin
from django.contrib.auth.models import AnonymousUser, User
from django.core.exceptions import PermissionDenied
from django.db.models import Model, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.functional import Promise

from dialogue.access.open_rows import open_to
from dialogue.desk import chosen
from dialogue.models import Dialogue


def require_permission(request: HttpRequest, *permissions: str) -> None:
    """Refuse an organiser who lacks one of these permissions, like "agenda.change_session".

    For rights that depend on what is asked for; where a page always needs the same right, Django's
    `permission_required(…, raise_exception=True)` says so above it. Raises PermissionDenied.
    """
    if not request.user.has_perms(permissions):
        raise PermissionDenied


def user_of(request: HttpRequest) -> User:
    """The organiser's account. Raises PermissionDenied for somebody who has not signed in."""
    if isinstance(request.user, AnonymousUser):
        raise PermissionDenied
    return request.user


Row = TypeVar("Row", bound=Model)


def open_or_404(request: HttpRequest, rows: type[Row] | QuerySet[Row], **lookup: Any) -> Row:
    """The one row that `lookup` names, of a model or a query, if it is open to this organiser.
    Raises Http404 where there is none, and where it belongs to a dialogue of others."""
    if isinstance(rows, type):
        rows = rows._default_manager.all()
    return get_object_or_404(open_to(request.user, rows), **lookup)


def render_page(
    request: HttpRequest,
    template: str,
    model: type[Model],
    title: str | Promise,
    dialogue: Dialogue | None = None,
    **context: Any,
) -> HttpResponse:
    """A page of ours within the admin site, among those of `model`; about one dialogue or not.

    What `context` holds comes last, so that a page may say another subtitle than the dialogue.
    """
    if dialogue:
        chosen.follow(request, dialogue)
    surroundings = {**admin.site.each_context(request), "title": title, "opts": model._meta}
    if dialogue:
        surroundings |= {"subtitle": dialogue.title, "dialogue": dialogue}
    return render(request, template, surroundings | context)
