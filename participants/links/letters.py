"""Behind an institution's link and a delegate's: the official letter that names those who are
nominated. One letter may name many; sending it changes no seat."""

from typing import Any

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Div, Layout
from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from dialogue.access.doors import takes_files
from dialogue.access.languages import in_this_language
from dialogue.access.letter_pictures import LetterField
from dialogue.pages.problems import problems
from dialogue.refusals import Refused
from participants.links.personal_pages import institution_page, personal_page, typed
from participants.models import Delegation, IncomingLetter, Invitation, Person
from participants.workflow import incoming_letters
from participants.workflow.nomination_forms import YOUR_ADDRESS, YOUR_NAME
from participants.workflow.transitions import Actor, Door


class LetterForm(forms.ModelForm):
    """The letter's facts, its file, and who sends it."""

    file = LetterField(
        label=_("The signed letter"),
        help_text=_("A PDF, or one photograph (JPEG or PNG), of at most 10 MB."),
        error_messages={"required": _("Please choose the file of the signed letter.")},
    )

    class Meta:
        model = IncomingLetter
        fields = ["reference", "dated_on", "signatory", "sent_by_name", "sent_by_email"]
        labels = {
            "sent_by_name": pgettext_lazy("who sends", "Your name"),
            "sent_by_email": pgettext_lazy("who sends", "Your email address"),
        }
        widgets = {
            "dated_on": forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
            "sent_by_name": forms.TextInput(attrs={"autocomplete": "name"}),
            "sent_by_email": forms.EmailInput(attrs={"autocomplete": "email"}),
        }
        error_messages = {
            "dated_on": {"required": _("Please give the letter’s date.")},
            "signatory": {"required": _("Please say who signed the letter.")},
            "sent_by_name": YOUR_NAME,
            "sent_by_email": YOUR_ADDRESS,
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in ["dated_on", "signatory", "sent_by_name", "sent_by_email"]:
            self.fields[name].required = True
        reference = self.fields["reference"]
        reference.label = format_lazy(_("{label} (optional)"), label=reference.label)
        self.helper = FormHelper()
        self.helper.form_tag = False
        self.helper.include_media = False
        self.helper.disable_csrf = True
        self.helper.layout = Layout(
            "file",
            Div("reference", "dated_on", css_class="pair"),
            "signatory",
            Div("sent_by_name", "sent_by_email", css_class="pair"),
        )

    def clean_dated_on(self):
        """No letter is of tomorrow, on the dialogue's own clock."""
        day = self.cleaned_data["dated_on"]
        if day > timezone.localdate():
            raise forms.ValidationError(
                _("This day is still to come. Please give the letter’s date.")
            )
        return day

    def save(self, commit: bool = True) -> IncomingLetter:
        """The letter with its file, unsaved."""
        letter = super().save(commit=False)
        file = self.cleaned_data["file"]
        letter.content, letter.pages, letter.filename = file.content, file.pages, file.name
        return letter


class SeatLetterForm(LetterForm):
    """The same from a delegate's own page. Their address is known and is not asked for; nor is it
    shown, because whoever was passed the link would read it."""

    def __init__(self, delegate: Person, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.delegate = delegate
        address = self.fields["sent_by_email"]
        address.required = False
        address.help_text = _("Needed only if somebody other than the invitee sends the letter.")

    def clean(self) -> dict[str, Any]:
        """The invitee's own address, where it is they who send it."""
        cleaned = super().clean() or self.cleaned_data
        if cleaned.get("sent_by_email") or "sent_by_email" in self.errors:
            return cleaned
        if cleaned.get("sent_by_name") == self.delegate.name:
            cleaned["sent_by_email"] = self.delegate.email
        else:
            self.add_error("sent_by_email", YOUR_ADDRESS["required"])
        return cleaned


@takes_files("delegation")
@institution_page
def institution_letter(request: HttpRequest, delegation: Delegation) -> HttpResponse:
    """The letter of an institution for all its seats."""
    return _page(request, delegation, str(delegation))


@takes_files("answer")
@personal_page
def seat_letter(request: HttpRequest, invitation: Invitation) -> HttpResponse:
    """The letter about a substitute."""
    return _page(request, invitation, str(invitation.who))


def _form_for(row, data, files, begun):
    """With the sender as far as we know; somebody else may write their own name over it."""
    if isinstance(row, Invitation):
        initial = {"sent_by_name": row.person.name, **begun}
        return SeatLetterForm(row.person, data, files, initial=initial)
    sender = row.focal_point
    initial = {"sent_by_name": sender.name, "sent_by_email": sender.email, **begun}
    return LetterForm(data, files, initial=initial)


def _page(request, row, on_behalf_of):
    is_sent, begun = request.method == "POST", typed(request)
    data, files = (request.POST, request.FILES) if is_sent else (None, None)
    form = _form_for(row, data, files, begun)
    refusal: Refused | None = None
    if form.is_valid():
        letter = form.save()
        letter.dialogue = row.dialogue
        if isinstance(row, Delegation):
            letter.delegation = row
        else:
            letter.invitation = row
        by = Actor(Door.LINK, letter.sent_by_name, on_behalf_of=on_behalf_of)
        try:
            incoming_letters.receive(letter, by)
            return redirect(in_this_language(request.path, done="1"))
        except Refused as error:
            refusal = error
    context = {
        "row": row,
        "delegation": row if isinstance(row, Delegation) else None,
        "invitation": row if isinstance(row, Invitation) else None,
        "dialogue": row.dialogue,
        "letters": row.incoming_letters.filter(kind="nomination").defer("content"),
        "form": form,
        "form_to_keep": "letter-form",
        "problems": problems(form, refusal=refusal),
        "is_file_lost": bool(begun.get("file")) or (is_sent and "file" not in form.errors),
        "is_done": "done" in request.GET and not is_sent,
    }
    status = 422 if is_sent else 200
    return render(request, "participants/letter.html", context, status=status)
