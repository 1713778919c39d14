"""The agenda's chapters of the guide, and which of them explains which page."""

from django.utils.translation import gettext_lazy as _

from dialogue.guide.chapters import Chapter

CHAPTERS = [
    Chapter(
        "documents",
        _("Documents, passages and topics"),
        "agenda",
        order=100,
        pages={
            "": ["agenda_sourcedocument"],
            "add": ["agenda_sourcedocument_add"],
            "correct": [
                *["document_correct", "document_split", "document_version"],
                *["document_new_version", "document_new_version_preview"],
            ],
            "mark": ["document_reading", "passage_in_text", "agenda_passage"],
            "topics": ["agenda_topic", "topic_related"],
            "coverage": ["coverage", "agenda_search"],
            "glossary": ["agenda_term", "glossary", "glossary_sheet"],
        },
    ),
    Chapter(
        "programme",
        _("The programme and its days"),
        "agenda",
        order=110,
        pages={
            "sessions": ["agenda_session", "agenda_room"],
            "board": ["programme_day"],
            "roles": ["agenda_role", "role_ask", "role_answer", "session_letter"],
            "late": ["programme_late"],
        },
    ),
    Chapter(
        "release",
        _("Conflicts and releases"),
        "agenda",
        order=120,
        pages={
            "": ["agenda_release"],
            "conflicts": ["conflicts"],
            "release": ["release_draft"],
            "compare": ["release_compare"],
        },
    ),
    Chapter(
        "calendars",
        _("Calendars"),
        "agenda",
        order=130,
        pages={"in-use": ["calendars", "calendars_write"]},
    ),
    Chapter(
        "papers",
        _("Papers for delegates and hosts"),
        "agenda",
        order=150,
        pages={
            "concept-note": ["concept_note"],
            "information-note": ["information_note"],
            "background-papers": ["agenda_backgroundpaper"],
        },
    ),
    Chapter(
        "notes",
        _("Notes of the sessions"),
        "agenda",
        order=170,
        pages={"write-notes": ["agenda_sessionnote", "session_notes"]},
    ),
]
# Of the delegates' guide: which part explains which page.
FOR_DELEGATES = {
    "programme": ["delegate_programme"],
    "roles": ["delegate_role"],
    "papers": ["delegates_information", "delegates_information_file"],
}
