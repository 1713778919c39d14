"""Choosing files for letters on a page that is shown more than once before anything is sent: what
was uploaded stays, under a signed list of keys, until it is taken off or the page is left."""

from typing import Any

from django import forms
from django.core import signing
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from dialogue.access import sent
from dialogue.mail import attachments
from dialogue.mail.models import SharedFile
from dialogue.refusals import Refused

SALT = "dialogue.mail.file_fields"


class _Files(forms.ClearableFileInput):
    allow_multiple_selected = True


class FilesField(forms.FileField):
    """Several files, or none; cleaned to a list of uploaded files."""

    widget = _Files(attrs={"multiple": True, "accept": ".pdf,.docx"})

    def clean(self, data: Any, initial: Any = None) -> list[Any]:
        """Each of them."""
        chosen = data if isinstance(data, list | tuple) else [data]
        return [super(FilesField, self).clean(one, initial) for one in chosen if one]


class _Numbers(forms.MultipleChoiceField):
    def valid_value(self, value: Any) -> bool:
        return sent.as_number(str(value)) is not None


class AttachesFiles(forms.Form):
    """A form whose letters can have files. `attached` are those that go with them, stored."""

    new_files = FilesField(
        label=gettext_lazy("Attach files"),
        required=False,
        help_text=gettext_lazy("PDF or Word (.docx), at most 10 MB together."),
    )
    kept = forms.CharField(required=False, widget=forms.HiddenInput)
    drop = _Numbers(required=False)

    attached: list[SharedFile] = []  # replaced, never changed

    def clean_kept(self) -> list[SharedFile]:
        """The files uploaded before; none if the list was altered."""
        try:
            keys = signing.loads(self.cleaned_data["kept"], salt=SALT)
        except signing.BadSignature:
            return []
        return list(SharedFile.objects.defer("content").filter(pk__in=keys))

    def clean_new_files(self) -> list[SharedFile]:
        """What was uploaded now, checked; not stored yet."""
        found, wrong = [], []
        for file in self.cleaned_data["new_files"]:
            try:
                if file.size > attachments.MAX_BYTES:
                    raise Refused(attachments.too_large())
                found.append(attachments.checked(file.name, file.read()))
            except Refused as refusal:
                wrong.append(str(refusal))
        if wrong:
            raise forms.ValidationError(wrong)
        return found

    def clean(self) -> dict[str, Any]:
        """Both together within the limits; then what is new is stored."""
        cleaned = super().clean() or self.cleaned_data
        dropped = {sent.as_number(key) for key in cleaned.get("drop", [])}
        kept = [file for file in cleaned.get("kept", []) if file.pk not in dropped]
        new = cleaned.get("new_files", [])
        self.attached = kept
        if sum(file.size for file in [*kept, *new]) > attachments.MAX_BYTES:
            self.add_error("new_files", attachments.too_large())
        elif len(kept) + len(new) > attachments.MAX_FILES:
            text = _("At most %(number)d files go with a letter.")
            self.add_error("new_files", text % {"number": attachments.MAX_FILES})
        else:
            for file in new:
                file.save()
            self.attached = [*kept, *new]
        return cleaned

    @property
    def kept_value(self) -> str:
        """The list of what is attached, for the page that is shown next."""
        return signing.dumps([file.pk for file in self.attached], salt=SALT)
