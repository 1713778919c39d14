"""What the columns of an uploaded list are: asked where it is not plain, and corrected where the
guess is wrong. What is said of a heading is remembered for all organisers."""

from typing import cast

from django import forms
from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import permission_required
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect
from django.utils.text import Truncator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from dialogue.access import sent
from dialogue.pages.base import user_of
from participants.countries.choices import in_groups
from participants.models import HiddenCountry
from participants.names.dividing import CUSTOM, FAMILY_FIRST, FAMILY_LAST
from participants.people import heading_memory, importing
from participants.people.import_page import IMPORTING, look_at_rows, page, stored_upload
from participants.people.spreadsheets import sheets
from participants.people.spreadsheets.choices import LEAVE, TAKE, Choices
from participants.people.spreadsheets.columns import (
    COLUMNS,
    FAMILY_AND_MIDDLE,
    FULL_NAME,
    IN_NOTE,
    MIDDLE_NAME,
    heading,
)
from participants.people.spreadsheets.grid import letters

SHOWN_ROWS = 15  # that may be the headings
NAMES = {FULL_NAME, FAMILY_AND_MIDDLE, "family_name", "given_name"}
ORDERS = [
    (CUSTOM, gettext_lazy("by the custom of each person’s country")),
    (FAMILY_FIRST, gettext_lazy("family name first in the whole list")),
    (FAMILY_LAST, gettext_lazy("family name last in the whole list")),
]
HIDDEN = [
    (LEAVE, pgettext_lazy("hidden rows", "leave them out")),
    (TAKE, pgettext_lazy("hidden rows", "import them too")),
]


class ColumnsForm(forms.Form):
    """One field for each column of the list, and what holds for everybody in it."""

    about_the_file = ("sheet", "heading_row", "hidden")
    for_everybody = ("order", "country", "language", "category", "office", "remember")

    def __init__(self, sheet, stored, data=None):
        choices = sheet.choices
        initial = {"sheet": sheet.name, "heading_row": str(sheet.heading_row),
                   "hidden": choices.hidden, "order": choices.order, "country": choices.country,
                   "language": choices.language, "category": choices.category,
                   "office": choices.office, "remember": True}  # fmt: skip
        super().__init__(data, initial=initial)
        self.sheet, self.stored = sheet, stored
        self.columns = [self._column(position) for position in sheet.meanings]
        self._about_the_file()
        self._for_everybody()

    def _column(self, position):
        name = f"column-{position}"
        text = self.sheet.texts.get(position, "")
        self.fields[name] = forms.ChoiceField(
            choices=_meanings(),
            required=False,
            label=_("Column %(letter)s") % {"letter": letters(position)},
            initial=self.sheet.meanings[position],
        )
        return {
            "field": self[name],
            "letter": letters(position),
            "heading": Truncator(text).chars(80),
            "samples": sheets.samples(self.sheet, position),
        }

    def _about_the_file(self):
        sheet = self.sheet
        if len(sheet.names) > 1:
            self.fields["sheet"] = forms.ChoiceField(
                label=_("Sheet"), choices=[(name, name) for name in sheet.names]
            )
        self.fields["heading_row"] = forms.ChoiceField(
            label=_("Row of headings"), choices=_rows(sheet), required=False
        )
        if sheet.hidden:
            self.fields["hidden"] = forms.ChoiceField(
                label=_("Rows hidden in the file (%(number)d)") % {"number": sheet.hidden},
                choices=HIDDEN,
                widget=forms.RadioSelect,
                error_messages={"required": _("Say whether the hidden rows belong to the list.")},
            )

    def _for_everybody(self):
        none = [("", "—")]
        self.fields["order"] = forms.ChoiceField(
            label=_("Names in one cell are divided"), choices=ORDERS, required=False
        )
        self.fields["country"] = forms.ChoiceField(
            label=_("Country"), choices=[*none, *in_groups(HiddenCountry.codes())], required=False
        )
        self.fields["language"] = forms.ChoiceField(
            label=_("Language of letters"), choices=[*none, *_languages()], required=False
        )
        if self.stored.dialogue:
            named = [(one.slug, str(one)) for one in self.stored.dialogue.categories.all()]
            self.fields["category"] = forms.ChoiceField(
                label=_("Category"), choices=[*none, *named], required=False
            )
        self.fields["office"] = forms.CharField(
            label=_("People without an email address are reached through this office"),
            max_length=300,
            required=False,
            help_text=_(
                "For example “International Cooperation Department, by telephone 024 0000 0000”. "
                "Letters to them are then printed or read out."
            ),
        )
        self.fields["remember"] = forms.BooleanField(
            label=_("Remember what these headings mean, for all organisers"), required=False
        )

    def is_of_another_table(self) -> bool:
        """Whether another sheet or another row of headings was chosen than the columns are of."""
        return self.asked_for() != (self.sheet.name, self.sheet.heading_row)

    def asked_for(self) -> tuple[str, int | None]:
        """(sheet, row of headings) as they were chosen."""
        return (
            sent.typed(cast(QueryDict, self.data), "sheet") or self.sheet.name,
            sent.number(cast(QueryDict, self.data), "heading_row"),
        )

    def chosen(self) -> dict[int, str]:
        """{position: column} of a valid form."""
        return {at: self.cleaned_data[f"column-{at}"] for at in self.sheet.meanings}

    def clean(self):
        cleaned = super().clean()
        if self.errors:
            return cleaned
        chosen = set(self.chosen().values())
        if not chosen & NAMES and not self.sheet.rows_name_people:
            text = _("Say which column holds the names.")
            raise forms.ValidationError(text)
        if not chosen & {"email", "reached_by"} and not cleaned["office"]:
            text = _(
                "Say which column holds the email addresses. If the list has none, write below "
                "through which office its people are reached."
            )
            raise forms.ValidationError(text)
        return cleaned

    def choices(self) -> Choices:
        """What is decided, of a valid form."""
        cleaned, old = self.cleaned_data, self.sheet.choices
        for_all = {
            name: cleaned.get(name) or "" for name in ["country", "language", "category", "office"]
        }
        return Choices(
            sheet=self.sheet.name,
            heading_row=self.sheet.heading_row,
            hidden=cleaned.get("hidden") or "",
            columns={str(position): name for position, name in self.chosen().items()},
            order=cleaned["order"] or CUSTOM,
            names=old.names,
            cells=old.cells,
            only=old.only,
            **for_all,
        )


def _meanings():
    """The columns in the order in which people think of them."""
    first = [FULL_NAME, "family_name", "given_name", MIDDLE_NAME, FAMILY_AND_MIDDLE]
    rest = [name for name in COLUMNS if name not in first]
    return [
        ("", _("— leave this column out —")),
        *((name, heading(name)) for name in [*first, *rest, IN_NOTE]),
    ]


def _languages():
    return [(code, _(name)) for code, name in settings.LANGUAGES]


def _rows(sheet):
    """The first rows of the sheet, as they read, and that there is no such row."""
    rows = [("0", _("There are no headings"))]
    for number, cells in list(sheet.grid.rows.items())[:SHOWN_ROWS]:
        texts = [text for cell in cells if (text := " ".join(cell.text.split()))]
        rows.append((str(number), Truncator(f"{number}: {' · '.join(texts)}").chars(90)))
    known = {value for value, _text in rows}
    if str(sheet.heading_row) not in known:
        rows.append((str(sheet.heading_row), str(sheet.heading_row)))
    return rows


@permission_required(IMPORTING, raise_exception=True)
def columns(request: HttpRequest, pk: int) -> HttpResponse:
    """Ask what is not plain, and offer to correct what was guessed; then to the preview."""
    stored = stored_upload(request, pk)
    if stored is None:
        return redirect("admin:people_import")
    sheet = _read(stored, Choices.of(stored.choices))
    if request.method != "POST":
        return _show(request, stored, ColumnsForm(sheet, stored))
    shown = Choices.of(stored.choices)
    shown.sheet = sent.typed(request.POST, "shown_sheet") or sheet.name
    row = sent.number(request.POST, "shown_row")
    shown.heading_row = sheet.heading_row if row is None else row
    shown.columns = None
    form = ColumnsForm(_read(stored, shown), stored, request.POST)
    if form.is_of_another_table():
        return _show_another(request, stored, form)
    if not form.is_valid():
        return _show(request, stored, form)
    stored.choices = form.choices().to_store()
    stored.save(update_fields=["choices"])
    if form.cleaned_data["remember"]:
        heading_memory.remember(form.sheet.texts, form.chosen(), user_of(request))
    return look_at_rows(request, stored, len(importing.sheet_of(stored).rows))


def _read(stored, choices):
    """The sheet, its columns guessed anew unless they are decided."""
    memory = heading_memory.remembered()
    categories = importing.names_of_categories(stored.dialogue)
    return sheets.read(bytes(stored.content), choices, memory, categories)


def _show_another(request, stored, form):
    """The columns of the sheet, or below the row, that was chosen instead."""
    choices = Choices.of(stored.choices)
    choices.columns = None
    choices.sheet, row = form.asked_for()
    choices.heading_row = row if choices.sheet == form.sheet.name else None
    messages.info(request, _("These are the columns as they are now. Please look through them."))
    return _show(request, stored, ColumnsForm(_read(stored, choices), stored))


def _show(request, stored, form):
    asked = form.sheet.questions if not form.is_bound else []
    return page(
        request, "import_columns.html", upload=stored, form=form, sheet=form.sheet, asked=asked
    )
