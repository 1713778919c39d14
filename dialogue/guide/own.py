"""The ground floor's own chapters, and which of them explains which page."""

from django.utils.translation import gettext_lazy as _

from dialogue.guide.chapters import Chapter

CHAPTERS = [
    Chapter(
        "desk",
        _("What is to be done today"),
        "dialogue",
        order=10,
        pages={
            "": ["index"],
            "lists": ["app_list"],
            "work": ["dialogue_job"],
        },
    ),
    Chapter(
        "dialogue",
        _("The dialogue and its settings"),
        "dialogue",
        order=20,
        pages={"": ["dialogue_dialogue"], "work-streams": ["dialogue_workstream"]},
    ),
    Chapter(
        "permission",
        _("Permission for a conference"),
        "dialogue",
        order=190,
    ),
    Chapter(
        "accounts",
        _("Organisers’ accounts"),
        "dialogue",
        order=200,
        pages={
            "new-account": ["auth_user", "auth_group"],
            "second-factor": ["renew_access"],
            "your-sessions": ["your_sessions"],
            "security-log": ["dialogue_securityevent"],
        },
    ),
    Chapter(
        "trouble",
        _("When something goes wrong"),
        "dialogue",
        order=210,
        pages={"restored": ["outgoing_mail_restored"]},
    ),
]
