"""Where the rows of each list of the agenda come from, as a list without rows says it."""

from django.utils.translation import gettext_lazy as _

from dialogue.pages.empty_lists import NextStep

SESSIONS = ("agenda_session_changelist", "agenda.view_session")

STEPS = {
    "agenda_sourcedocument": NextStep(
        _("There are no documents yet. A file or a text is divided into numbered paragraphs."),
        _("Add a document"),
    ),
    "agenda_passage": NextStep(
        _("No passage is marked yet. Open a document and mark the words with the mouse."),
        _("Choose a document"),
        "agenda_sourcedocument_changelist",
        "agenda.view_sourcedocument",
    ),
    "agenda_topic": NextStep(
        _("There are no topics yet. Add what is to be discussed, then the passages behind it."),
        _("Add a topic"),
    ),
    "agenda_session": NextStep(
        _("There are no sessions yet. Add the first; the board of its day then takes the others."),
        _("Add a session"),
    ),
    "agenda_room": NextStep(
        _("There are no rooms yet. Sessions can be placed in them, side by side."),
        _("Add a room"),
    ),
    "agenda_role": NextStep(
        _("Nobody has a role yet. Chairs and speakers are added on the page of their session."),
        _("Choose a session"),
        *SESSIONS,
    ),
    "agenda_release": NextStep(
        _("No programme is released yet. Look through the draft, then release it."),
        _("Review and release"),
        "release_draft",
        "agenda.view_release",
        is_of_one=True,
    ),
    "agenda_sessionnote": NextStep(
        _("There are no notes yet. They are taken on the page of a session, under “Notes”."),
        _("Choose a session"),
        *SESSIONS,
    ),
    "agenda_backgroundpaper": NextStep(
        _("There are no background papers yet. Each belongs to a session, for its delegates."),
        _("Add a background paper"),
    ),
    "agenda_term": NextStep(
        _("The glossary is empty. Add a term in both languages, with the ways it is spelt."),
        _("Add a term"),
    ),
}
