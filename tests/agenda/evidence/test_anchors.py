"""A passage is found by its first and last words, however these are typed."""

import unicodedata

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from agenda.evidence import anchors
from agenda.evidence.anchors import find, highlight, resolve, resolve_document
from agenda.models import Paragraph, Passage
from tests import factories

TEXT = (
    "Hai bên nhất trí chia sẻ dữ liệu mở. “Dữ liệu chỉ có ích khi người khác dùng được” – đại "
    "diện Ban Thư ký nói… và đề nghị lập nhóm kỹ thuật ASEAN-Liên hợp quốc trong năm 2031."
)


def paragraphs(*texts):
    return [Paragraph(number=number, text=text) for number, text in enumerate(texts, start=1)]


def found(start, end="", text=TEXT):
    place = find(start, end, paragraphs(text))
    return place and text[place.start_at : place.end_at]


def test_a_passage_runs_from_the_start_phrase_to_the_end_phrase():
    assert found("Hai bên nhất trí", "dữ liệu mở") == "Hai bên nhất trí chia sẻ dữ liệu mở"


def test_offsets_index_the_stored_text_with_the_end_exclusive():
    (paragraph,) = paragraphs(TEXT)
    place = find("chia sẻ", "mở.", [paragraph])
    assert place == (paragraph, TEXT.index("chia sẻ"), TEXT.index("mở.") + 3)
    assert place.text == "chia sẻ dữ liệu mở."


def test_without_an_end_phrase_the_start_phrase_is_the_passage():
    assert found("nhóm kỹ thuật") == "nhóm kỹ thuật"


@pytest.mark.parametrize(
    ("start", "end"),
    [
        ("  Hai\u00a0bên  nhất\ntrí ", "dữ  liệu mở"),
        (unicodedata.normalize("NFD", "Hai bên nhất trí"), unicodedata.normalize("NFD", "liệu mở")),
        ("HAI BÊN nhất trí", "DỮ LIỆU MỞ"),
        ("Hai\u200b bên", "liệu\u00ad mở"),
        ('"Dữ liệu chỉ có ích', 'dùng được"'),
        ("«Dữ liệu chỉ", "dùng được» - đại diện"),
        ("được” -- đại", "nói..."),
        ("được” — đại", "nói…"),
        ("ASEAN–Liên hợp", "quốc"),
    ],
)
def test_variants_in_typing_do_not_matter(start, end):
    passage = found(start, end)
    assert passage
    assert passage == unicodedata.normalize("NFC", passage)


def test_a_document_not_in_nfc_is_searched_as_well():
    text = unicodedata.normalize("NFD", TEXT)
    place = find("chia sẻ", "dữ liệu mở", paragraphs(text))
    assert unicodedata.normalize("NFC", place.text) == "chia sẻ dữ liệu mở"


@pytest.mark.parametrize("phrase", ["", "  ", "\u200b", "không có", "năm 203", "ai bên", "chu"])
def test_what_is_not_there_as_whole_words_is_lost(phrase):
    assert found(phrase) is None


def test_other_vowels_and_tones_are_other_words():
    assert found("dữ liệu mỡ") is None
    assert found("du lieu mo") is None


def test_the_number_of_a_footnote_may_stick_to_a_word():
    assert found("trust", "governance", "On trust in governance12 we agree.")


def test_scripts_without_spaces_between_words_are_searched_by_letters():
    assert found("ข้อมูล", text="แบ่งปันข้อมูลเปิดในภูมิภาค") == "ข้อมูล"


def test_an_ellipsis_is_not_cut_in_two():
    assert found("nói.") is None
    assert found("a.", text="a...") == "a."


def test_an_end_phrase_elsewhere_does_not_count():
    assert found("dữ liệu mở", "Hai bên") is None
    assert find("Hai bên", "ba bên", paragraphs("Hai bên họp.", "Cả ba bên họp.")) is None


def test_the_next_end_phrase_ends_the_passage():
    text = "open data for open science and open data"
    assert found("for", "open data", text) == "for open science and open data"
    assert found("open", "open", text) == "open data for open"


def test_phrases_may_overlap():
    assert found("chia sẻ dữ liệu", "dữ liệu mở") == "chia sẻ dữ liệu mở"
    assert found("chia sẻ dữ liệu", "chia sẻ dữ liệu") == "chia sẻ dữ liệu"


def test_an_end_phrase_inside_the_start_phrase_does_not_end_the_passage():
    assert found("chia sẻ dữ liệu", "sẻ") is None


def test_the_first_paragraph_that_holds_both_is_taken():
    place = find("open", "data", paragraphs("open", "open data", "open data"))
    assert place.paragraph.number == 2


def test_a_paragraph_number_is_tried_first_and_then_everywhere():
    texts = paragraphs("open data", "nothing", "open data")
    assert find("open", "data", texts, 3).paragraph.number == 3
    assert find("open", "data", texts, 2).paragraph.number == 1
    assert find("open", "data", texts, 99).paragraph.number == 1


def test_running_text_comes_before_captions_and_furniture():
    caption, text = paragraphs("The chair receives a guest.", "The chair receives a guest.")
    caption.kind = Paragraph.Kind.CAPTION
    assert find("The chair", "guest", [caption, text]).paragraph is text
    assert find("The chair", "guest", [caption, text], 1).paragraph is caption
    assert find("The chair", "guest", [caption]).paragraph is caption


WORDS = st.lists(
    st.text("aăâbcdđeêghịkỉlmnoôơpqrstuưvxyẫờữ’“”–.,…AĐÊ1", min_size=1, max_size=6),
    min_size=1,
    max_size=25,
)


def variant(phrase, draw):
    """The phrase as somebody else might type it."""
    spaces = draw(st.sampled_from([" ", "  ", "\u00a0", " \n\t"]))
    quotes = draw(st.sampled_from([{}, {"“": '"', "”": "«"}, {"’": "'", "–": "-", "…": "..."}]))
    form = draw(st.sampled_from(["NFC", "NFD"]))
    typed = phrase.translate(str.maketrans(quotes)).replace(" ", spaces)
    return unicodedata.normalize(form, typed)


@given(WORDS, st.data())
def test_any_stretch_of_words_is_found_however_it_is_typed(words, data):
    text = " ".join(words)
    first = data.draw(st.integers(0, len(words) - 1))
    last = data.draw(st.integers(first, len(words) - 1))
    start = " ".join(words[first : data.draw(st.integers(first, last)) + 1])
    end = " ".join(words[data.draw(st.integers(first, last)) : last + 1])
    place = find(variant(start, data.draw), variant(end, data.draw), paragraphs(text))
    assert place is not None
    assert 0 <= place.start_at < place.end_at <= len(text)
    folded = anchors.normalise_for_anchor(place.text).text
    assert folded.startswith(anchors.normalise_phrase(start))
    assert folded.endswith(anchors.normalise_phrase(end))


FEW = "aAế1 \u00a0.…-–—“\u0302\u0323\u200bß"


@given(st.text(FEW, min_size=1, max_size=30), st.data())
def test_offsets_always_slice_to_matching_text(text, data):
    at = st.integers(0, len(text))
    start, end = (text[slice(*sorted([data.draw(at), data.draw(at)]))] for _ in range(2))
    place = find(start, end, paragraphs(text))
    if place is None:  # not every stretch begins and ends with whole words
        return
    folded = anchors.normalise_for_anchor(place.text).text
    assert folded.startswith(anchors.normalise_phrase(start))
    assert folded.endswith(anchors.normalise_phrase(end))


@given(st.text(min_size=1).filter(lambda text: anchors.normalise_phrase(text)))
def test_a_whole_paragraph_finds_itself(text):
    text = " ".join(unicodedata.normalize("NFC", text).split())
    assume(anchors.normalise_phrase(text))
    assert find(text, text, paragraphs(text))


def document_with(*texts, **fields):
    document = factories.document(**fields)
    Paragraph.objects.bulk_create(
        Paragraph(document=document, number=number, text=text)
        for number, text in enumerate(texts, start=1)
    )
    return document


def test_resolving_stores_the_place(db):
    document = document_with("Nothing.", "We want open data.")
    passage = Passage.objects.create(document=document, start="open", end="data")
    assert resolve(Passage.objects.all()) == []
    passage.refresh_from_db()
    assert passage.is_found
    assert passage.paragraph.number == 2
    assert passage.paragraph.text[passage.start_at : passage.end_at] == "open data"


def test_resolving_clears_the_place_of_a_lost_passage(db):
    document = document_with("We want open data.")
    passage = Passage.objects.create(document=document, start="open data")
    resolve([passage])
    Paragraph.objects.update(text="We want closed data.")
    assert resolve([passage]) == [passage]
    passage.refresh_from_db()
    assert (passage.paragraph, passage.start_at, passage.end_at) == (None, None, None)


def test_a_document_resolves_its_own_passages_only(db):
    one, other = document_with("open data"), document_with("open data")
    for document in [one, other]:
        Passage.objects.create(document=document, start="open data")
    assert resolve_document(one) == []
    assert one.passages.get().is_found
    assert not other.passages.get().is_found


@pytest.mark.parametrize("number", [1, 20])
def test_the_number_of_passages_does_not_change_the_number_of_queries(
    db, django_assert_num_queries, number
):
    document = document_with(*(f"open data {at}" for at in range(number)))
    for at in range(number):
        Passage.objects.create(document=document, start=f"data {at}")
    with django_assert_num_queries(3):
        resolve(Passage.objects.all())
    with django_assert_num_queries(2):
        resolve(Passage.objects.all())


@pytest.mark.parametrize(
    ("spans", "segments"),
    [
        ([], [("open data", False)]),
        ([(0, 4)], [("open", True), (" data", False)]),
        ([(5, 9)], [("open ", False), ("data", True)]),
        ([(5, 9), (0, 2)], [("op", True), ("en ", False), ("data", True)]),
        ([(0, 3), (2, 6)], [("open d", True), ("ata", False)]),
        ([(0, 8), (2, 4)], [("open dat", True), ("a", False)]),
        ([(0, 4), (4, 5)], [("open ", True), ("data", False)]),
        ([(-3, 99)], [("open data", True)]),
        ([(3, 3), (20, 30)], [("open data", False)]),
    ],
)
def test_highlighting(spans, segments):
    assert highlight("open data", spans) == segments


@given(st.text(), st.lists(st.tuples(st.integers(0, 40), st.integers(0, 40))))
def test_highlighting_keeps_the_text_and_marks_just_what_is_covered(text, spans):
    segments = highlight(text, spans)
    assert "".join(segment for segment, _marked in segments) == text
    assert all(segment for segment, _marked in segments)
    marks = [marked for segment, marked in segments for _char in segment]
    covered = [any(start <= at < end for start, end in spans) for at in range(len(text))]
    assert marks == covered
