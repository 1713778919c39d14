"""One passage in the admin site: its words in their paragraph, the topics that cite it, and what an
organiser may do with it. Every change is a POST; deleting asks for confirmation."""

from django.conf import settings
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
from agenda.evidence.forms import GistForm, WordsForm
from agenda.evidence.reading_page import back_to
from agenda.models import Passage
from dialogue.access import sent
from dialogue.access.open_rows import open_to
from dialogue.pages.base import open_or_404, render_page, require_permission

DELETING = ["agenda.delete_passage", "agenda.change_topic"]


@require_http_methods(["GET", "HEAD", "POST"])
@permission_required("agenda.view_passage", raise_exception=True)
def passage_page(request: HttpRequest, pk: int) -> HttpResponse:
    """The passage. POST act=words changes it, act=gist what readers are told that it says,
    act=take_off removes it from a topic, act=delete deletes it; ?delete asks first."""
    related = Passage.objects.select_related("document", "paragraph")
    passage = open_or_404(request, related, pk=pk)
    form = None
    if request.method == "POST":
        act = ACTS.get(sent.text(request.POST, "act"))
        if act is None:
            raise Http404
        outcome = act(request, passage)
        if not isinstance(outcome, WordsForm | GistForm):
            return outcome
        form = outcome
    return _show(request, passage, form)


def _show(request, passage, refused):
    """`refused` is the form with what was wrong in it, or None."""
    may_change = request.user.has_perm("agenda.change_passage")
    form = gist_form = None
    if may_change:
        gist_form = GistForm(instance=passage)
        if passage.document.is_imported:
            form = WordsForm(passage.document, initial=_as_typed(passage))
    if isinstance(refused, GistForm):
        gist_form = refused
    elif refused:
        form = refused
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
        gist_form=gist_form,
        gists=_gists(passage),
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


def _gists(passage):
    """[(language, its name, the gist)]"""
    texts = [(code, name, getattr(passage, f"gist_{code}")) for code, name in settings.LANGUAGES]
    return [(code, _(name), text) for code, name, text in texts if text]


def _describe(request, passage):
    """Another gist for the passage; the form again if it is not in every language."""
    require_permission(request, "agenda.change_passage")
    form = GistForm(request.POST, instance=passage)
    if not form.is_valid():
        return form
    passage.refresh_from_db()  # the form has written to it already
    if passages.describe(passage, form.gists):
        LogEntry.objects.log_actions(request.user.pk, [passage], CHANGE, _("gist"))
        messages.success(request, _("The gist of the passage was changed."))
    return redirect(reverse("admin:passage_in_text", args=[passage.pk]))


def _take_off(request, passage):
    require_permission(request, "agenda.change_topic")
    topics = passage.topics.select_related("dialogue")
    topic = open_or_404(request, topics, pk=sent.number(request.POST, "topic"))
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


ACTS = {"words": _change, "gist": _describe, "take_off": _take_off, "delete": _delete}
