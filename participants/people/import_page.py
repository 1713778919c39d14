"""Importing a list of people in the admin site: upload, check every row, confirm. Nothing is
written before the organiser has seen what would change; then all of it or nothing. What is long, a
worker does (see import_jobs)."""

from typing import cast

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import permission_required
from django.contrib.auth.models import User
from django.core.files.uploadedfile import UploadedFile
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from dialogue import refusals
from dialogue.access import sent
from dialogue.access.open_rows import open_to
from dialogue.desk import chosen
from dialogue.exports import spreadsheets
from dialogue.models import Dialogue
from dialogue.pages import open_choices
from dialogue.pages.base import render_page, require_permission, user_of
from dialogue.personal_data import data_map, retention
from participants.models import PeopleUpload, Person
from participants.people import import_jobs, importing
from participants.people.spreadsheets import outcomes, sheets
from participants.people.spreadsheets.files import LARGEST, MEGABYTE, MOST_ROWS
from participants.states import Status

ON_A_PAGE = 100  # rows of a long list
IMPORTING = ["participants.add_person", "participants.change_person"]
PEOPLE = "admin:participants_person_changelist"


class UploadForm(forms.Form):
    """The file, and the dialogue for which its people get drafts."""

    file = forms.FileField(
        label=gettext_lazy("File"),
        widget=forms.FileInput(attrs={"accept": ".xlsx,.csv"}),
        error_messages={
            "required": gettext_lazy("Choose the file that contains the list."),
            "empty": gettext_lazy("The file is empty. Choose the file that contains the list."),
        },
    )
    dialogue: forms.ModelChoiceField = forms.ModelChoiceField(
        Dialogue.objects.all(),
        label=gettext_lazy("Dialogue"),
        required=False,
        help_text=gettext_lazy(
            "Only if the file has a column for categories: anyone who has no invitation to this "
            "dialogue yet is then given a draft in that category. Nothing is sent."
        ),
    )

    def clean_file(self) -> UploadedFile:
        """The file, whose bytes are then in `content`. Read it, so that an unreadable file is
        refused here; the rows are checked later, on the page that shows them."""
        file = self.cleaned_data["file"]
        if file.size > LARGEST * MEGABYTE:
            text = _("The file is larger than %(limit)s MB. Divide the list into several files.")
            raise forms.ValidationError(text % {"limit": LARGEST})
        self.content = file.read()
        try:
            self.rows = len(sheets.read(self.content).rows)
        except sheets.UnreadableSheetError as error:
            raise forms.ValidationError(str(error)) from error
        return file


def may_import(request: HttpRequest) -> bool:
    """Whether the user may import people."""
    return request.user.has_perms(IMPORTING)


@permission_required(IMPORTING, raise_exception=True)
def upload(request: HttpRequest) -> HttpResponse:
    """Choose the file; if it can be read, it is stored for the preview."""
    form = UploadForm(request.POST, request.FILES) if request.method == "POST" else UploadForm()
    form.initial["dialogue"] = chosen.key(request)
    open_choices.limit(request.user, form)
    if not request.user.has_perm("participants.add_invitation"):
        del form.fields["dialogue"]
    if form.is_valid():
        retention.forget_due_of(data_map.holding_of("participants.PeopleUpload"), timezone.now())
        stored = PeopleUpload.objects.create(
            filename=form.cleaned_data["file"].name[:200],
            content=form.content,
            dialogue=form.cleaned_data.get("dialogue"),
            user=cast(User, request.user),
        )
        if form.rows > import_jobs.LONG:
            return _plan_by_a_worker(request, stored, form.rows)
        return redirect("admin:people_import_preview", stored.pk)
    return _page(
        request,
        "import.html",
        form=form,
        columns=[sheets.heading(name) for name in sheets.COLUMNS],
        required=[sheets.heading(name) for name in sheets.REQUIRED],
        limits={"size": LARGEST, "rows": MOST_ROWS},
    )


@permission_required(IMPORTING, raise_exception=True)
def preview(request: HttpRequest, pk: int) -> HttpResponse:
    """Every row with what would become of it. On POST import them, if nothing has changed since."""
    shown = open_to(request.user, PeopleUpload.objects.select_related("dialogue", "user"))
    stored = shown.filter(pk=pk).first()
    if stored is None:
        messages.warning(
            request,
            _(
                "This upload has already been dealt with or has expired. Please upload the file "
                "again."
            ),
        )
        return redirect("admin:people_import")
    if stored.dialogue:
        require_permission(request, "participants.add_invitation")
    agreed = frozenset(sent.numbers(request.POST, "agreed"))
    if request.method == "POST" and "discard" in request.POST:
        import_jobs.forget_plans(stored)
        stored.delete()
        messages.info(request, _("The file was discarded. Nothing was imported."))
        return redirect(PEOPLE)
    if kept := import_jobs.kept_plan(stored):
        return _long_preview(request, stored, kept, agreed)
    if request.method == "POST":
        plan = _confirm(request, stored, agreed)
        if plan is None:
            return redirect(_drafts_of(stored.dialogue) if stored.dialogue else PEOPLE)
    else:
        plan = importing.plan_of(stored, user_of(request))
        if len(plan.outcomes) > import_jobs.LONG:  # what a worker had found out has expired
            return _plan_by_a_worker(request, stored, len(plan.outcomes))
    return _page(request, "import_preview.html", upload=stored, plan=plan, shown=plan.outcomes)


def _plan_by_a_worker(request, stored, rows):
    job = import_jobs.start_planning(user_of(request), stored, rows)
    return redirect("admin:dialogue_job_change", job.pk)


def _long_preview(request, stored, plan, agreed):
    """The plan that a worker made, page by page: rows to agree to are all on the first one, and so
    is the button. On POST a worker carries it out."""
    outcomes = plan["outcomes"]
    if request.method == "POST":
        seen = refusals.seen_in(request.POST)
        job = import_jobs.start_importing(user_of(request), stored, agreed, seen, len(outcomes))
        return redirect("admin:dialogue_job_change", job.pk)
    plan["doubtful"] = [one for one in outcomes if one["is_doubtful"]]
    doubtful = plan["doubtful"] if plan["is_mendable_here"] else []
    others = [one for one in outcomes if not (doubtful and one["is_doubtful"])]
    others.sort(key=lambda one: not one["problems"])  # what is to be mended first
    rows = Paginator(others, ON_A_PAGE).get_page(sent.number(request.GET, "page"))
    shown = [*(doubtful if rows.number == 1 else []), *rows]
    return _page(
        request, "import_preview.html", upload=stored, plan=plan, shown=shown, page_of_rows=rows
    )


def _confirm(request, stored, agreed):
    """Import and return None; or say why not, and return the plan to show again."""
    user = user_of(request)
    try:
        plan = importing.import_people(stored, user, agreed, refusals.seen_in(request.POST))
    except importing.ChangedError as refusal:
        messages.warning(request, str(refusal))
        return importing.plan_of(stored, user, agreed)
    except refusals.Refused as refusal:
        messages.error(request, str(refusal))
        return importing.plan_of(stored, user, agreed)
    _tell(request, plan)
    return None


def _drafts_of(dialogue):
    """Where the next step is taken."""
    listed = reverse("admin:participants_invitation_changelist")
    return f"{listed}?dialogue__id__exact={dialogue.pk}&status__exact={Status.DRAFT}"


def _tell(request, plan):
    numbers = {
        "new": plan.counts[outcomes.NEW],
        "changed": plan.counts[outcomes.CHANGED],
        "same": plan.counts[outcomes.SAME],
    }
    text = _("Imported: %(new)d new, %(changed)d changed, %(same)d unchanged.") % numbers
    if plan.drafts:
        n = len(plan.drafts)
        made = ngettext("%(n)d draft invitation is ready.", "%(n)d draft invitations are ready.", n)
        text = f"{text} {made % {'n': n}}"
    messages.success(request, text)


@permission_required(IMPORTING, raise_exception=True)
def template(request: HttpRequest) -> HttpResponse:
    """A workbook to fill in: headings, one example, and notes on a second sheet."""
    names = list(sheets.COLUMNS)
    example = [EXAMPLE.get(name, "") for name in names]
    notes = [(sheets.heading(name), str(text)) for name, text in NOTES.items()]
    content = spreadsheets.save_xlsx(
        [
            (_("People"), [sheets.heading(name) for name in names], [example]),
            (_("Notes"), [_("Column"), _("What to write")], notes),
        ]
    )
    return spreadsheets.as_file(content, _("List of people"), "xlsx")


EXAMPLE = {
    "family_name": "Nguyễn",
    "given_name": "Thị Ví Dụ",
    "form_of_address_en": "Ms",
    "form_of_address_vi": "Bà",
    "title_en": "Deputy Director General",
    "title_vi": "Phó Cục trưởng",
    "institution_en": "Example Agency",
    "institution_vi": "Cơ quan Ví dụ",
    "country": "VN",
    "language": "vi",
    "email": "vi.du@example.org",
    "phone": "+84 24 0000 0000",
    "note": "This is an example; write over it. / Đây là ví dụ, hãy thay bằng dữ liệu thật.",
}
NOTES = {
    "email": gettext_lazy(
        "Identifies the person. If the address is already known, that person is "
        "updated; otherwise a new person is added."
    ),
    "reached_by": gettext_lazy(
        "Only for somebody without an email address: on paper, by telephone, or through the "
        "office. Such people are recognised by name and institution."
    ),
    "postal_address": gettext_lazy("For letters on paper; or how the office is reached."),
    "family_name": gettext_lazy(
        "A given name alone is enough; “-” and “N/A” count as empty. An empty cell leaves what is "
        "known about a person unchanged; this applies to every column."
    ),
    "institution_en": gettext_lazy(
        "Looked up by its name in either language; if not found, it is added with the "
        "person’s country."
    ),
    "institution_kind": gettext_lazy(
        "Government, embassy or mission, firm, … Filled in only where it is not known yet."
    ),
    "form_of_address_vi": gettext_lazy(
        "If it is empty, it is made from the English one, and the other way round."
    ),
    "native_name": gettext_lazy("Optional, for example 金民秀."),
    "sorted_under": gettext_lazy(
        "Only if the country’s custom does not fit; so are “In capitals” and “Addressed as”."
    ),
    "country": gettext_lazy("The name in English or Vietnamese, or the code, such as VN."),
    "precedence": gettext_lazy("A whole number; usually 100. Any other number needs a reason."),
    "language": gettext_lazy("English or Vietnamese: the language of letters."),
    "gender": gettext_lazy("Only as the person states it; never guessed."),
    "category": gettext_lazy(
        "The name or short name of a category of the dialogue that you choose when uploading."
    ),
}


def _page(request, name, **context):
    template = f"admin/participants/person/{name}"
    return render_page(request, template, Person, _("Import people"), **context)
