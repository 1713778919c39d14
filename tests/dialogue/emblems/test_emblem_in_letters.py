"""The emblem goes with a letter, inside it: nobody's mail program fetches anything."""

import re
import struct

import pytest
from django.core.mail import EmailMessage

from dialogue.emblems import drawing, emblems, in_letters
from dialogue.mail import outbox
from dialogue.mail.delivery import mime

LAKE = b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><circle r="4"/></svg>'
PAGE = '<html><body><table class="letterhead" role="presentation"><tr><td>Title</td></tr></table>'


@pytest.fixture
def letter(dialogue):
    """A letter of the dialogue as it goes out."""
    in_letters._drawn.cache_clear()

    def letter(emblem=b"", html=PAGE) -> EmailMessage:
        emblems.put(dialogue, emblem)
        dialogue.save()
        mail = outbox.store(
            dialogue=dialogue,
            kind="invitation",
            language="en",
            to_name="Mei Tan",
            to_address="mei@example.org",
            subject="Invitation",
            text="Dear Mei Tan,",
            html=html,
        )
        return mime.message_for(mail).message()

    return letter


def part(message, kind):
    return next((it for it in message.walk() if it.get_content_type() == kind), None)


def test_the_picture_is_in_the_letter_and_named_in_it(letter):
    message = letter(LAKE)
    related, image = part(message, "multipart/related"), part(message, "image/png")
    assert related.get_param("type") == "text/html"
    html = part(related, "text/html").get_payload(decode=True).decode()
    (name,) = re.findall(r'src="cid:([^"]+)"', html)
    assert image["Content-ID"] == f"<{name}>"
    assert image["Content-Disposition"].startswith("inline")
    assert "http" not in re.findall(r"<img[^>]*>", html)[0]
    assert html.index("cid:") < html.index("Title")
    content = image.get_payload(decode=True)
    width, height = struct.unpack(">II", content[16:24])
    assert f'width="{width // 2}"' in html and height == 104
    assert len(content) < 20_000


def test_plain_text_and_letters_without_an_emblem_stay_as_they_were(letter):
    assert part(letter(), "image/png") is None
    message = letter(LAKE)
    alternatives = part(message, "multipart/alternative").get_payload()
    kinds = [it.get_content_type() for it in alternatives]
    assert kinds == ["text/plain", "multipart/related"]


def test_a_letter_without_a_letterhead_has_no_place_for_it(letter):
    assert part(letter(LAKE, html="<p>Dear Mei Tan,</p>"), "image/png") is None


def test_a_letter_leaves_though_its_emblem_cannot_be_drawn(letter, caplog):
    message = letter(b"neither the one nor the other")
    assert part(message, "text/html") and part(message, "image/png") is None
    assert "could not be drawn" in caplog.text


def test_a_wide_emblem_is_no_wider_than_its_place():
    wide = LAKE.replace(b"0 0 9 9", b"0 0 900 20")
    again = drawing.png(drawing.png(wide))
    for made in [drawing.png(wide), again]:
        width, _height = struct.unpack(">II", made[16:24])
        assert width == 256
