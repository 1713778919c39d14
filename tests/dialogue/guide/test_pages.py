"""The pages of the guide, and the way to it from every other page."""

import re

import pytest
from bs4 import BeautifulSoup
from django.urls import reverse

from dialogue.guide import chapters
from dialogue.models import Dialogue, short_names
from tests import factories
from tests.addresses import patterns
from tests.visitors import Visitors, address, make_world

pytestmark = [pytest.mark.django_db, pytest.mark.ignore_template_errors]


@pytest.fixture
def visit(db):
    return Visitors()


@pytest.fixture
def world(dialogue, visit):
    return make_world(dialogue)


def page_of(response):
    """The page as a tree, or None for what is no page of its own: a file, a frame."""
    if not response.get("Content-Type", "").startswith("text/html"):
        return None
    tree = BeautifulSoup(response.content, "html.parser")
    return tree if tree.select_one("#user-tools, .masthead") else None


def way_to_the_guide(tree):
    return tree.select_one("a[rel~=help]")


# Django's own page after its own change of a password, to which nobody is led here; signing out;
# the guide itself.
NOT_EXPLAINED = ("admin:password_change_done", "admin:logout", "admin:guide")


def unexplained(visit, world, names):
    """[(name, what is wrong)] of pages of the admin site, as a superuser finds them."""
    for name in names:
        response = visit("superuser").get(address(name, world))
        tree = page_of(response) if response.status_code == 200 else None
        if tree is None or not tree.select_one("#user-tools"):
            continue
        way = way_to_the_guide(tree)
        if way is None:
            yield name, "no way to the guide"
        elif way["href"] == reverse("admin:guide"):
            yield name, "no chapter explains it"


def test_every_page_of_the_admin_site_leads_to_the_chapter_that_explains_it(visit, world):
    names = [name for name, _pattern in patterns() if name.startswith("admin:")]
    names = [name for name in names if not name.startswith(NOT_EXPLAINED)]
    assert list(unexplained(visit, world, names)) == []


def test_a_page_that_no_chapter_explains_is_noticed(visit, world, monkeypatch):
    monkeypatch.delitem(chapters._places, "balance")
    names = ["admin:balance", "admin:reserve"]
    assert list(unexplained(visit, world, names)) == [("admin:balance", "no chapter explains it")]


def test_the_pages_that_chapters_explain_are_there():
    names = {name.removeprefix("admin:") for name, _pattern in patterns()}
    for page in chapters.explained():
        assert page in names or f"{page}_changelist" in names, page


def test_every_page_behind_a_link_leads_to_the_part_that_explains_it(visit, world):
    wrong = {}
    for name, pattern in patterns():
        if getattr(pattern.callback, "door", None) != "link":
            continue
        response = visit("nobody").get(address(name, world))
        tree = page_of(response) if response.status_code == 200 else None
        if tree is None or name in {"unsubscribe", "account_invitation"}:  # of no delegate
            continue
        way = way_to_the_guide(tree)
        if way is None or "#" not in way["href"]:
            wrong[name] = way
    assert wrong == {}


@pytest.mark.parametrize("language", ["en", "vi"])
def test_the_delegates_guide_is_public_and_each_part_is_led_to(client, language):
    tree = BeautifulSoup(client.get(f"/{language}/guide/").content, "html.parser")
    assert tree.html["lang"] == language
    anchors = [way["href"].removeprefix("#") for way in tree.select("main nav a")]
    assert anchors == [heading["id"] for heading in tree.select("article h2")]
    assert all(picture["alt"] and picture["width"] for picture in tree.select("article img"))


def test_public_pages_lead_to_the_guide_at_their_foot(client, dialogue):
    factories.release(dialogue)
    for path in [dialogue.get_absolute_url(), reverse("topics", args=[dialogue.slug])]:
        assert 'rel="help" href="/en/guide/"' in client.get(path).content.decode()


def test_the_contents_lead_to_every_chapter_and_section(visit):
    browser = visit("observer")
    tree = BeautifulSoup(browser.get(reverse("admin:guide")).content, "html.parser")
    ways = [way["href"] for way in tree.select(".chapters a")]
    assert len([way for way in ways if "#" not in way]) == len(chapters.all_chapters())
    for way in [way for way in ways if "#" not in way]:
        chapter = BeautifulSoup(browser.get(way).content, "html.parser")
        within = [one for one in ways if one.startswith(f"{way}#")]
        assert within == [f"{way}#{heading['id']}" for heading in chapter.select("article h2")]


def test_one_can_turn_from_chapter_to_chapter(visit):
    path, seen = reverse("admin:guide_chapter", args=["start"]), []
    while path:
        tree = BeautifulSoup(visit("observer").get(path).content, "html.parser")
        seen.append(path)
        way = tree.select_one("a[rel=next]")
        path = way["href"] if way else None
    assert len(seen) == len(chapters.all_chapters())


def test_the_whole_guide_is_one_page_whose_pictures_are_there_when_it_is_printed(visit):
    page = visit("observer").get(reverse("admin:guide_whole")).content.decode()
    assert page.count('class="begins"') == len(chapters.all_chapters())
    assert 'loading="lazy"' not in page
    anchors = re.findall(r'<h2[^>]* id="([\w-]+)"', page)
    assert len(anchors) == len(set(anchors))


def test_a_chapter_that_there_is_not_is_not_found(visit):
    response = visit("observer").get(reverse("admin:guide_chapter", args=["nowhere"]))
    assert response.status_code == 404


def test_no_dialogue_takes_the_address_of_the_guide():
    dialogue = Dialogue(title_en="Guide")
    short_names.give(dialogue)
    assert dialogue.get_absolute_url() == "/en/guide-2/"


def test_a_chapter_says_what_it_is_about_before_its_contents(client, user):
    found = BeautifulSoup(
        client.get(reverse("admin:guide_chapter", args=["start"])).content, "html.parser"
    )
    order = found.select(".chapter > .lead, .chapter > .on-this-page, .chapter > h2")
    assert [part.name for part in order[:3]] == ["p", "nav", "h2"]
