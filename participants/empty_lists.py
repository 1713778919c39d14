"""Where the rows of each list of participants come from, as a list without rows says it; also of
the lists below that are filled from here."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from dialogue.pages.empty_lists import NextStep

INVITATIONS = ("participants_invitation_changelist", "participants.view_invitation")
_invitations = pgettext_lazy("page", "Invitations")

STEPS = {
    "dialogue_dialogue": NextStep(
        _("There is no dialogue yet: four short pages ask for its days, seats and deadlines."),
        _("Set up the first dialogue"),
        "new_dialogue",
        "dialogue.add_dialogue",
    ),
    "mail_outgoingmail": NextStep(
        _("No letter has been written yet. Letters are written when you invite somebody."),
        _invitations,
        *INVITATIONS,
    ),
    "participants_person": NextStep(
        _("Nobody is in the list yet. Bring in your list of guests as a spreadsheet."),
        _("Import people"),
        "people_import",
        "participants.add_person",
    ),
    "participants_invitation": NextStep(
        _(
            "No guests yet. Bring in a list; whoever is in the list of people already is ticked "
            "there."
        ),
        _("Bring in a list"),
        "people_import",
        "participants.add_person",
        is_all=True,
    ),
    "participants_delegation": NextStep(
        _(
            "No institution is asked to nominate yet. Add one with its focal point; its seats "
            "follow on its page."
        ),
        _("Add an institution that nominates"),
    ),
    "participants_organisation": NextStep(
        _("No institution is known yet. They come with your list of people, or one by one."),
        _("Add an institution"),
    ),
    "participants_category": NextStep(
        _("There are no categories yet. Every seat belongs to one, which may have a target."),
        _("Add a category"),
    ),
    "participants_invitationwithdetails": NextStep(
        _("Nobody has accepted yet. Delegates give their details once they have a seat."),
        _invitations,
        *INVITATIONS,
    ),
    "participants_detailschange": NextStep(
        _(
            "No delegate has asked for a change. After the last day for changes, what they send "
            "waits here for your decision."
        )
    ),
    "participants_incomingmail": NextStep(
        _(
            "Nothing has come back yet. Replies and answers from calendars are fetched from the "
            "mailbox; what went elsewhere can be uploaded."
        ),
        _("Upload a message"),
        "incoming_upload",
        "participants.change_incomingmail",
    ),
    "participants_incomingletter": NextStep(
        _(
            "No official letter has come in yet. Each is recorded on the page of the invitation, "
            "or of the institution that nominates."
        ),
        _invitations,
        *INVITATIONS,
    ),
    "participants_officialletter": NextStep(
        _("No official letter has been written yet. Tick invitations and choose the action there."),
        _invitations,
        *INVITATIONS,
    ),
    "participants_registerentry": NextStep(
        _("The register is empty. An official letter is entered when it is given its number."),
        pgettext_lazy("outgoing", "Official letters"),
        "participants_officialletter_changelist",
        "participants.view_officialletter",
    ),
    "participants_reminderrule": NextStep(
        _("Nobody is reminded yet. A rule says who is reminded, and how many days before."),
        _("Add a reminder"),
    ),
    "participants_datarequest": NextStep(
        _("Nobody has asked about their data yet. Write each request down on the day it comes."),
        _("Record a request"),
    ),
}
