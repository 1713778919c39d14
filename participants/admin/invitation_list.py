"""The list of invitations in the admin site, as far as it is not Django's own."""

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from dialogue.access import sent
from dialogue.access.open_rows import open_to
from dialogue.desk import chosen
from dialogue.models import Dialogue
from dialogue.pages.list_page import ListPage
from participants.models import Invitation
from participants.workflow import attendance


def dialogue_filtered_by(request: HttpRequest) -> Dialogue | None:
    """The dialogue that the list is filtered by: the chosen one."""
    return chosen.dialogue(request)


def list_tools(request: HttpRequest, *, may_write: bool) -> list[tuple[str, str]]:
    """(label, address) of the pages about the dialogue that the list is filtered by, or the
    newest. `may_write`: whether the organiser may send letters."""
    newest = Dialogue.objects.open_to(request.user).order_by("-starts_on")
    filtered = dialogue_filtered_by(request)
    key = filtered.pk if filtered else newest.values_list("pk", flat=True).first()
    if key is None:
        return []
    pages = {
        "balance": _("Balance board"),
        "reserve": _("Reserve list"),
        "participants_list": _("List of participants"),
    }
    if may_write:
        pages["group_letter"] = _("A letter to many")
    of_dialogue = [(label, reverse(f"admin:{name}", args=[key])) for name, label in pages.items()]
    return [*of_dialogue, (_("Reminders"), f"{reverse('admin:reminders')}?dialogue={key}")]


def statuses_listed(request: HttpRequest) -> dict[bool, set[str]]:
    """The states of the invitations that the list is filtered by: of all (False), and of those
    whose dialogue has begun (True). Two queries."""
    rows = open_to(request.user, Invitation.objects.order_by())
    if dialogue := dialogue_filtered_by(request):
        rows = rows.filter(dialogue=dialogue)
    if status := sent.text(request.GET, "status__exact"):
        rows = rows.filter(status=status)
    listed = set(rows.values_list("status", "dialogue").distinct())
    dialogues = Dialogue.objects.filter(pk__in={key for _status, key in listed})
    begun = {row.pk for row in dialogues if attendance.may_be_recorded(row)}
    return {
        False: {status for status, _key in listed},
        True: {status for status, key in listed if key in begun},
    }


class InvitationList(ListPage):
    """Django's, which reads of the rows on the page what its columns show: half of the list's time
    went into what they did not."""

    plain = ["status", "invited_at", "reply_by_at", "person__family_name", "person__given_name"]
    plain += ["person__country", "person__listed_country", "person__sorted_under"]
    plain += ["person__in_capitals", "person__addressed_as"]
    translated = ["dialogue__title", "category__name", "person__display_name"]
    translated += ["person__organisation__name", "delegation__organisation__name"]

    def get_results(self, request: HttpRequest) -> None:
        super().get_results(request)
        paths = ["dialogue", "category", "person__organisation", "delegation__organisation"]
        names = [f"{name}_{code}" for name in self.translated for code in dict(settings.LANGUAGES)]
        rows = self.result_list.select_related(None).select_related(*paths)
        self.result_list = rows.only(*self.plain, *names)
