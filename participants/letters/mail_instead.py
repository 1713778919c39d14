"""Letters that were to be handed over, to readers who have an email address by now: mailed."""

from collections.abc import Collection

from django.contrib import messages
from django.contrib.auth.decorators import permission_required
from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import ngettext

from dialogue.access.open_rows import open_to
from dialogue.mail import handing_over
from dialogue.mail.models import OutgoingMail, OutgoingMailQuerySet
from dialogue.pages.base import open_or_404
from participants.letters.letters import name_in_letters
from participants.models import Delegation, Invitation, Person


def to_hand_over(person: Person) -> OutgoingMailQuerySet:
    """The letters to this person that are still to be handed over."""
    own = Invitation.objects.filter(person=person)
    nominating = Delegation.objects.filter(focal_point=person)
    about = Q(invitations__in=own) | Q(invitations__delegation__in=nominating)
    found = OutgoingMail.objects.filter(
        about, state=OutgoingMail.State.TO_HAND_OVER, to_name=name_in_letters(person)
    )
    return OutgoingMail.objects.filter(pk__in=found.values("pk"))


def directions(mails: Collection[OutgoingMail]) -> dict[int, str]:
    """{key: how the person to whom it is addressed is reached}. Two queries."""
    by_key = {mail.pk: mail for mail in mails}
    through = Invitation.mails.through.objects.filter(outgoingmail__in=by_key)
    pairs = list(through.values_list("outgoingmail_id", "invitation_id"))
    rows = Invitation.objects.filter(pk__in={pk for _mail, pk in pairs})
    about = {row.pk: row for row in rows.select_related("person", "delegation__focal_point")}
    found = {}
    for mail, invitation in pairs:
        row = about[invitation]
        people = [row.person, row.delegation and row.delegation.focal_point]
        for person in filter(None, people):
            if name_in_letters(person) == by_key[mail].to_name:
                parts = [person.reached_at, person.postal_address]
                found[mail] = "\n".join(part for part in parts if part)
    return found


@permission_required("mail.change_outgoingmail", raise_exception=True)
@permission_required("participants.change_person", raise_exception=True)
def mail_instead(request: HttpRequest, pk: int) -> HttpResponse:
    """Queue them to the address that the person has now."""
    person = open_or_404(request, Person, pk=pk)
    if request.method == "POST" and person.email:
        letters = open_to(request.user, to_hand_over(person))
        number = handing_over.mail_instead(letters, person.email)
        text = ngettext("%(n)d letter is queued.", "%(n)d letters are queued.", number)
        messages.success(request, text % {"n": number})
    return redirect("admin:participants_person_change", pk)
