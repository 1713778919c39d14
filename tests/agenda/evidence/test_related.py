"""Passages that are suggested for a topic: which, why, and what becomes of them."""

import pytest
from django.contrib.admin.models import LogEntry
from django.contrib.auth.models import Permission
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from agenda.evidence import anchors, citing, related
from agenda.models import Dismissal, Passage
from dialogue.refusals import Refused
from tests import factories
from tests.reading import soup

pytestmark = pytest.mark.usefixtures("user")

AUTONOMY = (
    "Các nước muốn giữ tự chủ chiến lược và chủ quyền dữ liệu khi dùng mô hình của nước ngoài."
)
WHOLE = (0, len(AUTONOMY) - 1)
OTHER = "Hội chợ làng nghề năm nay có hơn ba trăm gian hàng từ khắp các tỉnh thành phía Bắc."


@pytest.fixture
def topic(dialogue):
    return factories.topic(
        dialogue,
        title_en="Strategic autonomy",
        title_vi="Tự chủ chiến lược",
        summary_en="Who decides on data and models?",
        summary_vi="Chủ quyền dữ liệu và năng lực tự thân của mỗi quốc gia.",
    )


@pytest.fixture
def document():
    """With other matters in it, so that a shared word is rare."""
    document = factories.document(language="vi")
    for number in range(6):
        factories.paragraph(document, f"{OTHER} {number}")
    return document


def address(topic):
    return reverse("admin:topic_related", args=[topic.pk])


def look(client, topic):
    return soup(client.get(address(topic)))


def press(client, topic, act, place=0):
    """Press a button under a suggestion, as the page offers it."""
    form = look(client, topic).select(".hits form")[place]
    data = {field["name"]: field["value"] for field in form.select("input")}
    return client.post(address(topic), {**data, "act": act}, follow=True)


def texts(topic):
    return [one.text for one in related.suggestions(topic)]


# What is suggested


def test_a_sentence_that_shares_telling_words_is_suggested_and_says_which(topic, document):
    factories.paragraph(document, f"{OTHER} {AUTONOMY} {OTHER}")
    (suggestion,) = related.suggestions(topic)
    assert suggestion.text == AUTONOMY.rstrip(".")
    assert set(suggestion.shares) == {"tự chủ chiến lược", "chủ quyền dữ liệu"}


def test_words_that_only_look_alike_without_diacritics_are_not_shared(topic, document):
    factories.paragraph(document, "Tư chu chiến lước của chú quyên dự liều đã được ghi lại ở đây.")
    assert texts(topic) == []


@pytest.mark.parametrize("text", [AUTONOMY.replace("ủ", "ủ"), "Tu chu chien luoc, chu quyen du "
                                  "lieu va nang luc cua moi quoc gia."])  # fmt: skip
def test_a_text_in_another_unicode_form_or_typed_without_diacritics_is_suggested(
    topic, document, text
):
    factories.paragraph(document, text)
    assert len(texts(topic)) == 1


def test_stop_words_and_words_of_every_paragraph_suggest_nothing(dialogue, document):
    topic = factories.topic(
        dialogue, title_vi="Của các và những", summary_vi=OTHER, title_en="On the", summary_en=""
    )
    factories.paragraph(document, "Và những của các nước trong khi được cho rằng đã có như vậy.")
    assert all(OTHER.rstrip(".") in text or text in OTHER for text in texts(topic))


def test_the_glossary_leads_across_languages(dialogue, topic):
    english = factories.document(language="en")
    for number in range(6):
        factories.paragraph(english, f"The craft fair had three hundred stalls this year {number}.")
    sentence = "Every member will follow up the Digital Pact in its own way before the year ends"
    factories.paragraph(english, f"{sentence}.")
    topic.summary_vi = "Thực hiện Văn kiện số."
    topic.save()
    assert texts(topic) == []
    factories.term(
        dialogue,
        [("vi", "Văn kiện số")],
        preferred_en="Digital Pact",
        preferred_vi="Thỏa ước Số",
    )
    (suggestion,) = related.suggestions(topic)
    assert suggestion.text == sentence
    assert suggestion.shares == ["Digital Pact"]


def test_what_is_cited_already_headings_and_near_duplicates_are_not_suggested(topic, document):
    paragraph = factories.paragraph(document, AUTONOMY)
    factories.paragraph(document, AUTONOMY, kind="heading")
    factories.paragraph(factories.document(duplicate_of=document), AUTONOMY)
    assert len(texts(topic)) == 1
    citing.cite(topic, paragraph, *WHOLE)
    assert texts(topic) == []


def test_a_sentence_that_stands_in_two_documents_is_suggested_once(topic, document):
    for one in [document, factories.document(language="vi")]:
        factories.paragraph(one, AUTONOMY)
    assert len(texts(topic)) == 1


def test_sentences_end_at_a_stop_before_a_capital():
    text = "Ngày 2.6 họp tại Hà Nội. “Đúng vậy!” Ông nói: thế nào? Được rồi./."
    found = [text[start:end] for start, end in related.sentences(text)]
    assert found == ["Ngày 2.6 họp tại Hà Nội", "“Đúng vậy!”", "Ông nói: thế nào", "Được rồi"]


# What becomes of it


def test_a_suggestion_that_is_accepted_becomes_a_passage_at_that_very_place(
    client, user, topic, document
):
    paragraph = factories.paragraph(document, f"{OTHER} {AUTONOMY} {OTHER}")
    text = press(client, topic, "cite").content.decode()
    assert "The passage is now cited for the topic." in text
    passage = topic.passages.get()
    assert passage.paragraph == paragraph
    assert paragraph.text[passage.start_at : passage.end_at] == AUTONOMY.rstrip(".")
    assert (passage.start, passage.end) == ("Các nước muốn", "của nước ngoài")
    assert topic.history.first().history_change_reason == f"A passage was added: {passage}"
    assert (LogEntry.objects.get().user, LogEntry.objects.get().object_id) == (
        user,
        str(passage.pk),
    )
    assert anchors.resolve_document(document) == []
    factories.release(topic.dialogue)
    public = reverse("topic", args=[topic.dialogue.slug, topic.slug])
    assert f"<mark>{AUTONOMY.rstrip('.')}</mark>" in client.get(public).content.decode()
    assert not look(client, topic).select(".hits form")


def test_an_anchor_takes_as_many_words_as_it_needs(topic, document):
    words = "một hai ba bốn năm sáu"
    text = f"{words} bảy tám chín mười. {words} tám chín mười mười một mười hai mười ba."
    paragraph = factories.paragraph(document, text)
    start = text.index(words, 5)
    passage, _is_new = citing.cite(topic, paragraph, start, len(text) - 1)
    place = anchors.find(passage.start, passage.end, [paragraph])
    assert (place.start_at, place.end_at) == (start, len(text) - 1)
    assert passage.start == f"{words} tám"


def test_a_place_that_no_anchor_names_is_refused(client, topic, document):
    sentence = "Tự chủ chiến lược và chủ quyền dữ liệu"
    paragraph = factories.paragraph(document, f"{sentence}. {sentence}.")
    with pytest.raises(Refused, match="match another place"):
        citing.cite(topic, paragraph, len(sentence) + 2, 2 * len(sentence) + 2)
    space = {"act": "cite", "paragraph": paragraph.pk, "start": 2, "end": 3}
    data = {**space, "fingerprint": related.fingerprint(" ")}
    response = client.post(address(topic), data, follow=True)
    assert "match another place" in response.content.decode()
    assert not Passage.objects.exists()


def test_a_passage_of_another_topic_at_the_same_place_is_used_again(dialogue, topic, document):
    paragraph = factories.paragraph(document, AUTONOMY)
    first, _is_new = citing.cite(factories.topic(dialogue), paragraph, *WHOLE)
    assert citing.cite(topic, paragraph, *WHOLE) == (first, True)
    assert citing.cite(topic, paragraph, *WHOLE) == (first, False)
    assert Passage.objects.count() == 1


def test_what_is_dismissed_stays_away_also_when_the_document_comes_again(
    client, user, topic, document
):
    factories.paragraph(document, AUTONOMY)
    page = press(client, topic, "dismiss").content.decode()
    assert "Dismissed: these words will not be suggested for the topic again." in page
    dismissal = Dismissal.objects.get()
    assert (dismissal.topic, dismissal.dismissed_by) == (topic, user)
    assert texts(topic) == []
    again = factories.document(language="vi")
    document.delete()
    factories.paragraph(again, f"{OTHER} {AUTONOMY.upper()}")
    for number in range(6):
        factories.paragraph(again, f"{OTHER} {number}")
    assert texts(topic) == []
    factories.paragraph(again, AUTONOMY.replace("nước ngoài", "các hãng lớn"))
    assert len(texts(topic)) == 1


def test_a_dismissal_holds_for_its_topic_and_can_be_taken_back(client, dialogue, topic, document):
    factories.paragraph(document, AUTONOMY)
    press(client, topic, "dismiss")
    titles = {name: getattr(topic, name) for name in ["title_vi", "summary_vi"]}
    assert len(texts(factories.topic(dialogue, **titles))) == 1
    page = look(client, topic)
    key = page.select_one(".plan input[name=fingerprint]")["value"]
    client.post(address(topic), {"act": "suggest_again", "fingerprint": key})
    assert len(texts(topic)) == 1


@pytest.mark.parametrize("act", ["cite", "dismiss"])
@pytest.mark.parametrize(
    "changes",
    [{"fingerprint": "0" * 64}, {"start": "9" * 400}, {"end": "x"}, {"paragraph": "0"}, {"end": 3}],
)
def test_words_that_are_no_longer_there_are_refused_and_nothing_changes(
    client, topic, document, act, changes
):
    paragraph = factories.paragraph(document, AUTONOMY)
    data = {
        "act": act,
        "paragraph": paragraph.pk,
        "start": 0,
        "end": len(AUTONOMY),
        "fingerprint": related.fingerprint(AUTONOMY),
        **changes,
    }
    response = client.post(address(topic), data, follow=True)
    assert "The document has changed" in response.content.decode()
    assert not Passage.objects.exists()
    assert not Dismissal.objects.exists()


def test_an_unknown_act_and_a_topic_that_is_not_there_are_refused(client, topic):
    assert client.post(address(topic), {"act": "burn"}).status_code == 400
    assert client.get(reverse("admin:topic_related", args=[0])).status_code == 404


def test_looking_changes_nothing_and_those_who_only_look_see_no_button(client, topic, document):
    factories.paragraph(document, AUTONOMY)
    assert look(client, topic).select(".hits form")
    observer = factories.organiser(is_superuser=False)
    observer.user_permissions.set(Permission.objects.filter(codename__startswith="view_"))
    client.force_login(observer)
    page = look(client, topic)
    assert page.select(".hits mark")
    assert not page.select(".hits form")


def test_proposing_costs_the_same_few_queries_however_much_there_is(client, dialogue, topic):
    costs = []
    for number in [2, 30]:
        for one in range(number):
            document = factories.document(language="vi")
            factories.paragraph(document, f"{AUTONOMY} {one}")
            factories.paragraph(document, OTHER)
            factories.term(dialogue, [("en", f"pact {one}")])
            citing.dismiss(topic, f"{document.pk}", None)
            topic.passages.add(Passage.objects.create(document=document, start="a", end="b"))
        with CaptureQueriesContext(connection) as queries:
            look(client, topic)
        costs.append(len(queries))
    assert costs[0] == costs[1] <= 13
