"""Pages on which organisers record the answer to a data request or breach, and reopen one."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import permission_required
from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.functional import Promise
from django.utils.translation import gettext as _

from dialogue.pages.base import open_or_404, render_page, user_of
from dialogue.pages.selection import way_back
from dialogue.refusals import Refused
from participants.models import DataRequest
from participants.personal_data import register
from participants.personal_data.forms import ReopenForm, RequestAnswerForm

may_change = permission_required("participants.change_datarequest", raise_exception=True)


@may_change
def answer(request: HttpRequest, pk: int) -> HttpResponse:
    """Record what was answered."""
    row = _find(request, pk)
    form = RequestAnswerForm(row, request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        given = form.cleaned_data
        try:
            row = register.answer(row, given["state"], given["text"], user_of(request))
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            return _done(request, row)
    return _show(request, row, form, _("Record the answer to %s"), _("Record the answer"))


@may_change
def reopen(request: HttpRequest, pk: int) -> HttpResponse:
    """Ask for a reason, then open the row again."""
    row = _find(request, pk)
    form = ReopenForm(request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        try:
            row = register.reopen(row, form.cleaned_data["reason"])
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            return _done(request, row)
    return _show(request, row, form, _("Reopen %s?"), _("Reopen"))


def _find(request, pk):
    return open_or_404(request, DataRequest.objects.select_related("person"), pk=pk)


def _done(request, row):
    text = _("%(row)s: %(state)s") % {"row": row, "state": row.get_state_display()}
    messages.success(request, text)
    return redirect(way_back(DataRequest, [row.pk]))


def _show(
    request: HttpRequest, row: DataRequest, form: Form, title: str | Promise, button: str
) -> HttpResponse:
    context: dict[str, Any] = {"row": row, "form": form, "button": button}
    template = "admin/participants/datarequest/record.html"
    return render_page(request, template, DataRequest, title % row.reference, **context)
