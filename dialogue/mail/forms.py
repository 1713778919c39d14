"""What organisers type about outgoing emails."""

from datetime import datetime
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from dialogue.mail import editing, outbox
from dialogue.mail.delivery.smtp import has_no_mail_server
from dialogue.mail.file_fields import AttachesFiles
from dialogue.mail.models import OutgoingMail, Wave
from dialogue.models import Dialogue
from dialogue.models.validators import validate_title
from dialogue.pages.widgets import BrowsersDateTime
from dialogue.refusals import SeenField

WIDE = {"class": "vTextField"}
LONG = {"class": "vLargeTextField", "rows": 4}


class HoldForm(forms.Form):
    """Why emails are put on hold."""

    reason = forms.CharField(
        label=_("Why they are on hold"), max_length=300, widget=forms.TextInput(attrs=WIDE)
    )


class MomentForm(forms.Form):
    """Until when emails wait, in the active time zone."""

    moment = forms.SplitDateTimeField(
        label=_("Not before"),
        required=False,
        widget=BrowsersDateTime,
        help_text=_("Leave empty to send as soon as possible."),
    )

    def clean_moment(self) -> datetime | None:
        """It must be ahead; empty means as soon as possible."""
        moment = self.cleaned_data["moment"]
        if moment and moment <= timezone.now():
            raise forms.ValidationError(
                _("This time has passed. Give a later one, or leave the field empty.")
            )
        return moment


class HandOverForm(forms.Form):
    """How letters reached those whom no email reaches."""

    how = forms.ChoiceField(label=_("How"), choices=OutgoingMail.HandedOver.choices)
    to = forms.CharField(
        label=_("To whom, if not to the recipient"),
        required=False,
        max_length=200,
        validators=[validate_title],
        widget=forms.TextInput(attrs=WIDE),
        help_text=_("For example the person at the office who took it."),
    )
    at = forms.SplitDateTimeField(
        label=_("When"),
        required=False,
        widget=BrowsersDateTime,
        help_text=_("Leave empty if it is now."),
    )

    def clean_at(self) -> datetime | None:
        """It must be past; empty means now."""
        moment = self.cleaned_data["at"]
        if moment and moment > timezone.now():
            raise forms.ValidationError(
                _("This time is still ahead. Record it once the letter has been handed over.")
            )
        return moment


class AttachForm(AttachesFiles, forms.Form):
    """Files for emails that wait."""

    def clean(self) -> dict[str, Any]:
        """At least one."""
        cleaned = super().clean()
        if not self.attached and not self.errors:
            self.add_error("new_files", _("Choose a file."))
        return {**cleaned, "attached": self.attached}


class LetterForm(forms.ModelForm):
    """The subject and text of a letter that waits."""

    seen = SeenField()

    class Meta:
        model = OutgoingMail
        fields = ["subject", "text"]
        widgets = {
            "subject": forms.TextInput(attrs=WIDE),
            "text": forms.Textarea(attrs={"class": "vLargeTextField", "rows": 24}),
        }

    def clean_subject(self) -> str:
        """On one line, as a header field must be."""
        return " ".join(self.cleaned_data["subject"].split())

    def clean_text(self) -> str:
        """It must keep the personal links of the letter."""
        text = self.cleaned_data["text"].replace("\r\n", "\n").strip() + "\n"
        lost = editing.links_lost(self.instance, text)
        if lost:
            raise forms.ValidationError(
                _("The recipient needs this address, so please leave it in the text: %(address)s"),
                params={"address": ", ".join(lost)},
            )
        return text


class SendingForm(AttachesFiles, forms.Form):
    """How letters that are about to be written go out, and as which wave."""

    NOW, DRAFTS, LATER = "now", "drafts", "later"

    wave = forms.CharField(
        label=_("Name of this wave"),
        max_length=120,
        required=False,
        validators=[validate_title],
        widget=forms.TextInput(attrs=WIDE),
        help_text=_(
            "For the organisers only: these letters can be put on hold, scheduled or "
            "cancelled under this name."
        ),
    )
    paragraph_en = forms.CharField(
        label=_("A paragraph for this wave, in English"),
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs=LONG),
    )
    paragraph_vi = forms.CharField(
        label=_("A paragraph for this wave, in Vietnamese"),
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs=LONG),
        help_text=_(
            "Plain text. Each letter contains the paragraph in its own language; a paragraph "
            "for one person is part of that person’s invitation."
        ),
    )
    when = forms.ChoiceField(
        label=_("When"),
        required=False,
        choices=[
            (NOW, _("now")),
            (DRAFTS, _("as drafts: I will check, edit and release them")),
            (LATER, _("not before this time:")),
        ],
        widget=forms.RadioSelect,
        initial=NOW,
    )
    moment = forms.SplitDateTimeField(
        label=_("Date and time"), required=False, widget=BrowsersDateTime
    )

    @property
    def is_only_stored(self) -> bool:
        """Whether there is no mail server, so that nobody will receive what is sent."""
        return has_no_mail_server()

    def __init__(self, dialogue: Dialogue, data: QueryDict | None = None, **kwargs: Any) -> None:
        self.dialogue = dialogue
        super().__init__(data, **kwargs)

    def clean_wave(self) -> str:
        """A name that no other wave of this dialogue has, or none."""
        name = " ".join(self.cleaned_data["wave"].split())
        if Wave.objects.filter(dialogue=self.dialogue, name=name).exists():
            raise forms.ValidationError(
                _("There is already a wave with this name. Choose another.")
            )
        return name

    def clean(self) -> dict[str, Any]:
        """What goes together: paragraphs in both languages, a name for what is not sent now, and a
        moment that is ahead."""
        super().clean()
        cleaned = self.cleaned_data
        asks_for_more = cleaned.get("when") in {self.DRAFTS, self.LATER} or bool(self.attached)
        paragraphs = [cleaned.get("paragraph_en"), cleaned.get("paragraph_vi")]
        if (asks_for_more or any(paragraphs)) and not cleaned.get("wave") and not self.errors:
            self.add_error("wave", _("Give the wave a name so that you can find its letters."))
        if any(paragraphs) and not all(paragraphs) and not self.errors:
            name = "paragraph_vi" if paragraphs[0] else "paragraph_en"
            self.add_error(
                name, _("Give it in both languages, because each letter is in one of them.")
            )
        moment = cleaned.get("moment")
        if cleaned.get("when") in {self.NOW, self.DRAFTS}:
            self.errors.pop("moment", None)  # it does not count
            cleaned["moment"] = None
        if cleaned.get("when") == self.LATER and "moment" not in self.errors:
            if moment is None:
                self.add_error("moment", _("Give the date and time."))
            elif moment <= timezone.now():
                self.add_error("moment", _("This time has passed. Give a later one."))
        return cleaned

    def unsaved_wave(self) -> Wave | None:
        """The wave as typed, to preview its letters; None without a name."""
        typed = self.cleaned_data
        if not typed.get("wave"):
            return None
        paragraphs = {name: typed.get(name, "") for name in ["paragraph_en", "paragraph_vi"]}
        return Wave(dialogue=self.dialogue, name=typed["wave"], **paragraphs)

    def sending(self) -> outbox.Sending | None:
        """How the letters go out, the same whenever it is asked; the wave is not saved yet."""
        return self._sending

    @cached_property
    def _sending(self) -> outbox.Sending | None:
        wave = self.unsaved_wave()
        if wave is None:
            return None
        when = self.cleaned_data["when"]
        moment = self.cleaned_data["moment"] if when == self.LATER else None
        return outbox.Sending(
            wave,
            as_drafts=when == self.DRAFTS,
            send_after_at=moment,
            files=self.attached,
        )
