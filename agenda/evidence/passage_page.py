"""One passage in the admin site: its words in their paragraph, the topics that cite it, and what an
organiser may do with it. Every change is a POST; deleting asks for confirmation."""

from django.contrib import messages
from django.contrib.admin.models import CHANGE, DELETION, LogEntry
from django.contrib.auth.decorators import permission_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from agenda.evidence import passages
from agenda.evidence.anchors import highlight
from agenda.evidence.forms import WordsForm
from agenda.evidence.reading_page import back_to
from agenda.models import Passage
from dialogue.access.open_rows import open_to
from dialogue.pages.base import open_or_404, render_page, require_permission

DELETING = ["agenda.delete_passage", "agenda.change_topic"]


@require_http_methods(["GET", "HEAD", "POST"])
@permission_required("agenda.view_passage", raise_exception=True)
def passage_page(request: HttpRequest, pk: int) -> HttpResponse:
    """The passage. POST act=words changes it, act=take_off removes it from a topic, act=delete
    deletes it; ?delete asks for confirmation first."""
    related = Passage.objects.select_related("document", "paragraph")
    passage = open_or_404(request, related, pk=pk)
    form = None
    if request.method == "POST":
        act = {"words": _change, "take_off": _take_off, "delete": _delete}.get(
            request.POST.get("act", "")
        )
        if act is None:
            raise Http404
        outcome = act(request, passage)
        if not isinstance(outcome, WordsForm):
            return outcome
        form = outcome
    return _show(request, passage, form)


def _show(request, passage, form):
    may_change = request.user.has_perm("agenda.change_passage")
    if form is None and may_change and passage.document.is_imported:
        form = WordsForm(passage.document, initial=_as_typed(passage))
    spans = [(passage.start_at, passage.end_at)] if passage.is_found else []
    return render_page(
        request,
        "admin/agenda/passage/in_text.html",
        Passage,
        _("Passage"),
        subtitle=str(passage.document),
        passage=passage,
        segments=highlight(passage.paragraph.text, spans) if spans else [],
        topics=open_to(request.user, passage.topics.select_related("dialogue")),
        form=form,
        may_take_off=request.user.has_perm("agenda.change_topic"),
        may_delete=may_delete(request),
        is_deleting="delete" in request.GET and may_delete(request),
    )


def may_delete(request: HttpRequest) -> bool:
    """Whether this organiser may delete passages, which also changes topics."""
    return request.user.has_perms(DELETING)


def _as_typed(passage):
    number = passage.paragraph.number if passage.is_found else passage.paragraph_number
    return {"paragraph": number, "start": passage.start, "end": passage.end}


def _change(request, passage):
    """Other words for the passage; the form again if it cannot have them."""
    require_permission(request, "agenda.change_passage")
    form = WordsForm(passage.document, request.POST)
    if not form.is_valid():
        return form
    words = form.cleaned_data
    if not passages.put(passage, words["paragraph"], words["start_at"], words["end_at"]):
        form.add_error(None, _("Another passage already has these words. Use that one."))
        passage.refresh_from_db()
        return form
    LogEntry.objects.log_actions(request.user.pk, [passage], CHANGE, passage.quoted)
    messages.success(request, _("The words of the passage were changed."))
    return back_to(passage.document, passage)


def _take_off(request, passage):
    require_permission(request, "agenda.change_topic")
    key = request.POST.get("topic", "")
    topics = passage.topics.select_related("dialogue")
    topic = open_or_404(request, topics, pk=key if key.isdecimal() else None)
    passages.take_off(passage, topic)
    LogEntry.objects.log_actions(request.user.pk, [passage], CHANGE, f"− {topic}")
    messages.success(request, _("Removed from topic %(topic)s.") % {"topic": topic})
    return redirect(reverse("admin:passage_in_text", args=[passage.pk]))


def _delete(request, passage):
    require_permission(request, *DELETING)
    LogEntry.objects.log_actions(request.user.pk, [passage], DELETION, passage.quoted)
    passages.delete(passage)
    messages.success(request, _("The passage was deleted."))
    return back_to(passage.document)
