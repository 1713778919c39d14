"""The assistant for a new dialogue: four short pages and a look at the whole. What was typed is
kept in the organiser's session until the end, so that going back loses nothing and nothing
half-made is in the database; signing out forgets it."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import permission_required
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect
from django.urls import URLPattern, path
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from dialogue.access.open_rows import open_to
from dialogue.desk import chosen, copying
from dialogue.models import Dialogue
from dialogue.pages.base import render_page, user_of
from dialogue.time_zones import country_of
from participants.new_dialogue import forms, making, ready

KEPT = "new_dialogue"  # in the session: {step: what was sent}
STEPS = [
    gettext_lazy("Title, days and place"),
    gettext_lazy("Seats and categories"),
    gettext_lazy("Answers and reminders"),
    gettext_lazy("Sender"),
]
RIGHTS = ["dialogue.add_dialogue", "participants.add_category", "participants.add_reminderrule"]


class Draft:
    """What has been typed so far; the forms of each page are made of it."""

    def __init__(self, request: HttpRequest) -> None:
        self.request = request
        self.kept: dict[str, str] = request.session.get(KEPT, {})
        self.dialogues = open_to(request.user, Dialogue.objects.order_by("-starts_on"))

    def keep(self, step: int) -> None:
        """Remember what was just sent."""
        data = self.request.POST.copy()
        data.pop("csrfmiddlewaretoken", None)
        self.kept[str(step)] = data.urlencode()
        self.request.session[KEPT] = self.kept

    def data(self, step: int) -> QueryDict | None:
        """What was sent for this page, or None."""
        if str(step) not in self.kept:
            return None
        return QueryDict(self.kept[str(step)])

    def forms(self, step: int) -> list[Any]:
        """The forms of this page, bound to what was sent for it."""
        data = self.data(step)
        if step == 1:
            return [
                forms.WhatForm(data),
                forms.CopyForm(data, dialogues=self.dialogues, prefix="copy"),
            ]
        if step == 2:
            return self._seats(data)
        if step == 3:
            return [forms.AnswersForm(data, before=self.cleaned(1)[0])]
        initial = {"test_to": user_of(self.request).email, **self._sender_of_the_earlier()}
        country = country_of(self.cleaned(1)[0].get("time_zone", ""))
        return [forms.SenderForm(data, initial=initial, country=country)]

    def _seats(self, data):
        earlier = self.earlier()
        seats = forms.SeatsForm(data, initial={"capacity": earlier.capacity} if earlier else None)
        if earlier and earlier.categories.exists():
            initial = list(earlier.categories.values("name_en", "name_vi", "target"))
        else:
            names = ["name_en", "name_vi", "target"]
            initial = [dict(zip(names, row, strict=True)) for row in forms.CATEGORIES]
        categories: Any = forms.Categories(data, initial=initial, prefix="category")
        if data is not None and seats.is_valid():
            categories.capacity = seats.cleaned_data["capacity"]
            categories.differs = seats.cleaned_data["differs"]
        return [seats, categories]

    def _sender_of_the_earlier(self):
        if not (earlier := self.earlier()):
            return {}
        names = ["contact_name_en", "contact_name_vi", "contact_email", "contact_phone"]
        return {name: getattr(earlier, name) for name in names}

    def earlier(self) -> Dialogue | None:
        """The dialogue that is copied from, if one was chosen."""
        return self.cleaned(1)[1].get("earlier")

    def is_valid(self, step: int) -> bool:
        """Whether this page is filled in and right."""
        return self.data(step) is not None and all(form.is_valid() for form in self.forms(step))

    def cleaned(self, step: int) -> list[dict[str, Any]]:
        """What the forms of a page hold, as far as they are right."""
        if self.data(step) is None:
            return [{}, {}]
        found = self.forms(step)
        for form in found:
            form.is_valid()
        return [getattr(form, "cleaned_data", {}) for form in found]

    def first_fault(self) -> int | None:
        """The first page that is missing or wrong."""
        return next((step for step in range(1, 5) if not self.is_valid(step)), None)


@permission_required(RIGHTS, raise_exception=True)
def start(request: HttpRequest) -> HttpResponse:
    """Go on where somebody stopped, or begin."""
    return redirect("admin:new_dialogue_step", Draft(request).first_fault() or 1)


@permission_required(RIGHTS, raise_exception=True)
def step_page(request: HttpRequest, step: int) -> HttpResponse:
    """One of the four pages. A POST keeps what was typed, whichever button was pressed, and goes on
    if it is right; after the fourth the dialogue is there."""
    if not 1 <= step <= len(STEPS):
        raise Http404
    draft = Draft(request)
    if request.method == "POST":
        if "forget" in request.POST:
            request.session.pop(KEPT, None)
            return redirect("admin:index")
        draft.keep(step)
        if "back" in request.POST:
            return redirect("admin:new_dialogue_step", max(1, step - 1))
        if draft.is_valid(step):
            return _go_on(request, draft, step)
    shown = draft.forms(step)
    return render_page(
        request,
        f"admin/participants/new_dialogue/step_{step}.html",
        Dialogue,
        _("New dialogue: %(step)s") % {"step": STEPS[step - 1]},
        step=step,
        steps=list(enumerate(STEPS, 1)),
        first=shown[0],
        second=shown[1] if len(shown) > 1 else None,
        has_earlier=draft.dialogues.exists(),
    )


def _go_on(request, draft, step):
    fault = draft.first_fault()
    if fault is not None or step < len(STEPS):
        return redirect("admin:new_dialogue_step", min(fault or step + 1, step + 1))
    what, copy = draft.cleaned(1)
    seats, categories = draft.forms(2)
    [answers], [sender] = draft.cleaned(3), draft.cleaned(4)
    seats.is_valid(), categories.is_valid()
    dialogue = making.make(
        what,
        {**seats.cleaned_data, "categories": categories.filled},
        answers,
        sender,
        earlier=copy.get("earlier"),
        copied=[name for name in copy.get("what", []) if _may_copy(request, name)],
    )
    request.session.pop(KEPT, None)
    chosen.remember(request, dialogue.pk)
    messages.success(request, _("“%(title)s” is set up.") % {"title": dialogue.title})
    return redirect("admin:ready_to_invite", dialogue.pk)


def _may_copy(request, name):
    """People become drafts only by those who may write invitations."""
    rights = {"people": "participants.add_invitation"}
    known = {kind.name for kind in copying.all_kinds()}
    return name in known and (name not in rights or request.user.has_perm(rights[name]))


def paths(wrap: Callable[..., Any]) -> list[URLPattern]:
    """Their addresses, behind the admin site's door."""
    return [
        path("new-dialogue/", wrap(start), name="new_dialogue"),
        path("new-dialogue/<int:step>/", wrap(step_page), name="new_dialogue_step"),
        path("ready/<int:pk>/", wrap(ready.page), name="ready_to_invite"),
    ]
