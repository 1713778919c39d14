"""The form of a background paper: what is said about it, and its file."""

from typing import Any

from django import forms
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from agenda.background import files
from agenda.models import BackgroundPaper
from dialogue.pages.history_admin import VersionCheckMixin
from dialogue.refusals import Refused


class BackgroundPaperForm(VersionCheckMixin, forms.ModelForm):
    """After validation, `checked_file` is the new file, or None where the stored one stays."""

    file = forms.FileField(
        label=gettext_lazy("File"),
        allow_empty_file=True,  # refused with a clearer message
        max_length=200,
        error_messages={"required": gettext_lazy("Choose the file of the paper.")},
        widget=forms.FileInput(attrs={"accept": files.ACCEPT}),
    )
    checked_file: files.CheckedFile | None = None

    class Meta:
        model = BackgroundPaper
        exclude: list[str] = []

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        limit = {"limit": files.LARGEST}
        text = (
            _("PDF, Word, PowerPoint or OpenDocument (.odt, .odp), at most %(limit)d MB.") % limit
        )
        if self.instance.pk:
            text += " " + _("Leave it empty to keep the file that is there.")
        self.fields["file"].help_text = text
        self.fields["file"].required = not self.instance.pk

    def clean_file(self) -> Any:
        """What was uploaded, checked by its content."""
        file = self.cleaned_data["file"]
        if file is None:
            return None
        try:
            if file.size > files.LARGEST * files.MEGABYTE:  # before it is read
                raise Refused(files.too_large())
            self.checked_file = files.checked(file.name, file.read())
        except Refused as refusal:
            raise forms.ValidationError(capfirst(str(refusal))) from refusal
        return file
