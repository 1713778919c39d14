"""The words of the guide: the same in both languages, true to the words of the pages, complete."""

import re

import pytest
from django.apps import apps
from django.conf import settings
from django.template.exceptions import TemplateDoesNotExist
from django.template.loader import get_template
from django.utils import translation
from django.utils.translation.trans_real import DjangoTranslation

from dialogue.guide import chapters, delegates, pictures, texts
from dialogue.templatetags import guide as tags
from tests.source import ROOT, templates

LANGUAGES = [code for code, _name in settings.LANGUAGES]
FILES = [*(chapter.file for chapter in chapters.all_chapters()), texts.DELEGATES]
HEADING = re.compile(r'<(h[23])(?: id="([\w-]+)")?')
PICTURE = re.compile(r'\{% picture "([\w-]+)" alt="([^"]+)" %\}')
WORDS = re.compile(r'\{% ui "([^"]+)"(?: context="([^"]+)")?')
ADDED = re.compile(r'\{% ui_add "([\w.]+)" %\}')
WAYS = re.compile(r'\{% chapter "([\w-]+)"(?: "([\w-]+)")?')
HEAVIEST = 1_500_000  # bytes, all pictures together


def words_of(language):
    """{file: source} of the guide in a language."""
    beginning = f"guide/{language}/"
    return {
        name.removeprefix(beginning): source
        for name, source in templates().items()
        if name.startswith(beginning)
    }


def known_words():
    """What the catalogues of the project and its libraries hold, as gettext keys them: a text with
    a plural as (text, number)."""
    keys = DjangoTranslation("vi")._catalog.keys()
    return {key if isinstance(key, str) else key[0] for key in keys}


def unknown_words(source, known):
    """What a text says that pages are to say, and no page does."""
    keys = [f"{context}\x04{text}" if context else text for text, context in WORDS.findall(source)]
    return [key for key in keys if key not in known]


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_chapter_is_written_in_every_language_and_nothing_is_left_over(language):
    assert sorted(words_of(language)) == sorted(FILES)


@pytest.mark.parametrize("file", FILES)
@pytest.mark.parametrize("part", [HEADING, re.compile(r'picture "([\w-]+)"'), WAYS, ADDED])
def test_languages_have_the_same_headings_pictures_and_ways(file, part):
    found = [part.findall(words_of(language)[file]) for language in LANGUAGES]
    assert found == [found[0]] * len(LANGUAGES)


@pytest.mark.parametrize("file", FILES)
def test_languages_name_the_same_words_of_the_pages(file):
    found = [sorted(WORDS.findall(words_of(language)[file])) for language in LANGUAGES]
    assert found == [found[0]] * len(LANGUAGES)


@pytest.mark.parametrize("file", FILES)
def test_every_heading_can_be_led_to(file):
    anchors = [anchor for level, anchor in HEADING.findall(words_of("en")[file]) if level == "h2"]
    assert anchors
    assert all(anchors)
    assert len(anchors) == len(set(anchors))


def test_an_anchor_is_in_one_chapter_only_so_that_all_stand_on_one_page():
    found = [
        section.anchor
        for chapter in chapters.all_chapters()
        for section in texts.sections_of(chapter.file)
    ]
    assert sorted(found) == sorted(set(found))


def test_a_word_that_no_page_says_is_noticed():
    source = '{% ui "Save" %} {% ui "Clear" context="invitation" %} {% ui "Save it all" %}'
    assert unknown_words(source, known_words()) == ["Save it all"]


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_is_quoted_from_the_pages_is_said_by_the_pages(language):
    known = known_words()
    wrong = {file: unknown_words(source, known) for file, source in words_of(language).items()}
    assert {file: words for file, words in wrong.items() if words} == {}


def test_quoted_words_are_those_of_the_readers_language():
    with translation.override("vi"):
        assert tags.ui("Save") == '<b class="ui">Lưu</b>'
        assert tags.ui_add("agenda.session") == '<b class="ui">Thêm phiên</b>'
    assert tags.ui("draft") == '<b class="ui">Draft</b>'
    assert tags.ui("Export as %(kind)s", kind="XLSX") == '<b class="ui">Export as XLSX</b>'


def test_models_whose_adding_is_quoted_are_there():
    named = {model for source in words_of("en").values() for model in ADDED.findall(source)}
    assert {apps.get_model(model)._meta.label_lower for model in named} == named


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_picture_that_is_named_has_been_taken_and_none_is_left_over(language):
    named = [name for source in words_of(language).values() for name, _ in PICTURE.findall(source)]
    folder = ROOT / "static" / pictures.FOLDER / language
    assert sorted(named) == sorted(file.stem for file in folder.iterdir())


def test_the_pictures_are_small_together_and_none_is_wider_than_a_page():
    folder = ROOT / "static" / pictures.FOLDER
    files = [file for file in folder.rglob("*") if file.is_file()]
    assert sum(file.stat().st_size for file in files) < HEAVIEST
    for file in files:
        assert pictures.size_of(file.stem, file.parent.name)[0] <= 900


@pytest.mark.parametrize("language", LANGUAGES)
def test_ways_between_chapters_lead_to_sections_that_are_there(language):
    for source in words_of(language).values():
        for name, anchor in WAYS.findall(source):
            chapter = chapters.named(name)
            assert chapter, name
            anchors = [section.anchor for section in texts.sections_of(chapter.file)]
            assert not anchor or anchor in anchors


def test_every_page_is_led_to_a_section_that_is_there():
    for page, place in chapters.explained().items():
        anchors = [section.anchor for section in texts.sections_of(place.chapter.file)]
        assert place.anchor in ["", *anchors], page
    anchors = [section.anchor for section in texts.sections_of(texts.DELEGATES)]
    for page, anchor in delegates.explained().items():
        assert anchor in anchors, page


def test_a_language_in_which_nobody_has_written_a_chapter_reads_the_original(monkeypatch):
    def only_english(name):
        if name.startswith("guide/vi/"):
            raise TemplateDoesNotExist(name)
        return get_template(name)

    monkeypatch.setattr(texts, "get_template", only_english)
    with translation.override("vi"):
        assert texts.language_of(texts.DELEGATES) == "en"
        assert "Your seat stays yours" in texts.render(texts.DELEGATES)


def test_two_chapters_do_not_explain_one_page():
    page = next(iter(chapters.explained()))
    with pytest.raises(ValueError, match="Two chapters"):
        chapters.register(chapters.Chapter("again", "Again", "dialogue", 0, {"": [page]}))
    with pytest.raises(ValueError, match="Two parts"):
        delegates.register({"again": [next(iter(delegates.explained()))]})
    assert chapters.named("again") is None


def test_no_chapter_is_led_to_by_a_name_that_there_is_not():
    with pytest.raises(ValueError, match="no chapter"):
        tags.chapter("nowhere")
