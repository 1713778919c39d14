"""The way from a page to the part of the guide that explains it."""

from django.http import HttpRequest
from django.urls import reverse

from dialogue.guide import chapters, delegates


def from_page_of_organisers(request: HttpRequest) -> str:
    """The address of the section that explains this page of the admin site, or of the contents."""
    match = request.resolver_match
    place = chapters.place_of(match.url_name or "") if match else None
    return address_of(place) if place else reverse("admin:guide")


def for_beginners() -> str:
    """The chapter that leads to the first invitations, or the contents."""
    chapter = chapters.named("start")
    return address_of(chapters.Place(chapter)) if chapter else reverse("admin:guide")


def address_of(place: chapters.Place) -> str:
    """The address of a section of the organisers' guide."""
    address = reverse("admin:guide_chapter", args=[place.chapter.name])
    return f"{address}#{place.anchor}" if place.anchor else address


def from_page_behind_a_link(request: HttpRequest) -> str:
    """The address of the part of the delegates' guide that explains this page."""
    match = request.resolver_match
    anchor = delegates.anchor_of(match.url_name or "") if match else ""
    return f"{reverse('guide')}#{anchor}" if anchor else reverse("guide")
