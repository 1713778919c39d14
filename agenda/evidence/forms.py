"""The forms with which organisers mark passages in documents and change their words."""

from itertools import groupby

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from agenda.evidence import anchors, phrases
from agenda.models import Passage, Topic
from agenda.models.documents import check_gists
from dialogue.models import Dialogue
from dialogue.models.validators import validate_title

LONGEST_WORDS = 20_000
LONGEST_TITLE = Topic._meta.get_field("title").max_length


class WordsForm(forms.Form):
    """Which words of a document: typed as phrases, or selected on the page.

    A selection is sent as offsets in a paragraph, counted in characters, together with the words
    that the page showed there, so that a change of the text since then is noticed. After
    validation `cleaned_data` has `paragraph` (a Paragraph), `start_at` and `end_at`.
    """

    paragraph = forms.IntegerField(
        label=gettext_lazy("Paragraph number"),
        min_value=1,
        error_messages={"required": gettext_lazy("Give the number of the paragraph.")},
    )
    start = forms.CharField(
        label=gettext_lazy("Starts with"),
        required=False,
        max_length=phrases.LONGEST,
    )
    end = forms.CharField(
        label=gettext_lazy("Ends with"),
        required=False,
        max_length=phrases.LONGEST,
        help_text=gettext_lazy("Leave empty if the words above are the whole passage."),
    )
    start_at = forms.IntegerField(widget=forms.HiddenInput, required=False, min_value=0)
    end_at = forms.IntegerField(widget=forms.HiddenInput, required=False, min_value=0)
    words = forms.CharField(
        widget=forms.HiddenInput, required=False, max_length=LONGEST_WORDS, strip=False
    )
    up_to_the_end = forms.BooleanField(required=False, widget=forms.HiddenInput)

    def __init__(self, document, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.document = document
        self.offers_the_end = False

    @property
    def typed_fields(self) -> list[forms.BoundField]:
        """Those that say a passage by its paragraph's number and its phrases."""
        return [self[name] for name in ["paragraph", "start", "end"]]

    def clean_paragraph(self):
        number = self.cleaned_data["paragraph"]
        paragraph = self.document.paragraphs.filter(number=number).first()
        if paragraph is None:
            raise forms.ValidationError(_("There is no paragraph with this number."))
        paragraph.document = self.document
        return paragraph

    def clean(self):
        cleaned = super().clean()
        if any(name in self.errors for name in ["start_at", "end_at", "words"]):
            self.add_error(None, _("The text has changed in the meantime. Choose the words again."))
        if "paragraph" not in cleaned or self.errors:
            return cleaned
        span = self._selected(cleaned) if cleaned.get("words") else self._typed(cleaned)
        if span is None:
            return cleaned
        cleaned["start_at"], cleaned["end_at"] = span
        try:
            if phrases.anchor(cleaned["paragraph"].text, *span) is None:
                self.add_error(None, _("No words have been chosen."))
        except phrases.AmbiguousError:
            text = _(
                "The same words appear earlier in this paragraph. Choose a few more words to "
                "make clear which are meant."
            )
            self.add_error(None if cleaned.get("words") else "start", text)
        return cleaned

    def _selected(self, cleaned):
        """The offsets sent along, if the words they name are those that were on the page."""
        start, end = cleaned.get("start_at"), cleaned.get("end_at")
        if start is not None and end is not None:
            current = cleaned["paragraph"].text[start:end]
            if anchors.normalise_phrase(current) == anchors.normalise_phrase(cleaned["words"]):
                return start, end
        self.add_error(None, _("The text has changed in the meantime. Choose the words again."))
        return None

    def _typed(self, cleaned):
        """The offsets of the phrases in the paragraph that was named."""
        paragraph = cleaned["paragraph"]
        start = anchors.normalise_phrase(cleaned["start"])
        end = anchors.normalise_phrase(cleaned["end"])
        if not start:
            self.add_error("start", _("Give the words that the passage starts with."))
            return None
        normalised = anchors.normalise_for_anchor(paragraph.text)
        begin = anchors.find_span(start, "", normalised)
        if begin is None:
            self.add_error("start", self._elsewhere(cleaned["start"], paragraph.number))
            return None
        if cleaned["up_to_the_end"]:
            return begin[0], len(paragraph.text)
        span = anchors.find_span(start, end, normalised)
        if span is None:
            self.add_error("end", self._not_following(cleaned["end"], paragraph.number))
        return span

    def _elsewhere(self, phrase, number):
        place = anchors.find(phrase, "", self.document.paragraphs.all())
        if place is None:
            return _("These words do not appear in the document. Copy them from the text.")
        numbers = {"number": number, "other": place.paragraph.number}
        text = _("These words are not in paragraph %(number)s but in paragraph %(other)s.")
        return text % numbers

    def _not_following(self, phrase, number):
        later = self.document.paragraphs.filter(number__gt=number)
        place = anchors.find(phrase, "", later)
        if place is None:
            text = _("These words do not appear after the first words in paragraph %(number)s.")
            return text % {"number": number}
        self.offers_the_end = True
        text = _(
            "A passage must lie within one paragraph; these words are in paragraph %(number)s."
        )
        return text % {"number": place.paragraph.number}


class GistForm(forms.ModelForm):
    """What a passage says, in every language or in none."""

    class Meta:
        model = Passage
        fields = [f"gist_{code}" for code, _name in settings.LANGUAGES]
        labels = {
            "gist_en": gettext_lazy("Gist in English"),
            "gist_vi": gettext_lazy("Gist in Vietnamese"),
        }
        help_texts = dict.fromkeys(fields, "")  # the page says it once for all of them
        widgets = dict.fromkeys(fields, forms.Textarea({"rows": 2, "cols": 60}))

    @property
    def gists(self) -> dict[str, str]:
        """{language: text}, after validation."""
        return _gists(self.cleaned_data)


def _gists(cleaned):
    return {code: cleaned.get(f"gist_{code}") or "" for code, _name in settings.LANGUAGES}


class MarkForm(WordsForm):
    """Which words, what they say, and the topic that they support: an existing one, or a new one by
    its titles. Without a gist the passage keeps the one that it has.

    `topics` is a list of topics with their dialogues; `dialogues`, those that a new topic may
    belong to.
    """

    topic = forms.TypedChoiceField(
        label=gettext_lazy("Topic"), required=False, coerce=int, empty_value=None
    )
    title_en = forms.CharField(
        label=gettext_lazy("Title in English"),
        required=False,
        max_length=LONGEST_TITLE,
        validators=[validate_title],
    )
    title_vi = forms.CharField(
        label=gettext_lazy("Title in Vietnamese"),
        required=False,
        max_length=LONGEST_TITLE,
        validators=[validate_title],
    )
    dialogue = forms.ModelChoiceField(
        Dialogue.objects.none(), label=gettext_lazy("Dialogue"), required=False
    )

    new = ["title_en", "title_vi", "dialogue"]

    def __init__(self, document, topics, dialogues, *args, **kwargs):
        super().__init__(document, *args, **kwargs)
        self.fields |= GistForm().fields
        self.topics = {topic.pk: topic for topic in topics}
        self.dialogues = dialogues
        self.fields["topic"].choices = [("", "---------"), *_grouped(topics)]
        if not dialogues:
            for name in self.new:
                del self.fields[name]
        elif len(dialogues) == 1:
            del self.fields["dialogue"]
        else:
            self.fields["dialogue"].queryset = Dialogue.objects.filter(
                pk__in=[dialogue.pk for dialogue in dialogues]
            )
            self.fields["dialogue"].choices = [("", "---------")] + [
                (dialogue.pk, str(dialogue)) for dialogue in dialogues
            ]

    @property
    def gist_fields(self) -> list[forms.BoundField]:
        """The gist in each language."""
        return [self[name] for name in GistForm.base_fields]

    @property
    def gists(self) -> dict[str, str]:
        """{language: text}, after validation."""
        return _gists(self.cleaned_data)

    @property
    def topic_fields(self) -> list[forms.BoundField]:
        """The choice of a topic that there is."""
        return [self["topic"]]

    @property
    def new_fields(self) -> list[forms.BoundField]:
        """Those that describe a new topic; the dialogue where there are several, none without the
        right to add one."""
        return [self[name] for name in self.new if name in self.fields]

    def clean(self):
        cleaned = super().clean()
        try:
            check_gists(_gists(cleaned))
        except ValidationError as error:
            self.add_error(None, error)
        titles = [cleaned.get("title_en"), cleaned.get("title_vi")]
        if "topic" in self.errors:
            return cleaned
        if cleaned.get("topic") and any(titles):
            self.add_error("topic", _("Choose a topic or give the titles of a new one, not both."))
        elif not cleaned.get("topic") and not any(titles):
            self.add_error("topic", _("Choose a topic, or give the titles of a new one."))
        elif any(titles):
            self._check_new(cleaned)
        return cleaned

    def _check_new(self, cleaned):
        for name in ["title_en", "title_vi"]:
            if not cleaned.get(name) and name not in self.errors:
                self.add_error(name, _("A new topic needs its title in both languages."))
        if "dialogue" not in self.fields:
            cleaned["dialogue"] = self.dialogues[0]
        elif not cleaned.get("dialogue"):
            self.add_error("dialogue", _("Choose the dialogue for the new topic."))


def _grouped(topics):
    """Choices, under their dialogue's name where there are several."""
    by_dialogue = [
        (str(dialogue), [(topic.pk, str(topic)) for topic in group])
        for dialogue, group in groupby(topics, key=lambda topic: topic.dialogue)
    ]
    if len(by_dialogue) > 1:
        return by_dialogue
    return [choice for _dialogue, choices in by_dialogue for choice in choices]
