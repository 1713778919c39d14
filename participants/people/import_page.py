"""Importing a list of people in the admin site: upload, look at every row, confirm. Nothing is
written before the organiser has seen what it would be; then all of it or nothing."""

from django import forms
from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from dialogue import edit_conflicts
from dialogue.exports import spreadsheets
from dialogue.models import Dialogue
from participants.models import PeopleUpload, Person
from participants.people.spreadsheets import import_plan
from participants.people.spreadsheets import rows as sheets
from participants.people.spreadsheets.files import LARGEST, MEGABYTE, MOST_ROWS
from participants.people.uploads import forget_uploads

PEOPLE = "admin:participants_person_changelist"


class UploadForm(forms.Form):
    """The file, and for which dialogue its people may get drafts."""

    file = forms.FileField(
        label=gettext_lazy("File"),
        widget=forms.FileInput(attrs={"accept": ".xlsx,.csv"}),
        error_messages={
            "required": gettext_lazy("Choose the file that contains the list."),
            "empty": gettext_lazy("The file is empty. Choose the file that contains the list."),
        },
    )
    dialogue = forms.ModelChoiceField(
        Dialogue.objects.all(),
        label=gettext_lazy("Dialogue"),
        required=False,
        help_text=gettext_lazy(
            "Only if the file has a column for categories: anyone who has no invitation to this "
            "dialogue yet is then given a draft in that category. Nothing is sent."
        ),
    )

    def clean_file(self):
        """Read it, so that a file that cannot be read is refused here. The rows are judged later,
        on the page that shows them."""
        file = self.cleaned_data["file"]
        if file.size > LARGEST * MEGABYTE:
            text = _("The file is larger than %(limit)s MB. Divide the list into several files.")
            raise forms.ValidationError(text % {"limit": LARGEST})
        self.content = file.read()
        try:
            sheets.read(self.content)
        except sheets.UnreadableError as error:
            raise forms.ValidationError(str(error)) from error
        return file


def may_import(request):
    rights = ["participants.add_person", "participants.change_person"]
    return request.user.has_perms(rights)


def _demand_permission(request):
    if not may_import(request):
        raise PermissionDenied


def upload(request):
    """Choose the file; what can be read is kept for the preview."""
    _demand_permission(request)
    sent = [request.POST, request.FILES] if request.method == "POST" else []
    form = UploadForm(*sent)
    if not request.user.has_perm("participants.add_invitation"):
        del form.fields["dialogue"]
    if form.is_valid():
        forget_uploads(timezone.now())
        kept = PeopleUpload.objects.create(
            filename=form.cleaned_data["file"].name[:200],
            content=form.content,
            dialogue=form.cleaned_data.get("dialogue"),
            user=request.user,
        )
        return redirect("admin:people_import_preview", kept.pk)
    context = {
        "form": form,
        "columns": [sheets.heading(name) for name in sheets.COLUMNS],
        "required": [sheets.heading(name) for name in sheets.REQUIRED],
        "limits": {"size": LARGEST, "rows": MOST_ROWS},
    }
    return _page(request, "import.html", _("Import people"), context)


def preview(request, pk):
    """Every row with what would become of it. On POST import them, if it is still the same."""
    _demand_permission(request)
    kept = PeopleUpload.objects.select_related("dialogue", "user").filter(pk=pk).first()
    if kept is None:
        messages.warning(
            request,
            _(
                "This upload has already been dealt with or has expired. Please upload the file "
                "again."
            ),
        )
        return redirect("admin:people_import")
    if kept.dialogue and not request.user.has_perm("participants.add_invitation"):
        raise PermissionDenied
    agreed = frozenset(int(n) for n in request.POST.getlist("agreed") if n.isdecimal())
    if request.method == "POST" and "discard" in request.POST:
        kept.delete()
        messages.info(request, _("The file was discarded. Nothing was imported."))
        return redirect(PEOPLE)
    if request.method == "POST":
        plan = _confirm(request, kept, agreed)
        if plan is None:
            return redirect(PEOPLE)
    else:
        plan = _plan(kept)
    return _page(request, "import_preview.html", _("Import people"), {"upload": kept, "plan": plan})


def _plan(kept, agreed=frozenset(), lock=False):
    return import_plan.plan(sheets.read(bytes(kept.content)), kept.dialogue, agreed, lock=lock)


def _confirm(request, kept, agreed):
    """Import, and give None; or give the plan to show again, and say why."""
    try:
        with transaction.atomic():
            PeopleUpload.objects.select_for_update(no_key=True).get(pk=kept.pk)
            # The dialogues before the people, as everywhere; `carry_out` touches all of them.
            list(Dialogue.objects.select_for_update(no_key=True).order_by("pk"))
            plan = _plan(kept, agreed, lock=True)
            if plan.fingerprint != edit_conflicts.seen_in(request.POST):
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
            import_plan.carry_out(plan, kept.filename)
            kept.delete()
    except (IntegrityError, PeopleUpload.DoesNotExist):  # another organiser was faster
        text = _("Something has changed in the meantime. Nothing was imported; please check again.")
        messages.warning(request, text)
        return _plan(kept, agreed)
    _tell(request, plan)
    return None


def _tell(request, plan):
    numbers = {
        "new": plan.counts[import_plan.NEW],
        "changed": plan.counts[import_plan.CHANGED],
        "same": plan.counts[import_plan.SAME],
    }
    text = _("Imported: %(new)d new, %(changed)d changed, %(same)d unchanged.") % numbers
    if plan.drafts:
        n = len(plan.drafts)
        made = ngettext("%(n)d draft invitation is ready.", "%(n)d draft invitations are ready.", n)
        text = f"{text} {made % {'n': n}}"
    messages.success(request, text)


def template(request):
    """A workbook to fill in: headings, one example, and notes on a second sheet."""
    _demand_permission(request)
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


def _page(request, name, title, context):
    base = {**admin.site.each_context(request), "title": title, "opts": Person._meta}
    return render(request, f"admin/participants/person/{name}", {**base, **context})
