"""The forms of address that letters lack, in one table before they leave."""

from typing import Any

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import permission_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from dialogue.access import sent
from dialogue.access.open_rows import open_to
from dialogue.pages.base import render_page
from dialogue.pages.selection import chosen_keys
from participants.models import Invitation, Person
from participants.people import forms_of_address
from participants.workflow import bulk_job

USUAL = {"en": ["Mr", "Ms"], "vi": ["Ông", "Bà"]}
OTHERS = {"en": ["H.E.", "Dr", "Prof."], "vi": ["Ngài", "Tiến sĩ", "Giáo sư"]}


class FormsOfAddress(forms.Form):
    """A line for each person, in the language of their letters: two buttons, and a field for any
    other form of address, which counts more."""

    def __init__(self, people: list[Person], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.people = people
        for person in people:
            key, code = str(person.pk), person.language
            model_field: Any = Person._meta.get_field(f"form_of_address_{code}")
            self.fields[key] = forms.ChoiceField(
                label=person.name,
                required=False,
                choices=[(form, form) for form in USUAL[code]],
                widget=forms.RadioSelect,
            )
            self.fields[f"other-{key}"] = forms.CharField(
                label=person.name,
                required=False,
                max_length=model_field.max_length,
                validators=model_field.validators,
                widget=forms.TextInput(attrs={"list": f"usual-{code}", "size": 12}),
            )

    @property
    def lines(self) -> list[tuple[Person, Any, Any]]:
        """[(person, their buttons, their field for another)]"""
        return [(one, self[str(one.pk)], self[f"other-{one.pk}"]) for one in self.people]

    @property
    def given(self) -> dict[int, str]:
        """{key of a person: what was chosen or typed}, without those left empty."""
        data = self.cleaned_data
        chosen = {one.pk: data[f"other-{one.pk}"] or data[str(one.pk)] for one in self.people}
        return {key: form for key, form in chosen.items() if form}


@permission_required(
    ["participants.change_invitation", "participants.change_person"], raise_exception=True
)
def page(request: HttpRequest) -> HttpResponse:
    """Those addressees of the invitations in ?ids= who have none, or a degree by which nobody is
    spoken to; afterwards it goes on with the step that led here (?then=)."""
    keys = chosen_keys(request)
    rows = Invitation.objects.with_people().filter(pk__in=keys).in_protocol_order()
    addressees = dict.fromkeys(row.addressee for row in open_to(request.user, rows))
    people = [one for one in addressees if one and not one.is_addressed_in(one.language)]
    then = sent.text(request.GET, "then")
    form = FormsOfAddress(people, request.POST or None)
    if form.is_bound and form.is_valid():
        forms_of_address.keep(form.given)
        number = len(form.given)
        text = ngettext(
            "%(n)s form of address is saved.", "%(n)s forms of address are saved.", number
        )
        messages.success(request, text % {"n": number})
        return redirect(_on(keys, then))
    return render_page(
        request,
        "admin/participants/invitation/forms_of_address.html",
        Invitation,
        _("Forms of address"),
        form=form,
        others=OTHERS,
        back=_on(keys, then),
    )


def _on(keys, then):
    if bulk_job.is_known(then) and keys:
        step = reverse("admin:invitation_action", args=[then])
        return f"{step}?ids={','.join(map(str, keys))}"
    return reverse("admin:participants_invitation_changelist")
