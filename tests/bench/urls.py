"""The project's addresses, and a bare view of any size to measure them against."""

from functools import cache

from django.http import HttpResponse
from django.urls import path
from django.views.decorators.http import require_safe

from dialogue.access.doors import door
from dialogue.urls import handler403, handler404, handler500
from dialogue.urls import urlpatterns as project

__all__ = ["handler403", "handler404", "handler500", "urlpatterns"]


@cache
def body(size):
    return b"x" * size


@door("public")
@require_safe
def bare(request, size):
    """`size` bytes at once: what Django, the middleware and the server cost by themselves."""
    return HttpResponse(body(size), content_type="text/plain")


urlpatterns = [path("bare/<int:size>", bare), *project]
