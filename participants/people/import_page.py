"""Importing a list of people in the admin site: upload, check every row, confirm. Nothing is
written before the organiser has seen what would change; then all of it or nothing."""

from typing import cast

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import permission_required
from django.contrib.auth.models import User
from django.core.files.uploadedfile import UploadedFile
from django.db import IntegrityError, transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from dialogue import refusals
from dialogue.access.open_rows import hidden_from, open_to
from dialogue.exports import spreadsheets
from dialogue.models import Dialogue
from dialogue.pages import open_choices
from dialogue.pages.base import render_page, require_permission
from dialogue.personal_data import data_map, retention
from participants.models import PeopleUpload, Person
from participants.people.spreadsheets import import_plan, outcomes, sheets
from participants.people.spreadsheets.files import LARGEST, MEGABYTE, MOST_ROWS

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
            sheets.read(self.content)
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
    agreed = frozenset(int(n) for n in request.POST.getlist("agreed") if n.isdecimal())
    if request.method == "POST" and "discard" in request.POST:
        stored.delete()
        messages.info(request, _("The file was discarded. Nothing was imported."))
        return redirect(PEOPLE)
    if request.method == "POST":
        plan = _confirm(request, stored, agreed)
        if plan is None:
            return redirect(PEOPLE)
    else:
        plan = _plan(request, stored)
    return _page(request, "import_preview.html", upload=stored, plan=plan)


def _shown_to(user):
    """The people of whom the organiser may know; None for all."""
    return open_to(user, Person.objects.all()) if hidden_from(user) else None


def _plan(request, stored, agreed=frozenset(), lock=False):
    sheet, shown = sheets.read(bytes(stored.content)), _shown_to(request.user)
    return import_plan.plan(sheet, stored.dialogue, agreed, shown=shown, lock=lock)


def _confirm(request, stored, agreed):
    """Import and return None; or say why not, and return the plan to show again."""
    try:
        with transaction.atomic():
            PeopleUpload.objects.select_for_update(no_key=True).get(pk=stored.pk)
            # The dialogues before the people, as everywhere; `carry_out` touches all of them.
            list(Dialogue.objects.select_for_update(no_key=True).order_by("pk"))
            plan = _plan(request, stored, agreed, lock=True)
            if plan.fingerprint != refusals.seen_in(request.POST):
                text = _(
                    "Something has changed in the meantime. Nothing was imported; please "
                    "check again."
                )
                messages.warning(request, text)
                return plan
            if not plan.is_ready:
                text = _(
                    "Nothing was imported: some rows cannot be imported, or are doubtful "
                    "and have not been ticked."
                )
                messages.error(request, text)
                return plan
            import_plan.carry_out(plan, stored.filename)
            stored.delete()
    except (IntegrityError, PeopleUpload.DoesNotExist):  # another organiser was faster
        text = _("Something has changed in the meantime. Nothing was imported; please check again.")
        messages.warning(request, text)
        return _plan(request, stored, agreed)
    _tell(request, plan)
    return None


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
    "family_name": gettext_lazy(
        "An empty cell leaves what is known about a person unchanged; this applies to every column."
    ),
    "institution_en": gettext_lazy(
        "Looked up by its name in either language; if not found, it is added with the "
        "person’s country."
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
