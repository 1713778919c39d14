"""The organisers' glossary: where its terms occur, which of our own texts differ from it, and the
sheet for interpreters."""

from django.conf import settings
from django.contrib.auth.decorators import permission_required
from django.db.models import Model
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from agenda.evidence import glossary
from agenda.evidence.search_page import paragraph_address
from agenda.models import Session, SourceDocument, Term, Topic
from dialogue.exports.spreadsheets import as_file, save_xlsx
from dialogue.models import Dialogue
from dialogue.pages.base import open_or_404, render_page

MOST_LINKS = 12  # to paragraphs of one document


@permission_required("agenda.view_term", raise_exception=True)
def glossary_page(request: HttpRequest, pk: int) -> HttpResponse:
    """Every term with its renderings and where they occur, and where our own texts differ."""
    dialogue = open_or_404(request, Dialogue, pk=pk)
    return render_page(
        request,
        "admin/agenda/glossary.html",
        Term,
        _("Glossary"),
        dialogue,
        terms=[
            (term, [(rendering, places(rendering)) for rendering in entries])
            for term, entries in glossary.occurrences(Term.objects.of(dialogue)).items()
        ],
        deviations=[
            (deviation, address(deviation.row)) for deviation in glossary.deviations_of(dialogue)
        ],
        may_add=request.user.has_perm("agenda.add_term"),
    )


@permission_required("agenda.view_term", raise_exception=True)
def sheet_page(request: HttpRequest, pk: int) -> HttpResponse:
    """The sheet for interpreters, to print: from the language in ?from= into the other."""
    dialogue = open_or_404(request, Dialogue, pk=pk)
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
def sheet_xlsx(request: HttpRequest, pk: int) -> HttpResponse:
    """The sheet for interpreters in both directions, as an XLSX workbook."""
    dialogue = open_or_404(request, Dialogue, pk=pk)
    sheets = []
    for source, _name in settings.LANGUAGES:
        rows = [
            [term, "; ".join(variants), target, "; ".join(target_variants), definition]
            for term, variants, target, target_variants, definition in glossary.sheet(
                dialogue, source
            )
        ]
        name = f"{source} → {_other(source)}".upper()
        sheets.append((name, glossary.headings(source), rows))
    return as_file(save_xlsx(sheets), _("Glossary"), "xlsx")


def places(
    occurrences: glossary.Occurrences,
) -> list[tuple[SourceDocument, list[tuple[int, str]], int]]:
    """[(document, [(paragraph number, address)], how many more paragraphs)] where it occurs."""
    return [
        (
            document,
            [(number, paragraph_address(document.pk, number)) for number in numbers[:MOST_LINKS]],
            len(numbers[MOST_LINKS:]),
        )
        for document, numbers in occurrences.places.items()
    ]


def address(row: Model) -> str:
    """The address of the admin page that changes a dialogue, topic or session."""
    meta = row._meta
    return reverse(f"admin:{meta.app_label}_{meta.model_name}_change", args=[row.pk])


def wording(row: Topic | Session) -> str:
    """For the page of a topic or session: which renderings in it are not the preferred ones."""
    terms = list(Term.objects.of(row.dialogue))
    lines = [
        (
            deviation.field,
            deviation.language.upper(),
            deviation.text,
            deviation.rendering.preferred,
        )
        for deviation in glossary.deviations([row], terms)
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
