"""The organisers' glossary: terms with where they occur, our own texts that differ, and the sheet
for interpreters."""

from django.conf import settings
from django.contrib.auth.decorators import permission_required
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from agenda.evidence import glossary
from agenda.evidence.search_page import paragraph_address
from agenda.models import Term
from dialogue.exports.spreadsheets import as_file, save_xlsx
from dialogue.models import Dialogue
from dialogue.pages.base import render_page

MOST_LINKS = 12  # to paragraphs of one document


@permission_required("agenda.view_term", raise_exception=True)
def glossary_page(request, pk):
    """Every term with its renderings and their places, and what to look at in our own texts."""
    dialogue = get_object_or_404(Dialogue, pk=pk)
    return render_page(
        request,
        "admin/agenda/glossary.html",
        Term,
        _("Glossary"),
        dialogue,
        terms=[
            (term, [(one, places(one)) for one in entries])
            for term, entries in glossary.occurrences(Term.objects.of(dialogue)).items()
        ],
        deviations=[(one, address(one.row)) for one in glossary.deviations_of(dialogue)],
        may_add=request.user.has_perm("agenda.add_term"),
    )


@permission_required("agenda.view_term", raise_exception=True)
def sheet_page(request, pk):
    """For interpreters, to print: from the language asked for into the other."""
    dialogue = get_object_or_404(Dialogue, pk=pk)
    source = _source(request)
    return render_page(
        request,
        "admin/agenda/glossary_sheet.html",
        Term,
        _("Glossary for interpreters"),
        dialogue,
        source=source,
        target=_other(source),
        directions=[(code, _other(code)) for code, _name in settings.LANGUAGES],
        headings=glossary.headings(source),
        rows=glossary.sheet(dialogue, source),
    )


@permission_required("agenda.view_term", raise_exception=True)
def sheet_xlsx(request, pk):
    """Both directions as a workbook."""
    dialogue = get_object_or_404(Dialogue, pk=pk)
    sheets = []
    for source, _name in settings.LANGUAGES:
        rows = [
            [one, "; ".join(others), two, "; ".join(also), definition]
            for one, others, two, also, definition in glossary.sheet(dialogue, source)
        ]
        name = f"{source} → {_other(source)}".upper()
        sheets.append((name, glossary.headings(source), rows))
    return as_file(save_xlsx(sheets), _("Glossary"), "xlsx")


def places(found):
    """[(document, [(paragraph number, address)], how many more)] of an Occurrences."""
    return [
        (
            document,
            [(number, paragraph_address(document.pk, number)) for number in numbers[:MOST_LINKS]],
            len(numbers[MOST_LINKS:]),
        )
        for document, numbers in found.places.items()
    ]


def address(row):
    """Where an organiser changes a dialogue, topic or session."""
    meta = row._meta
    return reverse(f"admin:{meta.app_label}_{meta.model_name}_change", args=[row.pk])


def wording(row):
    """For a topic's or session's own page: which renderings in it are not the preferred ones."""
    terms = list(Term.objects.of(row.dialogue))
    lines = [
        (one.field, one.language.upper(), one.text, one.rendering.preferred)
        for one in glossary.deviations([row], terms)
    ]
    if not lines:
        return _("Nothing here differs from the glossary.")
    text = _("{}, {}: “{}”; the glossary prefers “{}”.")
    items = format_html_join("", "<li>{}</li>", ((format_html(text, *line),) for line in lines))
    return format_html('<ul class="story late">{}</ul>', items)


def _source(request):
    wanted = request.GET.get("from")
    return wanted if wanted in dict(settings.LANGUAGES) else get_language()


def _other(language):
    return next(code for code, _name in settings.LANGUAGES if code != language)
