"""The forms with which organisers add a document, and give one a new text."""

from django import forms
from django.conf import settings
from django.utils.text import capfirst
from django.utils.translation import gettext, gettext_lazy

from agenda.documents import block_kinds, importing
from agenda.documents.adding import Record
from agenda.documents.limits import UnreadableDocumentError, check_size
from agenda.documents.readers import read_in_time
from dialogue.models.validators import validate_title


class NewTextForm(forms.Form):
    """A file with another text of a document.

    After validation the form has `content` (the file's bytes), `reading` (a readers.Reading) and
    `paragraphs` [[kind, text]].
    """

    file = forms.FileField(
        label=gettext_lazy("File"),
        allow_empty_file=True,  # the reader refuses it with a clearer message
        widget=forms.FileInput(attrs={"accept": ".txt,.html,.htm,.docx,.pdf"}),
        error_messages={"required": gettext_lazy("Choose the file that contains the text.")},
    )

    def clean_file(self):
        file = self.cleaned_data["file"]
        try:
            check_size(file.size)
            self.content = file.read()
            self.reading = read_in_time(file.name, self.content)
        except UnreadableDocumentError as error:
            raise forms.ValidationError(capfirst(importing.refuse(error).message)) from error
        self.paragraphs = [[kind, text] for text, kind in block_kinds.mark(self.reading.blocks)]
        return file


class AddForm(forms.Form):
    """A new document: its file or its text, and what is known of it.

    After validation the form has `name`, `content` (bytes), `reading` (a readers.Reading) and
    `record` (an adding.Record).
    """

    file = forms.FileField(
        label=gettext_lazy("File"),
        required=False,
        allow_empty_file=True,
        widget=forms.FileInput(attrs={"accept": ".txt,.html,.htm,.docx,.pdf"}),
    )
    text = forms.CharField(
        label=gettext_lazy("Or its text"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 8, "cols": 90, "class": "vLargeTextField"}),
        help_text=gettext_lazy("Paste it here if there is no file."),
    )
    title = forms.CharField(
        label=gettext_lazy("Title"),
        required=False,
        max_length=importing.TITLE_LENGTH,
        validators=[validate_title],
    )
    publisher = forms.CharField(label=gettext_lazy("Publisher"), required=False, max_length=200)
    published_on = forms.DateField(
        label=gettext_lazy("Published on"),
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )
    language = forms.ChoiceField(
        label=gettext_lazy("Language"),
        required=False,
        choices=[("", gettext_lazy("as the text shows")), *settings.LANGUAGES],
    )

    def clean(self):
        cleaned = super().clean()
        file, text = cleaned.get("file"), cleaned.get("text", "").strip()
        if self.errors:
            return cleaned
        if bool(file) == bool(text):
            both = gettext("Give either a file or a text, not both.")
            self.add_error("file", both if file else gettext("Choose a file, or paste the text."))
            return cleaned
        try:
            self._read(file, text)
        except UnreadableDocumentError as error:
            self.add_error("file" if file else "text", capfirst(importing.refuse(error).message))
        names = ["title", "publisher", "published_on", "language"]
        self.record = Record(**{name: cleaned.get(name) or Record.__dict__[name] for name in names})
        return cleaned

    def _read(self, file, text):
        if file:
            check_size(file.size)
            self.name, self.content = file.name, file.read()
        else:
            title = self.cleaned_data.get("title") or " ".join(text.split()[:8])
            self.name, self.content = f"{title[:80]}.txt", text.encode()
        self.reading = read_in_time(self.name, self.content)
