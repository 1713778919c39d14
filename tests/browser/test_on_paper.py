"""Pages as a browser prints them on A4: nothing lies over anything else, no session is torn apart,
and what only a screen can use is left out."""

import io
import unicodedata

import pytest
from pypdf import PdfReader

DIALOGUE = "ai-governance-2026"
# Elements that a browser paints over the others on each sheet.
LOOSE = """
    [...document.querySelectorAll("body *")]
        .filter(one => ["fixed", "sticky"].includes(getComputedStyle(one).position))
        .filter(one => one.checkVisibility()).map(one => one.outerHTML.slice(0, 80))
"""


def printed(page, address):
    """The text of each sheet, with single blanks and without ligatures."""
    page.goto(address)
    sheets = PdfReader(io.BytesIO(page.pdf(format="A4"))).pages
    return [plain(sheet.extract_text()) for sheet in sheets]


def plain(text):
    return " ".join(unicodedata.normalize("NFKC", text).split())


@pytest.mark.parametrize("language", ["en", "vi"])
@pytest.mark.parametrize("name", ["programme", "topics", "speakers"])
def test_every_sheet_has_its_number_and_the_last_the_version(visit, world, name, language):
    address = f"{world.url}/{language}/{DIALOGUE}/{name}/"
    page = visit(language)
    sheets = printed(page, address)
    page.emulate_media(media="print")
    assert page.evaluate(LOOSE) == []
    for number, sheet in enumerate(sheets, start=1):
        assert f"{number} / {len(sheets)}" in sheet
    assert [address in sheet for sheet in sheets] == [False] * (len(sheets) - 1) + [True]


def test_a_session_is_on_one_sheet_and_says_nothing_of_files(visit, world):
    page = visit("en")
    sheets = printed(page, f"{world.url}/en/{DIALOGUE}/programme/")
    assert len(sheets) > 2
    assert "Calendar files of individual sessions" in page.locator("main").inner_text()
    assert not any("Calendar file" in sheet for sheet in sheets)
    for session in page.locator(".session").all():
        title = session.locator("h3").inner_text()
        texts = [title, *session.locator("ol.questions li").all_inner_texts()]
        homes = [sheet for sheet in sheets if all(plain(text) in sheet for text in texts)]
        assert homes, title
