"""Importing a list of people in the admin site: upload, say what its columns are where that is not
plain (see columns_page), check every row, confirm. Nothing is written before the organiser has seen
what would change. What is long, a worker does (see import_jobs)."""

from typing import Any, cast

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import permission_required
from django.contrib.auth.models import User
from django.core.files.uploadedfile import UploadedFile
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

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
from participants.people import (
    corrections,
    giving,
    heading_memory,
    import_jobs,
    import_messages,
    importing,
)
from participants.people.blank_list import blank_list
from participants.people.spreadsheets import refused_rows, sheets
from participants.people.spreadsheets.choices import Choices
from participants.people.spreadsheets.grid import LARGEST, MEGABYTE, MOST_ROWS

ON_A_PAGE = 100  # rows of a long list
IMPORTING = ["participants.add_person", "participants.change_person"]
PEOPLE = "admin:participants_person_changelist"
FILES = ".xlsx,.xls,.ods,.csv,.tsv,.txt"


class UploadForm(forms.Form):
    """The file, and the dialogue for which its people get drafts."""

    file = forms.FileField(
        label=gettext_lazy("File"),
        widget=forms.FileInput(attrs={"accept": FILES}),
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
            "If people are to be invited: anyone with a category, in the file or chosen on the "
            "next page, who has no invitation to this dialogue yet is given a draft. Nothing is "
            "sent."
        ),
    )

    def clean_file(self) -> UploadedFile:
        """The file, whose bytes are then in `content`."""
        file = self.cleaned_data["file"]
        if file.size > LARGEST * MEGABYTE:
            text = _("The file is larger than %(limit)s MB. Divide the list into several files.")
            raise forms.ValidationError(text % {"limit": LARGEST})
        self.content = file.read()
        return file

    def clean(self) -> dict[str, Any] | None:
        """Read the file, so that an unreadable one is refused here; what it holds is then in
        `sheet`. The rows are checked later, on the page that shows them."""
        cleaned = super().clean()
        if not self.errors:
            categories = importing.names_of_categories(self.cleaned_data.get("dialogue"))
            memory = heading_memory.remembered()
            try:
                self.sheet = sheets.read(self.content, None, memory, categories)
            except sheets.UnreadableSheetError as error:
                self.add_error("file", str(error))
        return cleaned


def may_import(request: HttpRequest) -> bool:
    """Whether the user may import people."""
    return request.user.has_perms(IMPORTING)


@permission_required(IMPORTING, raise_exception=True)
def upload(request: HttpRequest) -> HttpResponse:
    """Choose the file; if it can be read, it is stored for the preview. `?dialogue=` proposes the
    dialogue, else the chosen one is proposed."""
    proposed = {"dialogue": sent.number(request.GET, "dialogue") or chosen.key(request)}
    is_sent = request.method == "POST"
    form = UploadForm(request.POST, request.FILES) if is_sent else UploadForm(initial=proposed)
    open_choices.limit(request.user, form)
    if not request.user.has_perm("participants.add_invitation"):
        del form.fields["dialogue"]
    if form.is_valid():
        stored = _store(request, form)
        if form.sheet.questions:
            return redirect("admin:people_import_columns", stored.pk)
        return look_at_rows(request, stored, len(form.sheet.rows))
    return page(
        request,
        "import.html",
        form=form,
        columns=[sheets.heading(name) for name in sheets.COLUMNS],
        limits={"size": LARGEST, "rows": MOST_ROWS},
    )


def _store(request, form):
    retention.forget_due_of(data_map.holding_of("participants.PeopleUpload"), timezone.now())
    choices = Choices()
    if not form.sheet.questions:  # as it was read: what is remembered later does not change it
        choices = form.sheet.as_chosen()
    return PeopleUpload.objects.create(
        filename=form.cleaned_data["file"].name[:200],
        content=form.content,
        dialogue=form.cleaned_data.get("dialogue"),
        user=cast(User, request.user),
        choices=choices.to_store(),
    )


def look_at_rows(request: HttpRequest, stored: PeopleUpload, rows: int) -> HttpResponse:
    """To the preview; by way of a worker who makes it, if there are many rows."""
    import_jobs.forget_plans(stored)
    if rows > import_jobs.LONG:
        job = import_jobs.start_planning(user_of(request), stored, rows)
        return redirect("admin:dialogue_job_change", job.pk)
    return redirect("admin:people_import_preview", stored.pk)


def stored_upload(request: HttpRequest, pk: int) -> PeopleUpload | None:
    """The upload, if it is still there; else the reader is told."""
    shown = open_to(request.user, PeopleUpload.objects.select_related("dialogue", "user"))
    stored = shown.filter(pk=pk).first()
    if stored is None:
        messages.warning(request, str(import_messages.GONE))
    elif stored.dialogue:
        require_permission(request, "participants.add_invitation")
    return stored


@permission_required(IMPORTING, raise_exception=True)
def preview(request: HttpRequest, pk: int) -> HttpResponse:
    """Every row with what would become of it. On POST import them, if nothing has changed since."""
    stored = stored_upload(request, pk)
    if stored is None:
        return redirect("admin:people_import")
    kept = import_jobs.kept_plan(stored)
    if request.method == "POST":
        return _decide(request, stored, kept)
    if kept:
        return _long_preview(request, stored, kept)
    plan = importing.plan_of(stored, user_of(request))
    if plan.sheet.questions:
        return redirect("admin:people_import_columns", stored.pk)
    if len(plan.outcomes) > import_jobs.LONG:  # what a worker had found out has expired
        return look_at_rows(request, stored, len(plan.outcomes))
    return _short_preview(request, stored, plan)


def _short_preview(request, stored, plan):
    return page(
        request,
        "import_preview.html",
        upload=stored,
        plan=plan,
        shown=plan.in_order,
        refused=plan.refused,
        divided=[one for one in plan.outcomes if one.row.whole],
        **_for_many(stored, plan.outcomes),
    )


def _for_many(stored, outcomes):
    """What is given to many rows at once."""
    counts = giving.counts(outcomes, stored.dialogue)
    return {"counts": counts, "groups": giving.groups(outcomes), "lines": giving.LINES}


def _decide(request, stored, kept):
    if "discard" in request.POST:
        return _discard(request, stored)
    plan = None if kept else importing.plan_of(stored, user_of(request))
    outcomes = kept["outcomes"] if kept else plan.outcomes
    seen, choices = refusals.seen_in(request.POST), Choices.of(stored.choices)
    is_decided = request.POST.keys() & {"confirmed", "good"}
    if corrections.take(choices, request.POST, outcomes, stored.dialogue):
        stored.choices = choices.to_store()
        stored.save(update_fields=["choices"])
        after = importing.plan_of(stored, user_of(request)) if is_decided and not kept else None
        is_known = after and plan.fingerprint == seen  # but for what they wrote themselves
        if not is_known or corrections.have_moved(plan, after, choices):
            messages.info(request, _("What you wrote is taken over. Please check the rows."))
            return look_at_rows(request, stored, len(outcomes))
        seen = after.fingerprint
    if not is_decided:
        return redirect("admin:people_import_preview", stored.pk)
    agreed = frozenset(sent.numbers(request.POST, "agreed"))
    good_only = "good" in request.POST
    if kept:
        job = import_jobs.start_importing(
            user_of(request), stored, agreed, seen, len(outcomes), good_only=good_only
        )
        return redirect("admin:dialogue_job_change", job.pk)
    return _confirm(request, stored, agreed, seen, good_only)


def _discard(request, stored):
    """Forget the file, or what is left of it: then it goes on with the drafts."""
    import_jobs.forget_plans(stored)
    stored.delete()
    if not stored.is_rest:
        messages.info(request, _("The file was discarded. Nothing was imported."))
        return redirect(PEOPLE)
    messages.info(request, _("The rows were left out."))
    return redirect(import_messages.drafts_of(stored.dialogue_id) if stored.dialogue_id else PEOPLE)


def _confirm(request, stored, agreed, seen, good_only):
    """Import; or say why not, and show the plan again."""
    user, pk = user_of(request), stored.pk
    try:
        plan = importing.import_people(stored, user, agreed, seen, good_only=good_only)
    except importing.ChangedError as refusal:
        messages.warning(request, str(refusal))
        return _short_preview(request, stored, importing.plan_of(stored, user, agreed))
    except refusals.Refused as refusal:
        messages.error(request, str(refusal))
        return _short_preview(request, stored, importing.plan_of(stored, user, agreed))
    messages.success(request, import_messages.imported(plan))
    rest = plan.refused if good_only else []
    if rest:
        return redirect("admin:people_import_preview", pk)
    return redirect(import_messages.drafts_of(stored.dialogue_id) if stored.dialogue_id else PEOPLE)


def _long_preview(request, stored, plan):
    """The plan that a worker made, page by page: rows to agree to are all on the first one, and so
    are the buttons."""
    outcomes = plan["outcomes"]
    plan["doubtful"] = [one for one in outcomes if one["is_doubtful"]]
    doubtful = plan["doubtful"]
    faults = [one for one in outcomes if one["problems"]]
    others = [one for one in outcomes if not one["problems"] and not one["is_doubtful"]]
    rows = Paginator([*faults, *others], ON_A_PAGE).get_page(sent.number(request.GET, "page"))
    shown = [*(doubtful if rows.number == 1 else []), *rows]
    return page(
        request,
        "import_preview.html",
        upload=stored,
        plan=plan,
        shown=shown,
        page_of_rows=rows,
        refused=[*faults, *doubtful],
        divided=[one for one in outcomes if one["row"]["whole"]],
        **_for_many(stored, outcomes),
    )


@permission_required(IMPORTING, raise_exception=True)
def refused(request: HttpRequest, pk: int) -> HttpResponse:
    """The rows that are not imported as they are, as a workbook with the reasons."""
    stored = stored_upload(request, pk)
    if stored is None:
        return redirect("admin:people_import")
    if kept := import_jobs.kept_plan(stored):
        sheet = importing.sheet_of(stored)
        content = refused_rows.of(sheet, import_jobs.reasons_in(kept))
    else:
        content = refused_rows.workbook(importing.plan_of(stored, user_of(request)))
    return spreadsheets.as_file(content, _("Rows that were not imported"), "xlsx")


@permission_required(IMPORTING, raise_exception=True)
def template(request: HttpRequest) -> HttpResponse:
    """A workbook to fill in: headings, one example, and notes on a second sheet."""
    return blank_list()


def page(request: HttpRequest, name: str, **context: Any) -> HttpResponse:
    """A page of the import."""
    template = f"admin/participants/person/{name}"
    return render_page(request, template, Person, _("Import people"), **context)
