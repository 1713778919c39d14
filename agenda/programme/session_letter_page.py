"""The page on which organisers write to the people of a session, each letter shown first."""

from datetime import date
from typing import Any

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import permission_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from agenda.models import Role, Session
from agenda.programme import session_letter
from agenda.programme.session_letter import Content
from dialogue.mail.forms import LONG
from dialogue.mail.queue.letter_preview import show_letter
from dialogue.pages.base import open_or_404, render_page
from dialogue.refusals import Refused

TYPED = "session_letter_typed"  # in the session, for the frames that show the letters


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
        days = [line.role.answer_by_on for line in self.lines if line.role.answer_by_on]
        self.fields["answer_by_on"].initial = max(days, default=None)
        for line in self.lines:
            self.fields[f"minutes_{line.role.pk}"] = forms.IntegerField(
                label=str(line.role),
                required=False,
                initial=line.role.minutes,
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
    _remember(request, session, content)
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


def _remember(request, session, content):
    """What was typed, for the frames of the page that is about to be shown."""
    day = content.answer_by_on
    request.session[TYPED] = {
        "session": session.pk,
        "minutes": {str(key): value for key, value in content.minutes.items()},
        "answer_by_on": day.isoformat() if day else "",
        "words": dict(content.words),
    }


def _remembered(request, session):
    typed = request.session.get(TYPED)
    if not typed or typed["session"] != session.pk:
        return Content()
    day = typed["answer_by_on"]
    return Content(
        {int(key): value for key, value in typed["minutes"].items()},
        date.fromisoformat(day) if day else None,
        typed["words"],
    )


@permission_required("agenda.change_role", raise_exception=True)
def frame(request: HttpRequest, pk: int) -> HttpResponse:
    """The HTML of the letter typed last as whoever has this role would get it; 404 where they have
    no page to answer on."""
    rows = Role.objects.select_related("session__dialogue", "session__room")
    role = open_or_404(request, rows, pk=pk)
    readers = session_letter.readers(role.session)
    found = [one for one in readers if one.page and one.person.pk == role.person_id]
    if not found:
        raise Http404
    content = _remembered(request, role.session)
    shown = session_letter.lines(role.session, content)
    with timezone.override(role.session.dialogue.tz):
        return show_letter(session_letter.preview(role.session, content, found[0], shown)[2])
