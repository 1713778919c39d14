"""The form with which organisers give a document a new text."""

from django import forms
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy

from agenda.documents import block_kinds, importing
from agenda.documents.limits import UnreadableDocumentError, check_size
from agenda.documents.readers import read_in_time


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
