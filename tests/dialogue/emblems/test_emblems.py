"""The emblem of a dialogue: uploaded in its form, shown on its pages, kept for good."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from dialogue.desk import copying
from dialogue.emblems import emblems
from dialogue.identity import share_picture
from dialogue.models import Emblem
from tests import factories
from tests.reading import filled_form
from tests.visitors import Visitors

pytestmark = pytest.mark.django_db
LAKE = b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><circle r="4"/></svg>'
BRIDGE = LAKE.replace(b"circle", b"ellipse")


@pytest.fixture
def send(client, superuser, dialogue):
    address = reverse("admin:dialogue_dialogue_change", args=[dialogue.pk])

    def _send(content=b"", **more):
        typed = {**filled_form(client.get(address).content), **more}
        if content:
            typed["emblem_file"] = SimpleUploadedFile("emblem.svg", content)
        response = client.post(address, typed)
        dialogue.refresh_from_db()
        return response

    return _send


@pytest.fixture
def superuser(client):
    user = factories.organiser(is_superuser=True)
    client.force_login(user)
    return user


def shown_on(client, dialogue):
    """The address of the emblem on the dialogue's own page; "" for our mark."""
    page = client.get(dialogue.get_absolute_url()).content.decode()
    found = f"/emblems/{dialogue.emblem_version}" if dialogue.emblem_version else ""
    return found if f'<img class="emblem" src="{found}" alt="">' in page else ""


def test_an_uploaded_emblem_stands_on_the_pages_until_it_is_dropped(client, send, dialogue):
    assert shown_on(client, dialogue) == ""
    assert send(LAKE).status_code == 302
    address = shown_on(client, dialogue)
    response = client.get(address)
    assert response.content == LAKE and response["Content-Type"] == "image/svg+xml"
    assert send(title_en="Talks on trust").status_code == 302
    assert shown_on(client, dialogue) == address, "it went with another change"
    assert send(drop_emblem="on").status_code == 302
    assert dialogue.emblem_version == "" and shown_on(client, dialogue) == ""


def test_what_is_no_emblem_is_refused_with_the_reason(send, dialogue):
    page = send(b"GIF89a")
    assert "neither an SVG nor a PNG" in page.content.decode()
    assert not Emblem.objects.exists() and dialogue.emblem_version == ""


def test_another_emblem_has_another_address_and_the_old_one_is_there_still(client, send, dialogue):
    send(LAKE)
    old = shown_on(client, dialogue)
    send(BRIDGE)
    assert shown_on(client, dialogue) not in {"", old}
    assert client.get(old).content == LAKE


def test_turning_the_dialogue_back_brings_its_old_emblem_back(client, send, dialogue):
    send(LAKE)
    before = dialogue.history.first()
    send(BRIDGE)
    before.instance.save()
    dialogue.refresh_from_db()
    assert emblems.of(dialogue) == LAKE


def test_it_is_kept_for_good_and_runs_nothing_when_opened_by_itself(client, send, dialogue):
    send(LAKE)
    response = client.get(shown_on(client, dialogue))
    assert "immutable" in response["Cache-Control"]
    assert response["Content-Security-Policy"].startswith("default-src 'none'")
    assert response["X-Content-Type-Options"] == "nosniff"
    again = client.get(shown_on(client, dialogue), headers={"if-none-match": response["ETag"]})
    assert again.status_code == 304 and again.content == b""
    assert client.get("/emblems/nothing").status_code == 404


def test_whoever_may_only_look_is_offered_no_file(dialogue):
    page = Visitors()("observer").get(reverse("admin:dialogue_dialogue_change", args=[dialogue.pk]))
    assert page.status_code == 200 and b"emblem_file" not in page.content


def test_the_picture_for_sharing_changes_with_the_emblem(client, send, dialogue):
    before = share_picture.etag(share_picture.content(dialogue))
    send(LAKE)
    said = share_picture.content(dialogue)
    assert share_picture.etag(said) != before
    assert share_picture.png(dialogue, said).startswith(emblems.PNG)


def test_a_new_dialogue_takes_over_the_emblem_of_an_earlier_one(dialogue):
    emblems.put(dialogue, LAKE)
    dialogue.save()
    new = factories.dialogue(slug="next-talks")
    copying.named("emblem").copy(dialogue, new)
    new.refresh_from_db()
    assert emblems.of(new) == LAKE
