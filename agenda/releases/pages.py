"""Releasing the programme in the admin site: the draft beside what was released last, the release
checks, the people affected, and any two releases side by side. Looking changes nothing."""

from django.contrib import messages
from django.contrib.auth.decorators import permission_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from agenda.evidence import glossary
from agenda.evidence.glossary_page import address
from agenda.letter_kinds import PROGRAMME_CHANGED
from agenda.models import Release
from agenda.releases import affected, published, releasing, speakers
from agenda.releases.checks import LANGUAGES, Finding
from agenda.releases.diff import compare, compare_topics
from agenda.releases.forms import DRAFT, NOTHING, CompareForm, ReleaseForm
from agenda.releases.published import Programme
from dialogue.access import sent
from dialogue.mail.queue.letter_preview import LETTERS_SHOWN
from dialogue.models import Dialogue
from dialogue.pages.base import open_or_404, render_page, require_permission
from dialogue.refusals import Refused
from participants.workflow import transitions

PLACES = {
    "dialogue": "admin:dialogue_dialogue_change",
    "topic": "admin:agenda_topic_change",
    "session": "admin:agenda_session_change",
    "room": "admin:agenda_room_change",
}


@permission_required("agenda.view_release", raise_exception=True)
def draft_page(request: HttpRequest, pk: int) -> HttpResponse:
    """What would be released now; a POST releases it."""
    dialogue = open_or_404(request, Dialogue, pk=pk)
    with timezone.override(dialogue.tz):
        form, refusal = ReleaseForm(), ""
        if request.method == "POST":
            require_permission(request, "agenda.add_release")
            form = ReleaseForm(request.POST)
            if form.is_valid():
                try:
                    return _release(request, dialogue, form.cleaned_data)
                except Refused as error:
                    refusal = str(error)
        return _show(request, releasing.draft(dialogue), form, refusal)


def _release(request, dialogue, cleaned):
    made = releasing.release(
        dialogue,
        transitions.organiser(request.user).name,
        notes={code: cleaned[f"note_{code}"] for code in LANGUAGES},
        seen=cleaned["seen"],
        judged=set(sent.texts(request.POST, "judged")),
        write_to_them=cleaned["write_to_them"],
    )
    text = _("“%(title)s”: %(version)s has been released.")
    messages.success(request, text % {"title": dialogue.title, "version": made})
    if cleaned["write_to_them"]:
        n = dialogue.mails.filter(
            kind=PROGRAMME_CHANGED.name, created_at__gte=made.released_at
        ).count()
        text = ngettext(
            "%(n)d email is queued in the outbox.", "%(n)d emails are queued in the outbox.", n
        )
        messages.success(request, text % {"n": n})
    return redirect(compare_address(dialogue, made.number - 1, made.number))


def _show(request, draft, form, refusal):
    """`form` holds what was typed; what is shown is the draft as it is now."""
    dialogue, number = draft.dialogue, (draft.old.release.number if draft.old.release else 0) + 1
    notes = {f"note_{code}": form[f"note_{code}"].value() or "" for code in LANGUAGES}
    coming = Release(dialogue=dialogue, number=number, **notes)
    reach = affected.reach(dialogue, draft.old, draft.new, LETTERS_SHOWN)
    to_send, shown = (0, []) if dialogue.is_off else (reach.number, reach.first)
    return render_page(
        request,
        "admin/agenda/release/draft.html",
        Release,
        _("Release the programme"),
        dialogue,
        **changes_between(draft.old, draft.new),
        draft=draft,
        number=number,
        to_mend=[(finding, place_of(finding)) for finding in draft.to_mend],
        to_judge=[(finding, place_of(finding), finding.fingerprint) for finding in draft.to_judge],
        judged=sent.texts(request.POST, "judged"),
        deviations=[
            (deviation, address(deviation.row))
            for deviation in glossary.deviations_of(dialogue, draft.sessions)
        ],
        is_closed=bool(draft.to_mend or draft.conflicts or not draft.lag.has_news),
        reach=reach,
        letters=[(delegate, *releasing.preview_letter(coming, delegate)) for delegate in shown],
        letters_to_send=to_send,
        letters_not_shown=to_send - len(shown),
        form=form,
        refusal=refusal,
        may_release=request.user.has_perm("agenda.add_release"),
    )


def place_of(finding: Finding) -> str:
    """Where an organiser mends it: the field in the language that lacks words, or is behind."""
    behind = [code for code, text in finding.texts.items() if not text.strip()] or [
        code for code, text in finding.texts.items() if text == finding.before.get(code)
    ]
    code = (behind or LANGUAGES)[0]
    return f"{reverse(PLACES[finding.model], args=[finding.key])}#id_{finding.field}_{code}"


def changes_between(old: Programme, new: Programme) -> dict:
    """What differs, for the template that shows it: in every language, with the names of all."""
    names = speakers.for_organisers(old, new)
    return {
        "topic_changes": compare_topics(old, new, LANGUAGES),
        "changes": compare(old, new, languages=LANGUAGES, names=names),
    }


@permission_required("agenda.view_release", raise_exception=True)
def compare_page(request: HttpRequest, pk: int) -> HttpResponse:
    """Any two releases, or a release and the draft: ?from=2&to=5, ?from=5&to=draft. Version 0 is
    the time before the first release."""
    dialogue = open_or_404(request, Dialogue, pk=pk)
    with timezone.override(dialogue.tz):
        known = list(dialogue.releases.defer("content"))
        form = CompareForm(known, request.GET)
        old, new = form.sides
        return render_page(
            request,
            "admin/agenda/release/compare.html",
            Release,
            _("Compare two releases"),
            dialogue,
            **changes_between(_programme(dialogue, old), _programme(dialogue, new)),
            form=form,
            between=[release for release in known if form.is_between(release)],
            may_release=request.user.has_perm("agenda.add_release"),
        )


def _programme(dialogue, side):
    if side == DRAFT:
        return releasing.draft_programme(dialogue)
    if side == NOTHING:
        return Programme(dialogue)
    return published.of(dialogue.releases.get(number=side), dialogue)


def compare_address(dialogue: Dialogue, old: int, new: int | str) -> str:
    """The page that shows what lies between two versions; `new` may be DRAFT."""
    return f"{reverse('admin:release_compare', args=[dialogue.pk])}?from={old}&to={new}"
