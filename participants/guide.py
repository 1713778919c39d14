"""The participants' chapters of the guide, and which of them explains which page."""

from django.utils.translation import gettext_lazy as _

from dialogue.guide.chapters import Chapter

CHAPTERS = [
    Chapter(
        "start",
        _("From nothing to the first invitations"),
        "participants",
        order=0,
        pages={
            "set-up": ["new_dialogue", "new_dialogue_step"],
            "ready": ["ready_to_invite"],
        },
    ),
    Chapter(
        "people",
        _("People and lists"),
        "participants",
        order=30,
        pages={
            "": ["participants_person", "person_portrait"],
            "import": [
                *["people_import", "people_import_preview", "people_import_columns"],
                "participants_headingmeaning",
            ],
            "no-email": ["person_mail_instead"],
            "institutions": [
                *["participants_organisation", "participants_category"],
                "participants_hiddencountry",
            ],
        },
    ),
    Chapter(
        "invitations",
        _("Invitations and answers"),
        "participants",
        order=40,
        pages={
            "": ["participants_invitation", "invitation_action", "forms_of_address"],
            "answers": ["invitation_answer"],
            "incoming": [
                *["participants_incomingmail", "incoming_upload"],
                *["incoming_confirm", "incoming_dismiss"],
            ],
        },
    ),
    Chapter(
        "institutions",
        _("Institutions that nominate"),
        "participants",
        order=50,
        pages={
            "delegation": ["participants_delegation"],
            "nominations": ["invitation_nomination"],
            "nomination-letters": [
                *["participants_incomingletter", "letters_in"],
                *["delegation_letter_in", "invitation_letter_in"],
            ],
            "links": ["delegation_renew_link"],
        },
    ),
    Chapter(
        "seats",
        _("Seats and the reserve list"),
        "participants",
        order=60,
        pages={"balance": ["balance"], "reserve": ["reserve", "reserve_offer"]},
    ),
    Chapter(
        "letters",
        _("Letters: waves, reminders, letters to many"),
        "participants",
        order=70,
        pages={
            "reminders": ["reminders", "reminders_send", "participants_reminderrule"],
            "many": ["group_letter"],
            "changed": ["dialogue_changed"],
        },
    ),
    Chapter(
        "official",
        _("Official letters on paper"),
        "participants",
        order=90,
        pages={
            "": ["participants_officialletter"],
            "set-up-letters": [
                *["participants_letterhead", "participants_signatory"],
                "participants_letterwording",
            ],
            "write": ["official_letters_write"],
            "issue": [
                *["official_letter_action", "official_letter_scan", "official_letters_scans"],
            ],
            "register": ["participants_registerentry"],
        },
    ),
    Chapter(
        "list",
        _("The list of participants"),
        "participants",
        order=140,
        pages={"versions": ["participants_list"], "publish": ["participants_publish"]},
    ),
    Chapter(
        "details",
        _("Travel, needs and consent"),
        "participants",
        order=160,
        pages={
            "travel": ["participants_invitationwithdetails"],
            "told": ["invitation_details"],
            "late-changes": ["participants_detailschange"],
            "consent": ["invitation_consent"],
        },
    ),
    Chapter(
        "data",
        _("Personal data and requests"),
        "participants",
        order=180,
        pages={
            "requests": [
                *["participants_datarequest", "data_request_answer", "data_request_reopen"],
            ],
            "copy": ["person_copy"],
            "erase": ["person_erase", "participants_person_delete"],
            "kept": ["data_map"],
        },
    ),
]
# Of the delegates' guide: which part explains which page.
FOR_DELEGATES = {
    "answer": ["answer"],
    "institutions": ["delegation", "delegation_letter", "seat_letter"],
    "change": ["substitute"],
    "letters": ["invitees_letter", "institutions_letter"],
    "travel": ["details", "details_code", "details_send_code", "details_close"],
    "consent": ["details_consent", "details_portrait"],
    "calendar": ["personal_calendar"],
    "list": ["delegates_list", "delegates_list_file"],
    "data": ["your_data", "details_data"],
}
