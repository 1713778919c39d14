"""Offering seats to people on the reserve list, as an action of the list of invitations."""

from django.utils.translation import gettext_lazy

from participants.states import Verb
from participants.workflow import invitations
from participants.workflow.bulk_action import LetterAction, invitation_letters

OFFER = LetterAction(
    name="offer",
    question=gettext_lazy("Offer a seat to these people on the reserve list?"),
    button=gettext_lazy("Offer a seat"),
    act=invitations.offer,
    verbs=(Verb.OFFER,),
    wave=gettext_lazy("Offers"),
    letters_to=invitation_letters,
    letter_view="admin:invitation_letter",
    takes_seats=True,
)
