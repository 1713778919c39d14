"""The organisers' page of passages that are suggested for a topic: cite them or dismiss them."""

from django.contrib import messages
from django.contrib.admin.models import ADDITION, LogEntry
from django.contrib.auth.decorators import permission_required
from django.http import HttpRequest, HttpResponse, HttpResponseBadRequest
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from agenda.evidence import anchors, citing, related
from agenda.evidence.search_page import paragraph_address
from agenda.models import Dismissal, Paragraph, Topic
from dialogue.pages.base import open_or_404, render_page, require_permission
from dialogue.refusals import Refused


@permission_required("agenda.view_topic", raise_exception=True)
def related_page(request: HttpRequest, pk: int) -> HttpResponse:
    """What may also belong to the topic, and why; POST act=cite, dismiss or suggest_again."""
    topic = open_or_404(request, Topic.objects.select_related("dialogue"), pk=pk)
    if request.method == "POST":
        require_permission(request, "agenda.change_topic")
        act = ACTS.get(request.POST.get("act", ""))
        if act is None:
            return HttpResponseBadRequest()
        try:
            messages.success(request, act(request, topic))
        except Refused as refusal:
            messages.error(request, str(refusal))
        return redirect("admin:topic_related", topic.pk)
    return render_page(
        request,
        "admin/agenda/related.html",
        Topic,
        _("Related passages"),
        subtitle=str(topic),
        topic=topic,
        suggestions=[
            (suggestion, *_shown(suggestion)) for suggestion in related.suggestions(topic)
        ],
        dismissals=topic.dismissals.select_related("dismissed_by"),
        may_act=request.user.has_perm("agenda.change_topic"),
    )


def _shown(suggestion):
    """What else the page shows: the text before the sentence, the sentence in segments with
    what it shares marked, the text after it, and where to read it."""
    paragraph, start, end = suggestion.paragraph, suggestion.start, suggestion.end
    marks = [(first - start, last - start) for first, last in suggestion.marks]
    return (
        paragraph.text[:start],
        anchors.highlight(suggestion.text, marks),
        paragraph.text[end:],
        paragraph_address(paragraph.document_id, paragraph.number),
    )


def _chosen(request):
    """(paragraph, start, end, words) of the suggestion that was sent. Raises Refused."""
    sent = [request.POST.get(name, "") for name in ["paragraph", "start", "end"]]
    are_numbers = all(
        number.isascii() and number.isdecimal() and len(number) < 10 for number in sent
    )
    pk, start, end = map(int, sent) if are_numbers else (0, 0, 0)
    paragraph = Paragraph.objects.select_related("document").filter(pk=pk).first()
    if paragraph is None:
        raise Refused(_("The document has changed. Look at the suggestions again."))
    text = citing.check(paragraph, start, end, request.POST.get("fingerprint", ""))
    return paragraph, start, end, text


def _cite(request, topic):
    paragraph, start, end, _text = _chosen(request)
    passage, is_new = citing.cite(topic, paragraph, start, end)
    if is_new:
        LogEntry.objects.log_actions(request.user.pk, [passage], ADDITION, str(topic))
    return _("The passage is now cited for the topic.")


def _dismiss(request, topic):
    *_place, text = _chosen(request)
    citing.dismiss(topic, text, request.user)
    return _("Dismissed: these words will not be suggested for the topic again.")


def _suggest_again(request, topic):
    key = request.POST.get("fingerprint", "")
    number, _by_model = Dismissal.objects.filter(topic=topic, fingerprint=key).delete()
    text = ngettext(
        "%(n)d passage may be suggested again.", "%(n)d passages may be suggested again.", number
    )
    return text % {"n": number}


ACTS = {"cite": _cite, "dismiss": _dismiss, "suggest_again": _suggest_again}
