"""Reading a document in the admin site and marking passages: by selection, and by typed phrases."""

import unicodedata

import pytest
from bs4 import BeautifulSoup
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from agenda.evidence import anchors, phrases
from agenda.evidence.reading_page import pieces
from agenda.models import Passage, Topic
from tests import factories
from tests.reading import soup
from tests.visitors import Visitors

TRUST = (
    "Trust grows slowly. It is built by people who keep their word, and lost by those who do not, "
    "in AI as elsewhere."
)
VIETNAMESE = "Niềm tin vào trí tuệ nhân tạo 🤖 được xây dựng từng bước, và mất đi rất nhanh chóng."


@pytest.fixture
def document(user):
    return factories.document_with_text(TRUST, VIETNAMESE, "AI is good, AI is new, AI is here.")


@pytest.fixture
def topic(dialogue):
    return factories.topic(dialogue, number=7, slug="trust")


def address(document):
    return reverse("admin:document_reading", args=[document.pk])


def selection(number, text, words, nth=0, **more):
    """What the page's script sends for the words that are selected in a paragraph."""
    start = -1
    for _time in range(nth + 1):
        start = text.index(words, start + 1)
    return {
        "paragraph": number,
        "start_at": start,
        "end_at": start + len(words),
        "words": words,
        **more,
    }


def errors(response):
    assert response.status_code == 200
    form = response.context["form"]
    return [text for texts in form.errors.values() for text in texts]


# Anchors


def place(anchor, text):
    folded = anchors.normalise_for_anchor(text)
    return anchors.find_span(
        anchors.normalise_phrase(anchor.start), anchors.normalise_phrase(anchor.end), folded
    )


TEXTS = st.text("abAB ,.-…“”đăăêệ ́🤖กข1", min_size=1, max_size=60)


@given(TEXTS, st.integers(0, 60), st.integers(0, 60))
def test_what_an_anchor_names_is_what_was_chosen(text, one, other):
    start, end = sorted([one, other])
    try:
        found = phrases.anchor(text, start, end)
    except phrases.AmbiguousError:
        return
    if found is not None:
        assert place(found, text) == (found.start_at, found.end_at)
        assert len(found.start) <= phrases.LONGEST
        assert len(found.end) <= phrases.LONGEST


def test_a_long_passage_gets_short_phrases_and_a_short_one_is_quoted_whole():
    long = phrases.anchor(TRUST, 20, len(TRUST))
    assert (long.start, long.end) == ("It is built", "AI as elsewhere.")
    short = phrases.anchor(TRUST, 0, 18)
    assert (short.start, short.end) == ("Trust grows slowly", "")


def test_words_that_are_cut_are_made_whole_and_white_space_is_dropped():
    at = TRUST.index("rows slo")
    assert phrases.anchor(TRUST, at, at + 8).start == "grows slowly"
    at = TRUST.index(" grows ")
    assert phrases.anchor(TRUST, at, at + 7).start == "grows"
    assert phrases.anchor(TRUST, 5, 6) is None


def test_phrases_grow_until_they_are_nowhere_else():
    text = (
        "To keep a promise is hard. To keep a promise to people one has never met is harder still."
    )
    at = text.index("To keep", 1)
    found = phrases.anchor(text, at, len(text))
    assert found.start == "To keep a promise to"
    assert place(found, text) == (at, len(text))
    elsewhere = "To keep a promise to people who trust us"
    assert phrases.anchor(text, at, len(text), elsewhere).start == "To keep a promise to people one"


def test_an_end_that_is_repeated_grows_too():
    text = "We say what we do and we do what we say, then again we do what we say, and so on we go."
    at = text.index("say, and so") + 3
    found = phrases.anchor(text, 0, at)
    assert place(found, text) == (0, at)


@pytest.mark.parametrize("form", ["NFC", "NFD"])
def test_vietnamese_letters_and_emoji_count_as_the_text_stores_them(form):
    text = unicodedata.normalize(form, VIETNAMESE)
    words = unicodedata.normalize(form, "🤖 được xây dựng từng bước")
    at = text.index(words)
    found = phrases.anchor(text, at, at + len(words))
    assert text[found.start_at : found.end_at] == words
    assert place(found, text) == (at, at + len(words))


# Marking a selection


def test_selected_words_become_a_passage_of_a_topic(client, document, topic):
    data = selection(1, TRUST, "built by people who keep", topic=topic.pk)
    response = client.post(address(document), data)
    passage = Passage.objects.get()
    assert response.url == f"{address(document)}#passage-{passage.pk}"
    assert list(passage.topics.all()) == [topic]
    assert TRUST[passage.start_at : passage.end_at] == "built by people who keep"
    assert passage.paragraph.number == passage.paragraph_number == 1
    page = soup(client.get(address(document)))
    assert page.select_one("#text mark").text == "built by people who keep"
    assert page.select_one(f"#passage-{passage.pk}").text.split()[-1] == "7"


def test_where_it_was_found_is_where_its_anchor_leads(client, document, topic):
    client.post(address(document), selection(1, TRUST, "It is built by people", topic=topic.pk))
    data = selection(2, VIETNAMESE, "được xây dựng từng bước, và mất đi rất nhanh", topic=topic.pk)
    client.post(address(document), data)
    located = anchors.locate(Passage.objects.all())
    assert len(located) == 2
    assert all(anchors.is_stored(passage, place) for passage, place in located)


@pytest.mark.parametrize("form", ["NFC", "NFD"])
def test_words_sent_in_another_unicode_form_are_the_same_words(client, document, topic, form):
    data = selection(2, VIETNAMESE, "🤖 được xây dựng", topic=topic.pk)
    data["words"] = unicodedata.normalize(form, data["words"])
    client.post(address(document), data)
    passage = Passage.objects.get()
    assert VIETNAMESE[passage.start_at : passage.end_at] == "🤖 được xây dựng"


def test_a_selection_in_a_text_that_has_changed_since_is_refused(client, document, topic):
    data = selection(1, TRUST, "Trust grows", topic=topic.pk)
    document.paragraphs.filter(number=1).update(text="Quite another text.")
    response = client.post(address(document), data)
    assert "The text has changed in the meantime. Choose the words again." in errors(response)
    assert not Passage.objects.exists()


@pytest.mark.parametrize(("start", "end"), [(-1, 5), (0, 10**6), ("", ""), ("x", "y"), (9, 2)])
def test_offsets_that_fit_no_words_are_refused(client, document, topic, start, end):
    data = selection(1, TRUST, "Trust", topic=topic.pk) | {"start_at": start, "end_at": end}
    response = client.post(address(document), data)
    assert errors(response)
    assert response.context["form"].non_field_errors()  # those of hidden fields nobody would see
    assert not Passage.objects.exists()


def test_words_that_are_earlier_in_the_paragraph_too_need_more_words(client, document, topic):
    text = document.paragraphs.get(number=3).text
    again = selection(3, text, "AI is", nth=1, topic=topic.pk)
    response = client.post(address(document), again)
    assert "The same words appear earlier in this paragraph." in errors(response)[0]
    more = selection(3, text, "AI is new", topic=topic.pk)
    client.post(address(document), more)
    passage = Passage.objects.get()
    assert text[passage.start_at : passage.end_at] == "AI is new"


def test_the_same_words_marked_again_are_the_same_passage(client, document, topic, dialogue):
    other = factories.topic(dialogue)
    first = selection(1, TRUST, "Trust grows slowly", topic=topic.pk)
    client.post(address(document), first)
    client.post(address(document), {**first, "topic": other.pk})
    response = client.post(address(document), first, follow=True)
    assert "were already marked for topic 7." in response.content.decode()
    passage = Passage.objects.get()
    assert set(passage.topics.all()) == {topic, other}


def test_a_passage_that_the_data_brought_under_longer_phrases_is_reused(client, document, topic):
    loaded = factories.passage(document, "Trust grows", "grows slowly")
    client.post(address(document), selection(1, TRUST, "Trust grows slowly", topic=topic.pk))
    assert list(topic.passages.all()) == [loaded]


def test_a_topic_keeps_its_history(client, document, topic):
    versions = topic.history.count()
    client.post(address(document), selection(1, TRUST, "Trust grows", topic=topic.pk))
    assert topic.history.count() == versions + 1
    assert "Trust grows" in topic.history.first().history_change_reason


# A new topic


def test_a_new_topic_is_made_by_its_titles(client, document, topic, dialogue):
    titles = {"title_en": "Keeping one’s word", "title_vi": "Giữ lời hứa"}
    client.post(address(document), selection(1, TRUST, "keep their word", **titles))
    new = Topic.objects.exclude(pk=topic.pk).get()
    assert (new.dialogue, new.number, new.slug) == (dialogue, 8, "keeping-ones-word")
    assert (new.title_en, new.title_vi) == ("Keeping one’s word", "Giữ lời hứa")
    assert new.passages.get().start == "keep their word"


def test_a_new_topics_short_name_is_not_taken_twice(client, document, topic):
    titles = {"title_en": "Trust", "title_vi": "Niềm tin"}
    client.post(address(document), selection(1, TRUST, "Trust grows", **titles))
    client.post(address(document), selection(1, TRUST, "keep their word", **titles))
    assert set(Topic.objects.values_list("slug", flat=True)) == {"trust", "trust-2", "trust-3"}


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({}, "Choose a topic, or give the titles of a new one."),
        ({"title_en": "Trust"}, "A new topic needs its title in both languages."),
        ({"title_vi": "Niềm tin"}, "A new topic needs its title in both languages."),
    ],
)
def test_without_a_topic_nothing_is_marked(client, document, topic, given, said):
    response = client.post(address(document), selection(1, TRUST, "Trust grows", **given))
    assert errors(response) == [said]
    assert not Passage.objects.exists()
    for name, value in given.items():
        assert response.context["form"][name].value() == value


def test_either_a_topic_or_a_new_one(client, document, topic):
    both = {"topic": topic.pk, "title_en": "Trust", "title_vi": "Niềm tin"}
    response = client.post(address(document), selection(1, TRUST, "Trust grows", **both))
    assert errors(response) == ["Choose a topic or give the titles of a new one, not both."]


def test_of_several_dialogues_one_is_chosen_for_a_new_topic(client, document, topic):
    other = factories.dialogue(title_en="Another dialogue")
    titles = {"title_en": "Trust", "title_vi": "Niềm tin"}
    data = selection(1, TRUST, "Trust grows", **titles)
    response = client.post(address(document), data)
    assert errors(response) == ["Choose the dialogue for the new topic."]
    client.post(address(document), {**data, "dialogue": other.pk})
    assert Topic.objects.get(dialogue=other).number == 1


# Typed, without JavaScript


def typed(document, topic, **given):
    return {"paragraph": 1, "start": "", "end": "", "topic": topic.pk, **given}


def test_typed_phrases_mark_what_lies_between_them(client, document, topic):
    data = typed(document, topic, start="it is BUILT", end="keep their word")
    client.post(address(document), data)
    passage = Passage.objects.get()
    words = TRUST[passage.start_at : passage.end_at]
    assert words == "It is built by people who keep their word"


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"paragraph": ""}, "Give the number of the paragraph."),
        ({"paragraph": 99, "start": "Trust"}, "There is no paragraph with this number."),
        ({}, "Give the words that the passage starts with."),
        (
            {"start": "Niềm tin vào"},
            "These words are not in paragraph 1 but in paragraph 2.",
        ),
        (
            {"start": "quantum"},
            "These words do not appear in the document. Copy them from the text.",
        ),
        (
            {"start": "It is", "end": "Trust grows"},
            "These words do not appear after the first words in paragraph 1.",
        ),
    ],
)
def test_a_mistake_in_typing_is_shown_and_what_was_typed_stays(
    client, document, topic, given, said
):
    response = client.post(address(document), typed(document, topic, **given))
    assert errors(response) == [said]
    assert not Passage.objects.exists()
    page = BeautifulSoup(response.content, "html.parser")
    for name, value in given.items():
        assert page.select_one(f"[name={name}]").get("value", "") == str(value)
    assert page.select_one("[name=topic] option[selected]")["value"] == str(topic.pk)


def test_phrases_in_two_paragraphs_are_offered_up_to_the_end_of_the_first(client, document, topic):
    data = typed(document, topic, start="in AI as", end="trí tuệ nhân tạo")
    response = client.post(address(document), data)
    assert errors(response) == [
        "A passage must lie within one paragraph; these words are in paragraph 2."
    ]
    assert "Mark to the end of paragraph 1" in response.content.decode()
    client.post(address(document), {**data, "up_to_the_end": "1"})
    passage = Passage.objects.get()
    assert TRUST[passage.start_at : passage.end_at] == "in AI as elsewhere."


# The page


def test_overlapping_passages_are_cut_where_one_begins_or_ends():
    one = Passage(start_at=0, end_at=11)
    other = Passage(start_at=6, end_at=18)
    one.tone, other.tone = 1, 2
    found = pieces("Trust grows slowly.", [one, other])
    assert [(piece.text, piece.looks) for piece in found] == [
        ("Trust ", "tone-1"),
        ("grows", "tone-1 under-2"),
        (" slowly", "tone-2"),
        (".", ""),
    ]
    assert [piece.starting for piece in found] == [[one], [other], [], []]


def test_the_text_stays_what_it_is_between_the_numbers_of_topics(client, document, topic):
    factories.passage(document, "Trust grows", "people", topics=[topic])
    factories.passage(document, "grows slowly")
    page = soup(client.get(address(document)))
    for tag in page.select("#text .tag"):
        tag.decompose()
    shown = [words.text for words in page.select("#text .words")]
    assert shown == list(document.paragraphs.values_list("text", flat=True))


def test_the_legend_counts_the_passages_of_each_topic(client, document, topic, dialogue):
    other = factories.topic(dialogue, number=2, title_en="Speed")
    factories.passage(document, "Trust grows", topics=[topic, other])
    factories.passage(document, "keep their word", topics=[topic])
    factories.passage(document, "AI is new")
    legend = client.get(address(document)).context["legend"]
    assert [(row[0], row[3]) for row in legend] == [(other, 1), (topic, 2), (None, 1)]


def test_a_lost_passage_is_marked(client, document, topic):
    factories.passage(document, "no such words", topics=[topic])
    page = client.get(address(document)).content.decode()
    assert "Lost passages" in page
    assert "no such words" in page


def test_a_document_without_text_says_so(client, user):
    page = client.get(address(factories.document())).content.decode()
    assert "The text of this document has not been imported yet." in page
    assert "Upload the text" in page


@pytest.mark.parametrize("number", [1, 30])
def test_the_number_of_queries_does_not_grow(
    client, user, dialogue, number, django_assert_num_queries
):
    document = factories.document_with_text(*[f"Word{n} of the text." for n in range(number)])
    for n in range(number):
        factories.passage(document, f"Word{n}", topics=[factories.topic(dialogue)])
    with django_assert_num_queries(9):
        client.get(address(document))


def test_markup_in_a_text_stays_text(client, user, topic):
    text = "<script>alert(1)</script> & more"
    document = factories.document_with_text(text)
    data = selection(1, text, "alert", topic=topic.pk)
    assert client.post(address(document), data).status_code == 302
    content = client.get(address(document)).content.decode()
    assert "<script>alert" not in content


# Who may do what


@pytest.mark.parametrize("visitor", ["observer", "protocol"])
def test_others_read_and_cannot_mark(document, topic, visitor):
    passage = factories.passage(document, "Trust grows", topics=[topic])
    client = Visitors()(visitor)
    page = client.get(address(document)).content.decode()
    assert TRUST[-20:] in page
    assert "mark-form" not in page
    assert "Upload a new text" not in page
    assert client.post(address(document), {}).status_code == 403
    one = reverse("admin:passage_in_text", args=[passage.pk])
    assert "<button" not in str(soup(client.get(one)).select("#content"))
    for act in ["words", "gist", "take_off", "delete"]:
        assert client.post(one, {"act": act, "topic": topic.pk}).status_code == 403


# A passage by itself


@pytest.fixture
def passage(document, topic):
    return factories.passage(document, "Trust grows", "slowly", topics=[topic])


def one(passage):
    return reverse("admin:passage_in_text", args=[passage.pk])


def test_a_passage_is_taken_off_a_topic_and_stays(client, passage, topic):
    versions = topic.history.count()
    client.post(one(passage), {"act": "take_off", "topic": topic.pk})
    assert not topic.passages.exists()
    assert Passage.objects.filter(pk=passage.pk).exists()
    assert topic.history.count() == versions + 1


@pytest.mark.parametrize("topic_key", ["", "x", "99999"])
def test_taking_off_a_topic_that_is_not_there_is_no_page(client, passage, topic_key):
    data = {"act": "take_off", "topic": topic_key}
    assert client.post(one(passage), data).status_code == 404
    assert client.post(one(passage), {"act": "dance"}).status_code == 404


def test_deleting_asks_first(client, passage, document, topic):
    asked = client.get(f"{one(passage)}?delete").content.decode()
    assert "Delete this passage?" in asked
    assert Passage.objects.exists()
    response = client.post(one(passage), {"act": "delete"})
    assert response.url == address(document)
    assert not Passage.objects.exists()


def test_a_passage_gets_other_words(client, passage, document):
    data = {"act": "words", "paragraph": 1, "start": "keep their word", "end": ""}
    response = client.post(one(passage), data)
    assert response.url == f"{address(document)}#passage-{passage.pk}"
    passage.refresh_from_db()
    assert (passage.start, passage.end, passage.paragraph_number) == ("keep their word", "", 1)
    assert TRUST[passage.start_at : passage.end_at] == "keep their word"


def test_words_that_cannot_be_had_leave_the_passage_as_it_is(client, passage, document):
    factories.passage(document, "keep their word", paragraph_number=1)
    for start, said in [
        ("no such words", "These words do not appear in the document."),
        ("keep their word", "Another passage already has these words."),
    ]:
        data = {"act": "words", "paragraph": 1, "start": start, "end": ""}
        response = client.post(one(passage), data)
        assert said in errors(response)[0]
        assert response.context["form"]["start"].value() == start
    passage.refresh_from_db()
    assert passage.start == "Trust grows"


# What a passage says


GIST = {"gist_en": "Trust takes time.", "gist_vi": "Niềm tin cần thời gian."}


def test_a_gist_is_given_while_marking_and_kept_when_marked_again_without(client, document, topic):
    marking = selection(1, TRUST, "Trust grows", topic=topic.pk)
    client.post(address(document), {**marking, **GIST})
    client.post(address(document), marking)
    passage = Passage.objects.get()
    assert (passage.gist_en, passage.gist_vi) == (GIST["gist_en"], GIST["gist_vi"])


def test_a_gist_in_one_language_only_marks_nothing(client, document, topic):
    marking = selection(1, TRUST, "Trust grows", topic=topic.pk, gist_en="Trust takes time.")
    assert errors(client.post(address(document), marking)) == [
        "Give the gist in every language, or in none."
    ]
    assert not Passage.objects.exists()


def test_a_passage_gets_a_gist_which_its_topics_history_tells(client, passage, topic):
    response = client.post(one(passage), {"act": "gist", **GIST})
    assert response.url == one(passage)
    passage.refresh_from_db()
    assert passage.gist_vi == GIST["gist_vi"]
    assert "gist" in topic.history.first().history_change_reason
    versions = topic.history.count()
    client.post(one(passage), {"act": "gist", **GIST})
    assert topic.history.count() == versions
    assert GIST["gist_en"] in client.get(one(passage)).content.decode()


def test_half_a_gist_is_refused_and_stays_in_the_field(client, passage):
    response = client.post(one(passage), {"act": "gist", "gist_vi": "Niềm tin."})
    form = response.context["gist_form"]
    assert form.errors == {"gist_en": ["Give the gist in every language, or in none."]}
    assert form["gist_vi"].value() == "Niềm tin."
    passage.refresh_from_db()
    assert not passage.gist_vi


def test_the_list_of_passages_is_exported_with_words_and_gist(client, passage):
    Passage.objects.update(**GIST)
    response = client.get(reverse("admin:agenda_passage_export", args=["csv"]))
    content = response.content.decode("utf-8-sig")
    assert "Trust grows slowly" in content
    assert GIST["gist_vi"] in content
