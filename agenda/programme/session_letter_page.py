"""The page on which organisers write to the people of a session, each letter shown first."""

from datetime import date
from typing import Any

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import permission_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from agenda.models import Session
from agenda.programme import session_letter
from agenda.programme.session_letter import Content
from dialogue.mail.forms import LONG
from dialogue.pages.base import open_or_404, render_page
from dialogue.refusals import Refused


class SessionLetterForm(forms.Form):
    """Minutes for each role, by when to answer, and words of one's own."""

    answer_by_on = forms.DateField(
        label=gettext_lazy("Please answer by"),
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )
    words_en = forms.CharField(
        label=gettext_lazy("A paragraph of your own, in English"),
        required=False,
        max_length=4000,
        widget=forms.Textarea(attrs=LONG),
    )
    words_vi = forms.CharField(
        label=gettext_lazy("A paragraph of your own, in Vietnamese"),
        required=False,
        max_length=4000,
        widget=forms.Textarea(attrs=LONG),
    )

    def __init__(self, session: Session, *args: Any, **kwargs: Any) -> None:
        self.session = session
        super().__init__(*args, **kwargs)
        self.lines = session_letter.lines(session, Content())
        for line in self.lines:
            self.fields[f"minutes_{line.role.pk}"] = forms.IntegerField(
                label=str(line.role),
                required=False,
                min_value=1,
                max_value=480,
                widget=forms.NumberInput(attrs={"size": 4}),
            )

    def clean_answer_by_on(self) -> date | None:
        """Not past, and before the session."""
        day = self.cleaned_data["answer_by_on"]
        tz = self.session.dialogue.tz
        today, session_on = timezone.localdate(timezone=tz), self.session.starts_at.astimezone(tz)
        if day and not today <= day <= session_on.date():
            raise forms.ValidationError(_("Choose a day from today to the day of the session."))
        return day

    def clean(self) -> dict[str, Any]:
        """Words in both languages, because each letter is in one of them."""
        cleaned = super().clean() or self.cleaned_data
        words = [cleaned.get("words_en"), cleaned.get("words_vi")]
        if any(words) and not all(words):
            name = "words_vi" if words[0] else "words_en"
            text = _("Give it in both languages, because each letter is in one of them.")
            self.add_error(name, text)
        return cleaned

    @property
    def minute_fields(self) -> list[forms.BoundField]:
        """Those of the roles, in their order."""
        return [self[f"minutes_{line.role.pk}"] for line in self.lines]

    @property
    def content(self) -> Content:
        """What was typed; the empty letter before that."""
        if not self.is_bound or not self.is_valid():
            return Content()
        typed = self.cleaned_data
        return Content(
            minutes={line.role.pk: typed[f"minutes_{line.role.pk}"] or 0 for line in self.lines},
            answer_by_on=typed["answer_by_on"],
            words={"en": typed["words_en"], "vi": typed["words_vi"]},
        )


@permission_required("agenda.change_role", raise_exception=True)
def page(request: HttpRequest, pk: int) -> HttpResponse:
    """Ask what is said; show each letter; on a confirmed POST, write them."""
    session = open_or_404(request, Session.objects.select_related("dialogue", "room"), pk=pk)
    form = SessionLetterForm(session, request.POST or None)
    if "confirmed" in request.POST and form.is_valid():
        try:
            number = session_letter.write(session, form.content)
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            text = ngettext(
                "%(n)d letter is on its way.", "%(n)d letters are on their way.", number
            )
            messages.success(request, text % {"n": number})
            return redirect("admin:agenda_session_change", session.pk)
    found, content = session_letter.readers(session), form.content
    shown = [reader for reader in found if reader.page]
    lines = session_letter.lines(session, content)
    with timezone.override(session.dialogue.tz):
        return render_page(
            request,
            "admin/agenda/session/letter.html",
            Session,
            _("Write to the people of this session"),
            session.dialogue,
            session=session,
            form=form,
            nowhere=[reader for reader in found if reader.page is None],
            readers=shown,
            letters=[
                (reader, *session_letter.preview(session, content, reader, lines)[:2])
                for reader in shown
            ],
        )
