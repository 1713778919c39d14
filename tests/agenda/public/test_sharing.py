"""What search engines and messengers find: descriptions, pictures, the sitemap, icons."""

import json
import re

import pytest
from django.conf import settings
from django.urls import reverse
from lxml import etree

from dialogue.identity import share_picture
from tests import factories
from tests.agenda.public.addresses import address
from tests.reading import page, soup

PNG = b"\x89PNG\r\n\x1a\n"
NAMES = {"s": "http://www.sitemaps.org/schemas/sitemap/0.9", "x": "http://www.w3.org/1999/xhtml"}


@pytest.fixture
def topic(dialogue):
    topic = factories.topic(dialogue, slug="trust", title_en="Trust", summary_en="Slow. And more.")
    factories.release(dialogue)
    return topic


def head(client, name, dialogue, **parts):
    return soup(client.get(address(name, dialogue, **parts))).head


def property_of(element, name):
    return element.find("meta", property=f"og:{name}")["content"]


@pytest.mark.parametrize("name", ["dialogue", "topics", "programme", "speakers", "calendars"])
def test_a_page_says_what_it_is_about_and_shows_a_picture(client, dialogue, topic, name):
    found = head(client, name, dialogue)
    dialogue.refresh_from_db()
    assert property_of(found, "title").endswith(dialogue.title)
    picture = property_of(found, "image")
    assert picture == f"{settings.PUBLIC_URL}/en/{dialogue.slug}/share.png"
    own = settings.PUBLIC_URL + address(name, dialogue)
    assert found.find("link", rel="canonical")["href"] == own
    for_all = found.find("link", hreflang="x-default")["href"]
    assert for_all == own.replace("/en/", "/")
    response = client.get(
        for_all.removeprefix(settings.PUBLIC_URL), headers={"accept-language": "vi"}
    )
    assert response.url == address(name, dialogue, "vi")


def test_no_two_pages_have_the_same_title_or_description(client, dialogue, topic):
    names = ["dialogue", "topics", "programme", "speakers", "calendars", "changes"]
    heads = [head(client, name, dialogue) for name in names]
    titles = {property_of(found, "title") for found in heads}
    said = {found.find("meta", attrs={"name": "description"})["content"] for found in heads}
    assert len(titles) == len(said) == len(names)
    assert "Programme, 2–3 June 2031. A day and a half of talk among thirty people." in said


def test_the_calendar_that_a_page_names_speaks_the_pages_language(client, dialogue, topic):
    for language, query in [("en", ""), ("vi", "?lang=vi")]:
        found = soup(client.get(address("dialogue", dialogue, language))).head
        calendar = reverse("calendar", args=[dialogue.slug])
        assert found.find("link", type="text/calendar")["href"] == calendar + query


def test_a_topic_is_shared_under_its_own_name(client, dialogue, topic):
    found = head(client, "topic", dialogue, topic="trust")
    assert property_of(found, "title") == "Trust"
    assert property_of(found, "description") == "Slow."


def test_the_picture_is_as_large_as_networks_want_it(client, dialogue):
    response = client.get(reverse("share_picture", args=[dialogue.slug]))
    assert response["Content-Type"] == "image/png"
    assert response.content.startswith(PNG)
    width, height = (int.from_bytes(response.content[at : at + 4], "big") for at in [16, 20])
    assert (width, height) == (share_picture.WIDTH, share_picture.HEIGHT)


def test_the_picture_is_not_sent_twice_and_another_one_when_it_says_something_else(
    client, dialogue
):
    path = reverse("share_picture", args=[dialogue.slug])
    etag = client.get(path)["ETag"]
    assert client.get(path, headers={"if-none-match": etag}).status_code == 304
    dialogue.title_en = "Another name"
    dialogue.save()
    again = client.get(path, headers={"if-none-match": etag})
    assert (again.status_code, again["ETag"] != etag) == (200, True)
    other = client.get(path.replace("/en/", "/vi/"))
    assert other["ETag"] not in {etag, again["ETag"]}


def test_what_is_not_public_has_no_picture(client, dialogue):
    dialogue.is_public = False
    dialogue.save()
    assert client.get(reverse("share_picture", args=[dialogue.slug])).status_code == 404


def test_the_sitemap_has_the_public_pages_in_both_languages_and_nothing_else(
    client, dialogue, topic
):
    hidden = factories.dialogue(is_public=False)
    invitation = factories.invitation(dialogue)
    response = client.get("/sitemap.xml", headers={"host": "localhost"})
    text = page(response)
    tree = etree.fromstring(response.content)
    found = {one.text for one in tree.iterfind("s:url/s:loc", NAMES)}
    for name in ["dialogue", "topics", "programme", "speakers", "calendars", "changes"]:
        for language in ["en", "vi"]:
            assert settings.PUBLIC_URL + address(name, dialogue, language) in found
    assert settings.PUBLIC_URL + address("topic", dialogue, topic="trust") in found
    assert len(found) == 14
    assert hidden.slug not in text
    assert invitation.token not in text
    for link in tree.iterfind("s:url/x:link", NAMES):
        assert (
            client.get(link.get("href").removeprefix(settings.PUBLIC_URL), follow=True).status_code
            == 200
        )


def test_robots_are_told_of_the_sitemap(client, db):
    assert f"Sitemap: {settings.PUBLIC_URL}/sitemap.xml" in page(client.get("/robots.txt"))


def test_browsers_find_the_icons_that_they_ask_for_unasked():
    root = settings.WHITENOISE_ROOT
    icon = (root / "favicon.ico").read_bytes()
    assert icon[:4] == b"\x00\x00\x01\x00"
    assert icon[22:].startswith(PNG)
    assert (root / "apple-touch-icon.png").read_bytes().startswith(PNG)


def event(client, dialogue):
    text = page(client.get(address("dialogue", dialogue)))
    return json.loads(re.search(r'<script type="application/ld\+json">(.*?)</script>', text)[1])


def test_the_event_has_a_picture_and_says_that_one_must_come(client, dialogue, topic):
    found = event(client, dialogue)
    assert found["image"] == f"{settings.PUBLIC_URL}/en/{dialogue.slug}/share.png"
    assert found["eventAttendanceMode"].endswith("/OfflineEventAttendanceMode")


def test_a_place_without_an_address_is_no_point_on_a_map(client, dialogue, topic):
    assert "geo" in event(client, dialogue)["location"]
    assert "openstreetmap" in page(client.get(address("dialogue", dialogue)))
    feed = reverse("calendar", args=[dialogue.slug])
    factories.session(dialogue)
    factories.release(dialogue)
    assert b"GEO:" in client.get(feed).content
    dialogue.refresh_from_db()
    dialogue.address_en = dialogue.address_vi = ""
    dialogue.save()
    factories.release(dialogue)
    assert "geo" not in event(client, dialogue)["location"]
    assert "openstreetmap" not in page(client.get(address("dialogue", dialogue)))
    assert b"GEO:" not in client.get(feed).content
