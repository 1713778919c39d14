"""Organisers' pages about official letters that came in: compare the names with the letters, write
down a letter that came on paper, read one."""

from dataclasses import dataclass, field

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import permission_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from dialogue.access import security_log
from dialogue.access.letter_pictures import LetterField
from dialogue.models import Dialogue
from dialogue.pages.base import open_or_404, render_page, require_permission
from dialogue.refusals import Refused
from participants.models import (
    Channel,
    Delegation,
    IncomingLetter,
    Invitation,
    Nomination,
)
from participants.workflow import incoming_letters, transitions
from participants.workflow.incoming_letters import Check, Finding


class FindingForm(forms.Form):
    """What an organiser found who looked for one name in a letter."""

    check = forms.ChoiceField(
        label=gettext_lazy("Comparison"), choices=Check.choices, widget=forms.RadioSelect
    )
    letter = forms.ModelChoiceField(
        IncomingLetter.objects.none(), label=gettext_lazy("Letter"), required=False
    )
    remark = forms.CharField(
        label=gettext_lazy("What the letter says"), required=False, max_length=300
    )

    def __init__(self, nomination, letters, data):
        prefix = f"name-{nomination.pk}"
        is_sent = data is not None and f"{prefix}-check" in data
        super().__init__(data if is_sent else None, prefix=prefix)
        self.nomination = nomination
        self.fields["letter"].choices = [
            *([("", "–")] if len(letters) != 1 else []),
            *[(letter.pk, _label(letter)) for letter in letters],
        ]
        self.fields["letter"].queryset = IncomingLetter.objects.filter(
            dialogue=nomination.invitation.dialogue_id, pk__in=[letter.pk for letter in letters]
        )
        self.initial = {
            "check": nomination.letter_check,
            "letter": nomination.letter_id or (letters[0].pk if letters else ""),
            "remark": nomination.letter_remark,
        }

    @property
    def finding(self) -> Finding:
        """What was found, once the form is valid."""
        data = self.cleaned_data
        return Finding(data["check"], data["letter"], " ".join(data["remark"].split()))


def _label(letter):
    if letter.reference:
        return letter.reference
    return letter.dated_on.isoformat() if letter.dated_on else letter.filename


@dataclass
class Correspondent:
    """An institution, or a delegate whose seat is of none: its letters and the names to compare."""

    name: str
    record_at: str
    letters: list[IncomingLetter] = field(default_factory=list)
    forms: list[FindingForm] = field(default_factory=list)
    nominations: list[Nomination] = field(default_factory=list)


def _key(row):
    """By which letters and seats belong together."""
    return ("delegation", row.delegation_id) if row.delegation_id else ("seat", row.seat_key)


def correspondents(dialogue: Dialogue) -> list[Correspondent]:
    """Those who have nominated or written, with all letters and standing nominations of a
    dialogue. Four queries."""
    found: dict[tuple[str, int], Correspondent] = {}
    letters = dialogue.incoming_letters.filter(kind="nomination").with_correspondents()
    for letter in letters:
        letter.seat_key = letter.invitation_id
        _place(found, letter, letter.delegation or letter.invitation).letters.append(letter)
    rows = Nomination.objects.standing().filter(invitation__dialogue=dialogue)
    related = ["person__organisation", "delegation__organisation"]
    rows = rows.select_related("letter", *[f"invitation__{name}" for name in related])
    for nomination in rows.defer("letter__content").order_by("proposed_at", "pk"):
        seat = nomination.invitation
        seat.seat_key = seat.pk
        _place(found, seat, seat.delegation or seat).nominations.append(nomination)
    return sorted(found.values(), key=lambda one: (not one.nominations, one.name.casefold()))


def _place(found, row, correspondent):
    is_institution = isinstance(correspondent, Delegation)
    name = correspondent.organisation.name if is_institution else str(correspondent.who)
    view = "admin:delegation_letter_in" if is_institution else "admin:invitation_letter_in"
    empty = Correspondent(name, reverse(view, args=[correspondent.pk]))
    return found.setdefault(_key(row), empty)


@permission_required("participants.view_incomingletter", raise_exception=True)
def compare(request: HttpRequest, dialogue: int) -> HttpResponse:
    """All standing nominations of a dialogue beside the letters that should name them."""
    row = open_or_404(request, Dialogue, pk=dialogue)
    groups = correspondents(row)
    data = None
    if request.method == "POST":
        require_permission(request, "participants.change_incomingletter")
        data = request.POST
    for group in groups:
        group.forms = [FindingForm(one, group.letters, data) for one in group.nominations]
    # Where no letter is there, there is nothing to compare, and the page shows no fields; whoever
    # was nominated since the page was shown is not in what was sent.
    all_forms = [form for group in groups if group.letters for form in group.forms]
    compared = [form for form in all_forms if form.is_bound]
    if data is not None and _are_valid(compared):
        try:
            findings = {form.nomination.pk: form.finding for form in compared}
            by = transitions.organiser(request.user)
            _tell(request, incoming_letters.compare(row, findings, by))
            return redirect("admin:letters_in", row.pk)
        except Refused as refusal:
            messages.error(request, str(refusal))
    return render_page(
        request,
        "admin/participants/incomingletter/compare.html",
        IncomingLetter,
        _("Nominations and letters"),
        row,
        groups=groups,
        may_compare=request.user.has_perm("participants.change_incomingletter"),
        has_names=bool(all_forms),
    )


def _are_valid(all_forms):
    """Whether they all are; each is asked, so that each shows what is wrong."""
    return not [form for form in all_forms if not form.is_valid()]


def _tell(request, changed):
    if changed:
        text = ngettext(
            "The comparison of %(n)d name has been saved.",
            "The comparison of %(n)d names has been saved.",
            changed,
        )
        messages.success(request, text % {"n": changed})
    else:
        messages.info(request, _("Nothing was changed."))


class RecordedLetterForm(forms.ModelForm):
    """A letter that came on paper or by email, as the secretariat writes it down."""

    file = LetterField(
        label=gettext_lazy("Scan"),
        help_text=gettext_lazy("A PDF, or one photograph (JPEG or PNG), of at most 10 MB."),
    )
    channel = forms.ChoiceField(
        label=gettext_lazy("How it reached you"),
        choices=Channel.told_by_people(),
        initial=Channel.PAPER,
        widget=forms.RadioSelect,
    )

    class Meta:
        model = IncomingLetter
        fields = ["reference", "dated_on", "signatory", "channel", "sent_by_name"]
        labels = {"sent_by_name": gettext_lazy("Handed over or sent by")}
        widgets = {"dated_on": forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")}


@permission_required("participants.add_incomingletter", raise_exception=True)
def record_of_delegation(request: HttpRequest, pk: int) -> HttpResponse:
    """Write down a letter of an institution."""
    rows = Delegation.objects.select_related("organisation", "dialogue")
    delegation = open_or_404(request, rows, pk=pk)
    letter = IncomingLetter(dialogue=delegation.dialogue, delegation=delegation)
    return _record(request, letter)


@permission_required("participants.add_incomingletter", raise_exception=True)
def record_of_seat(request: HttpRequest, pk: int) -> HttpResponse:
    """Write down a letter about one seat: of its institution, if that has it."""
    seat = open_or_404(request, Invitation.objects.with_people(), pk=pk)
    if seat.delegation_id:
        return redirect("admin:delegation_letter_in", seat.delegation_id)
    return _record(request, IncomingLetter(dialogue=seat.dialogue, invitation=seat))


def _record(request, letter):
    form = RecordedLetterForm(request.POST or None, request.FILES or None, instance=letter)
    if request.method == "POST" and form.is_valid():
        file = form.cleaned_data["file"]
        letter.content, letter.pages, letter.filename = file.content, file.pages, file.name
        try:
            incoming_letters.receive(letter, transitions.organiser(request.user))
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("The letter has been recorded. Now compare the names."))
            return redirect("admin:letters_in", letter.dialogue_id)
    return render_page(
        request,
        "admin/participants/incomingletter/record.html",
        IncomingLetter,
        _("Record an official letter"),
        letter.dialogue,
        letter=letter,
        form=form,
    )


@permission_required("participants.view_incomingletter", raise_exception=True)
def file(request: HttpRequest, pk: int) -> HttpResponse:
    """The letter as it came, to be saved: it is opened outside of this site."""
    letter = open_or_404(request, IncomingLetter, pk=pk)
    security_log.record_export(request, IncomingLetter, f"{pk}, PDF")
    response = HttpResponse(bytes(letter.content), content_type="application/pdf")
    response["Content-Disposition"] = f'attachment; filename="letter-{pk}.pdf"'
    return response
