"""Letters to hand over, as they are printed or read out: the only page that shows organisers what
opens something. It is not kept by any browser."""

from django.contrib.auth.decorators import permission_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from dialogue.mail import handing_over
from dialogue.mail.models import OutgoingMail
from dialogue.mail.queue.edit_page import readable
from dialogue.pages.selection import chosen_keys


@permission_required("mail.change_outgoingmail", raise_exception=True)
def print_page(request: HttpRequest) -> HttpResponse:
    """One letter on each sheet, of those chosen that are still to be handed over."""
    mails = readable(request).filter(state=OutgoingMail.State.TO_HAND_OVER)
    chosen = list(mails.filter(pk__in=chosen_keys(request)).order_by("to_name", "pk"))
    directions = handing_over.directions_for(chosen)
    papers = [handing_over.on_paper(mail, directions.get(mail.pk, "")) for mail in chosen]
    keys = ",".join(str(paper.mail.pk) for paper in papers)
    context = {"papers": papers, "keys": keys, "title": _("Letters to hand over")}
    response = render(request, "admin/mail/outgoingmail/print.html", context)
    response["Cache-Control"] = "no-store"
    return response
