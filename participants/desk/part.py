"""What participants contribute to a dialogue's front page: to-dos, deadlines, pictures, pages."""

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from dialogue.desk.parts import Part, Shortcut
from dialogue.models import Dialogue
from participants.desk import beginning, came_in, deadlines, numbers, pictures, to_do

SEE = "participants.view_invitation"


def part_of(request: HttpRequest, dialogue: Dialogue) -> Part:
    """Seats, answers and messages. Four queries, at any size; two less for those who may not see
    invitations, and a few more until the first invitation has gone out."""
    if not request.user.has_perm(SEE):
        return Part(to_do=came_in.to_do(request, dialogue))
    found = numbers.of(dialogue)
    return Part(
        to_do=[
            *came_in.to_do(request, dialogue),
            *to_do.of_invitations(dialogue, found),
            *beginning.of(request, dialogue, found),
        ],
        deadlines=deadlines.of(dialogue, found),
        pictures=pictures.of(found),
        heading=_("People and seats"),
        pages=_pages(dialogue),
        is_beginning=not found.sent,
    )


def _pages(dialogue):
    def page(name):
        return reverse(f"admin:{name}", args=[dialogue.pk])

    def listed(model):
        address = reverse(f"admin:participants_{model}_changelist")
        return f"{address}?dialogue__id__exact={dialogue.pk}"

    return [
        Shortcut(_("Ready to invite?"), page("ready_to_invite"), SEE),
        Shortcut(_("Status report for the hosts (PDF)"), page("status_report"), SEE),
        Shortcut(_("Balance board"), page("balance"), SEE),
        Shortcut(_("Reserve list"), page("reserve"), SEE),
        Shortcut(_("List of participants"), page("participants_list"), SEE),
        Shortcut(_("A letter to many"), page("group_letter"), "participants.change_invitation"),
        Shortcut(_("Reminders"), f"{reverse('admin:reminders')}?dialogue={dialogue.pk}", SEE),
        Shortcut(_("Categories"), listed("category"), "participants.view_category"),
        Shortcut(_("Delegations"), listed("delegation"), "participants.view_delegation"),
        Shortcut(
            _("Official letters"), listed("officialletter"), "participants.view_officialletter"
        ),
    ]
