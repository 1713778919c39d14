"""The list of participants in the admin site: publish a revision, download one or the draft."""

from django import forms
from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import permission_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from dialogue.access import security_log
from dialogue.exports.spreadsheets import as_file
from dialogue.models import Dialogue
from dialogue.pages.base import open_or_404, user_of
from dialogue.refusals import NAME, Refused, SeenField
from participants.lists import files, publishing
from participants.models import ParticipantList

LIST = "admin:participants_list"


class PublishForm(forms.Form):
    """What the next revision is called."""

    seen = SeenField()
    standing = forms.ChoiceField(
        label=gettext_lazy("Publish as"),
        choices=[("provisional", gettext_lazy("provisional")), ("final", gettext_lazy("final"))],
        widget=forms.RadioSelect,
        initial="provisional",
    )


class FileForm(forms.Form):
    """Which revision (its number, or none for the draft), in which language and format."""

    revision = forms.IntegerField(required=False, min_value=1, max_value=32767)
    language = forms.ChoiceField(
        label=gettext_lazy("Language"),
        choices=[*settings.LANGUAGES, ("both", gettext_lazy("both, English first"))],
        initial="both",
    )
    format = forms.ChoiceField(
        label=gettext_lazy("Format"),
        choices=[("pdf", "PDF"), ("docx", "Word (DOCX)"), ("xlsx", "Excel (XLSX)")],
    )


@permission_required("participants.change_invitation", raise_exception=True)
def publish(request: HttpRequest, dialogue: int) -> HttpResponse:
    """A POST publishes the list as it was on screen. `dialogue` is a primary key; 404 if there is
    none."""
    chosen = open_or_404(request, Dialogue, pk=dialogue)
    if request.method != "POST":
        return redirect(LIST, dialogue)
    form = PublishForm(request.POST)
    try:
        if not form.is_valid():
            raise Refused(_("Choose whether the list is provisional or final."))
        is_final = form.cleaned_data["standing"] == "final"
        made = publishing.publish(
            chosen, user_of(request), is_final=is_final, seen=form.cleaned_data[NAME]
        )
    except Refused as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("Published: %(standing)s.") % {"standing": made.standing})
    return redirect(LIST, dialogue)


@permission_required("participants.view_invitation", raise_exception=True)
def file(request: HttpRequest, dialogue: int) -> HttpResponse:
    """A revision, or the draft, as a file; back to the list with the reason where there is none.
    `dialogue` is a primary key; 404 if there is none."""
    chosen = open_or_404(request, Dialogue, pk=dialogue)
    form = FileForm(request.GET)
    try:
        if not form.is_valid():
            raise Refused(_("Choose a language and a format."))
        return _file(request, chosen, **form.cleaned_data)
    except Refused as refusal:
        messages.error(request, str(refusal))
        return redirect(LIST, dialogue)


def _file(request, dialogue, revision, language, format):
    edition = publishing.draft(dialogue)
    if revision:
        published = ParticipantList.objects.filter(dialogue=dialogue, number=revision).first()
        if published is None:
            raise Refused(_("There is no such revision of the list."))
        edition = publishing.edition(published)
    if not request.user.has_perm("participants.view_contact"):
        edition = publishing.without_contacts(edition)
    content = files.write(edition, language, format)
    name = f"{_('List of participants')} {dialogue.slug} {edition.revision.standing} {language}"
    detail = f"{dialogue.slug}, {format.upper()}, {len(edition.entries)}"
    security_log.record_export(request, ParticipantList, detail)
    return as_file(content, name, format)
