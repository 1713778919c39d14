"""A person's portrait in the admin site: put on their behalf, or removed."""

from django.contrib import messages
from django.contrib.auth.decorators import permission_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from dialogue.pages.base import open_or_404, render_page, user_of
from participants.models import Person
from participants.portraits import portraits
from participants.portraits.forms import PortraitForm


@permission_required("participants.change_person", raise_exception=True)
def page(request: HttpRequest, pk: int) -> HttpResponse:
    """Show it; on POST, take the file or remove what is there."""
    person = open_or_404(request, Person, pk=pk)
    has_agreed = portraits.has_agreed(person)
    form = PortraitForm()
    if request.method == "POST" and "remove" in request.POST:
        if portraits.remove(person):
            messages.success(request, _("The portrait has been removed."))
        return redirect(request.path)
    if request.method == "POST" and has_agreed:
        form = PortraitForm(request.POST, request.FILES)
        if form.is_valid():
            portraits.put(person, form.cleaned_data["picture"], by=user_of(request))
            messages.success(request, _("The portrait has been saved."))
            return redirect(request.path)
    return render_page(
        request,
        "admin/participants/person/portrait.html",
        Person,
        _("Portrait of %(name)s") % {"name": person.name},
        person=person,
        key=portraits.key_of(person),
        has_agreed=has_agreed,
        form=form,
    )
