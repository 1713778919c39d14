"""The concept note in the admin site: choose language and format, see what is missing, download."""

from django import forms
from django.conf import settings
from django.contrib.auth.decorators import permission_required
from django.http import HttpRequest, HttpResponse
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from agenda.models import Topic
from agenda.papers import concept_note
from dialogue.pages.base import open_or_404, render_page
from dialogue.refusals import Refused


class ConceptNoteForm(forms.Form):
    """The choice of language, length and format."""

    language = forms.ChoiceField(
        label=gettext_lazy("Language"),
        choices=[
            *settings.LANGUAGES,
            ("both", gettext_lazy("both, English first")),
        ],
        widget=forms.RadioSelect,
        initial="both",
    )
    form = forms.ChoiceField(
        label=gettext_lazy("Length"),
        choices=[
            ("short", gettext_lazy("short: summaries, sources and the programme at a glance")),
            ("full", gettext_lazy("full: with the passages quoted and every session in detail")),
        ],
        widget=forms.RadioSelect,
        initial="short",
    )
    format = forms.ChoiceField(
        label=gettext_lazy("Format"),
        choices=[
            ("pdf", gettext_lazy("PDF, for sending and printing")),
            ("docx", gettext_lazy("Word (DOCX), for further editing")),
        ],
        widget=forms.RadioSelect,
        initial="pdf",
    )


@permission_required("dialogue.view_dialogue", raise_exception=True)
def page(request: HttpRequest, pk: int) -> HttpResponse:
    """The choice; with ?language=…&format=…&form=…, the file itself."""
    dialogue = open_or_404(request, concept_note.dialogues(), pk=pk)
    form = ConceptNoteForm(request.GET if "format" in request.GET else None)
    without_font: Refused | None = concept_note.without_font(dialogue)
    if form.is_valid():
        chosen = [form.cleaned_data[name] for name in ["language", "format", "form"]]
        try:
            return _file(dialogue, *chosen)
        except Refused as refusal:
            without_font = refusal
    languages = dict(settings.LANGUAGES)
    return render_page(
        request,
        "admin/agenda/concept_note.html",
        Topic,
        _("Concept note"),
        dialogue,
        form=form,
        without_font=without_font,
        people=concept_note.people(dialogue),
        missing=[
            (languages[code], names) for code, names in concept_note.missing(dialogue).items()
        ],
    )


def _file(dialogue, language, kind, form):
    content = concept_note.write(dialogue, concept_note.LANGUAGES_OF[language], kind, form)
    response = HttpResponse(content, content_type=concept_note.MEDIA_TYPES[kind])
    name = f"{_('Concept note')} {dialogue.slug} {language}.{kind}"
    response.headers["Content-Disposition"] = content_disposition_header(True, name)
    response.headers["Cache-Control"] = "private, no-store"
    return response
