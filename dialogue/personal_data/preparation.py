"""What the ground floor keeps about people: the contact of a dialogue, the owners of its work."""

from django.utils.translation import gettext_lazy as _

from dialogue.models import WorkStream
from dialogue.personal_data import terms
from dialogue.personal_data.holdings import ANYBODY, Holding, Mention, data, stays
from dialogue.personal_data.terms import over

HOLDINGS = [
    Holding(
        "dialogue.Dialogue",
        [
            stays(
                _("so that invitees and readers know whom to ask"),
                "contact_name contact_email contact_phone",
                seen_by=[ANYBODY],
                only_now=True,
            )
        ],
        not_personal="id title slug status is_public summary starts_on ends_on time_zone venue"
        " address latitude longitude forum forum_starts_on forum_ends_on forum_url capacity"
        " offer_limit country_target reply_by_at asks_by_calendar confirms_calendar_replies"
        " nomination_letters details_open_until details_kept_days links_kept_days uid sequence"
        " changed_at calendar_changed_at emblem_version",
        kept=terms.IN_USE,
    ),
    Holding("dialogue.Emblem", not_personal="id dialogue version content"),
    Holding("dialogue.Institution", not_personal="id dialogue part name website position"),
    Holding(
        "dialogue.Permission",
        not_personal="id dialogue ministers_attend filed_on opinions_asked_on opinions_in_on"
        " sent_back_on completed_on decided_on outcome reference",
    ),
    Holding(
        "dialogue.ReviewAspect",
        [stays(_("to note how the preparation goes"), "note", mention=Mention.TEXT)],
        not_personal="id dialogue aspect state position",
        kept=terms.IN_USE,
    ),
    Holding(
        "dialogue.WorkStream",
        [
            data(
                _("to know who does which part of the preparation"), "owner", mention=Mention.NAME
            ),
            stays(_("to note how the preparation goes"), "note", mention=Mention.TEXT),
        ],
        not_personal="id dialogue title due_on state position uid changed_at",
        kept=terms.RECORD,
        rows_of=lambda subject: WorkStream.objects.filter(owner__in=subject.names),
        rows_due=lambda now: WorkStream.objects.filter(dialogue__in=over(now, terms.RECORD)),
    ),
]
