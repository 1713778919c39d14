"""What the organisers' pages have in common: who may open them, and what stands around them."""

from django.contrib import admin
from django.core.exceptions import PermissionDenied


def demand(request, permission):
    """Refuse who lacks a permission, like "agenda.change_session"."""
    if not request.user.has_perm(permission):
        raise PermissionDenied


def page_context(request, model, title, dialogue=None):
    """For the admin site's own templates: a page among those of `model`, of one dialogue or not."""
    context = {**admin.site.each_context(request), "title": title, "opts": model._meta}
    if dialogue:
        context |= {"subtitle": dialogue.title, "dialogue": dialogue}
    return context
