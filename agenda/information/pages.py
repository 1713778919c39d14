"""The information note in the admin site: write it, see what is missing, publish it."""

from typing import Any

from django import forms
from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import permission_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from agenda.information import note
from agenda.models import InformationNote, InformationText, Topic
from dialogue.access import sent
from dialogue.exports import pdf
from dialogue.exports.spreadsheets import as_file
from dialogue.models import Dialogue
from dialogue.pages.base import open_or_404, render_page, require_permission, user_of
from dialogue.refusals import Refused, seen_in

PAGE = "admin:information_note"


class TextsForm(forms.Form):
    """A text for each heading and language."""

    def __init__(self, dialogue: Dialogue, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.headings = []
        for heading, words in note.texts(dialogue).items():
            names = []
            for code, language in settings.LANGUAGES:
                name = f"{heading}_{code}"
                self.fields[name] = forms.CharField(
                    label=language,
                    required=False,
                    initial=words[code],
                    max_length=5000,
                    widget=forms.Textarea(
                        attrs={"rows": 4, "lang": code, "class": "vLargeTextField"}
                    ),
                )
                names.append(name)
            self.headings.append((InformationText.Heading(heading).label, names))

    def rows(self) -> list[tuple[str, list[forms.BoundField]]]:
        """[(heading, [the field of each language])]"""
        return [(str(label), [self[name] for name in names]) for label, names in self.headings]

    def written(self) -> dict[tuple[str, str], str]:
        """{(heading, language): text}"""
        return {
            tuple(name.rsplit("_", 1)): text  # type: ignore[misc]
            for name, text in self.cleaned_data.items()
        }


@permission_required("dialogue.view_dialogue", raise_exception=True)
def page(request: HttpRequest, pk: int) -> HttpResponse:
    """The texts, to read or to change; a POST stores them. 404 if there is no such dialogue."""
    dialogue = open_or_404(request, Dialogue, pk=pk)
    form = TextsForm(dialogue, request.POST if request.method == "POST" else None)
    if request.method == "POST":
        require_permission(request, "agenda.change_informationtext")
        if form.is_valid():
            note.write(dialogue, form.written())
            messages.success(request, _("The texts are stored."))
            return redirect(PAGE, pk)
    content, languages = note.draft(dialogue), dict(settings.LANGUAGES)
    return render_page(
        request,
        "admin/agenda/information_note.html",
        Topic,
        _("Information note"),
        dialogue,
        form=form,
        may_change=request.user.has_perm("agenda.change_informationtext"),
        missing=[(languages[code], labels) for code, labels in note.missing(dialogue).items()],
        without_font=pdf.without_font(content),
        seen=note.version_of(content),
        versions=InformationNote.objects.filter(dialogue=dialogue).select_related("published_by"),
        languages=[*settings.LANGUAGES, ("both", _("both, English first"))],
    )


@permission_required("agenda.add_informationnote", raise_exception=True)
def publish(request: HttpRequest, pk: int) -> HttpResponse:
    """A POST publishes the note as it was on screen. 404 if there is no such dialogue."""
    dialogue = open_or_404(request, Dialogue, pk=pk)
    if request.method != "POST":
        return redirect(PAGE, pk)
    try:
        made = note.publish(dialogue, user_of(request), seen=seen_in(request.POST))
    except Refused as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("Published: %(standing)s.") % {"standing": made})
    return redirect(PAGE, pk)


@permission_required("dialogue.view_dialogue", raise_exception=True)
def file(request: HttpRequest, pk: int) -> HttpResponse:
    """The draft, or ?version=…, as PDF in ?language=…; back with the reason where there is none."""
    dialogue = open_or_404(request, Dialogue, pk=pk)
    language = sent.text(request.GET, "language")
    if language not in note.LANGUAGES_OF:
        language = "both"
    made: InformationNote | None = None
    if number := sent.number(request.GET, "version"):
        made = InformationNote.objects.filter(dialogue=dialogue).filter(number=number).first()
    try:
        content = made.content if made else note.draft(dialogue)
        written = note.as_pdf(dialogue, content, language, made)
    except Refused as refusal:
        messages.error(request, str(refusal))
        return redirect(PAGE, pk)
    name = f"{_('Information note')} {dialogue.slug} {made or _('draft')} {language}"
    return as_file(written, name, "pdf")
