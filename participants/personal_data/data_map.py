"""What is kept about those who are invited, and all that this app keeps about people."""

from django.utils.translation import gettext_lazy as _

from dialogue.personal_data import terms
from dialogue.personal_data.forgetting import SOMEBODY
from dialogue.personal_data.holdings import (
    ACTING,
    ANYBODY,
    DELEGATES,
    EVERY_ROLE,
    IF_AGREED,
    NOBODY,
    Holding,
    Mention,
    by_organiser,
    data,
    stays,
)
from dialogue.personal_data.terms import over
from participants.models import DataRequest, Delegation, PeopleUpload, Person, Portrait
from participants.personal_data import details, invitations, official_letters
from participants.personal_data.people import people_due, subject_of, tell_calendars
from participants.personal_data.rows import ERASED_ADDRESS, ERASED_KEY

PEOPLE = [
    Holding(
        "participants.Person",
        [
            data(
                _("to invite and to write to the person by name"),
                "family_name given_name form_of_address title display_name native_name"
                " sorted_under in_capitals addressed_as sort_key"
                " folded",
                seen_by=[*EVERY_ROLE, DELEGATES],
            ),
            data(_("to know whom the person comes for"), "organisation"),
            data(
                _("to write to the person"),
                "email",
                left=ERASED_ADDRESS,
                seen_by=[*ACTING, IF_AGREED],
            ),
            data(
                _("to reach the person or their office"),
                "reached_by postal_address",
                seen_by=ACTING,
            ),
            data(
                _("to reach the person or their office"),
                "phone phone_digits",
                seen_by=[*ACTING, IF_AGREED],
            ),
            data(
                _("to reach the person or their office"),
                "assistant_name cc_email",
                seen_by=ACTING,
            ),
            data(
                _("what organisers have to keep in mind"),
                "note",
                mention=Mention.TEXT,
                seen_by=ACTING,
            ),
            data(_("order of precedence"), "precedence", left=Person.USUAL_PRECEDENCE),
            data(_("order of precedence"), "precedence_reason"),
            data(_("a balanced choice of people, as they describe it"), "gender gender_words"),
            stays(
                _("to count by country, and to write in the right language"),
                "country listed_country language",
            ),
        ],
        not_personal="id",
        kept=terms.PERSON,
        rows_of=lambda subject: Person.objects.filter(
            pk__in=subject.keys_of("participants.Person")
        ),
        rows_due=people_due,
        subject_of=subject_of,
        first=tell_calendars,
    ),
    Holding(
        "participants.Portrait",
        [
            data(
                _("to show those who speak beside their names, if they agreed"),
                "person small large uploaded_at",
                seen_by=[*EVERY_ROLE, ANYBODY],
            ),
            by_organiser("uploaded_by"),
        ],
        not_personal="id key",
        kept=terms.PERSON,
        rows_of=lambda subject: Portrait.objects.filter(
            person__in=subject.keys_of("participants.Person")
        ),
        rows_due=lambda now: Portrait.objects.filter(person__in=people_due(now)),
        is_deleted=True,
    ),
    Holding("participants.Category", not_personal="id dialogue slug name target position"),
    Holding("participants.HiddenCountry", not_personal="id country"),
    Holding(
        "participants.Organisation", not_personal="id name kind country website sort_key folded"
    ),
    Holding(
        "participants.Delegation",
        [
            stays(_("to know who nominates for the institution"), "focal_point"),
            data(_("to write to the focal point"), "message", mention=Mention.TEXT),
            data(
                _("to open the personal pages and calendar"),
                "link_key",
                left=ERASED_KEY,
                seen_by=[NOBODY],
                called=_("key of the personal link"),
            ),
        ],
        not_personal="id dialogue organisation",
        kept=terms.RECORD,
        rows_of=lambda subject: Delegation.objects.filter(
            focal_point__in=subject.keys_of("participants.Person")
        ),
        rows_due=lambda now: Delegation.objects.filter(dialogue__in=over(now, terms.RECORD)),
    ),
    Holding(
        "participants.DataRequest",
        [
            stays(
                _("to prove that requests were answered in time"),
                "person received_at answered_at settled_at",
            ),
            data(
                _("to answer a request about somebody’s data"), "about remark", mention=Mention.TEXT
            ),
            data(
                _("to prove how it was answered"),
                "answer",
                left=SOMEBODY,
                mention=Mention.TEXT,
            ),
            by_organiser("handled_by answered_by"),
        ],
        not_personal="id year number kind way dialogue due_at reminded_of_at state data_concerned"
        " people_concerned consequences measures authority authority_notified_at"
        " people_notified_at",
        seen_by=ACTING,
        kept=terms.SETTLED,
        rows_of=lambda subject: DataRequest.objects.filter(
            person__in=subject.keys_of("participants.Person")
        ),
        rows_due=lambda now: DataRequest.objects.filter(settled_at__lt=terms.SETTLED.before(now)),
    ),
    Holding(
        "participants.PeopleUpload",
        [
            data(_("to show what an import would do"), "filename content choices uploaded_at"),
            by_organiser("user"),
        ],
        not_personal="id dialogue is_rest",
        seen_by=ACTING,
        kept=terms.NOT_DECIDED,
        rows_due=lambda now: PeopleUpload.objects.filter(
            uploaded_at__lt=terms.NOT_DECIDED.before(now)
        ),
        is_deleted=True,
    ),
    Holding(
        "participants.HeadingMeaning",
        [by_organiser("decided_by")],
        not_personal="id key heading column decided_at",
        seen_by=ACTING,
        kept=terms.IN_USE,
    ),
]

ERASURES = [
    Holding(
        "participants.Erasure",
        [
            stays(_("to erase again after an older backup was restored"), "person digests"),
            by_organiser("erased_by"),
        ],
        not_personal="id erased_at",
        seen_by=[NOBODY],
        kept=terms.ERASURE,
    )
]

HOLDINGS = [
    *invitations.HOLDINGS,
    *details.HOLDINGS,
    *PEOPLE,
    *official_letters.HOLDINGS,
    *ERASURES,
]
