"""Which form a letter has: what is proposed for whom, and to whom a note verbale may go."""

from django.utils.translation import gettext as _

from dialogue.refusals import Refused
from participants.models import LetterKind, OfficialLetter, Organisation
from participants.official.register import WITHOUT_TYPE

# The abbreviation of a kind in the register; all others are letters without a type of their own.
SERIES = {LetterKind.GIAY_MOI: "GM", LetterKind.NOTE_VERBALE: "NV"}
THU_MOI = "TM"  # an invitation that has its type, thư mời, above it: on a sheet in Vietnamese


def series_of(letter: OfficialLetter) -> str:
    """The series of numbers of a letter: that of the type that stands on it."""
    if letter.kind == LetterKind.INVITATION and "vi" in letter.codes:
        return THU_MOI
    return SERIES.get(LetterKind(letter.kind), WITHOUT_TYPE)


def proposed(letter: OfficialLetter) -> str:
    """The kind that protocol expects: the Vietnamese forms for those who are written to in
    Vietnamese, a note verbale to the institution of a foreign state, else a formal letter. A person
    gets a giấy mời, an institution the công văn that asks for delegates (Decree 30/2020/NĐ-CP)."""
    if letter.recipient.language == "vi":
        return LetterKind.GIAY_MOI if letter.person else LetterKind.NOMINATION
    organisation = letter.organisation
    is_state = organisation is not None and organisation.kind in Organisation.OF_A_STATE
    if letter.person is None:
        return LetterKind.NOTE_VERBALE if is_state else LetterKind.NOMINATION
    return LetterKind.INVITATION


def refuse_unfit(letter: OfficialLetter) -> None:
    """Refuse a form that does not fit its addressee. Raises Refused with the reason."""
    organisation = letter.organisation
    if letter.kind == LetterKind.NOTE_VERBALE:
        _refuse_note(organisation)
    if letter.kind == LetterKind.NOMINATION and letter.person:
        raise Refused(
            _("A request to nominate goes to an institution. Choose an invitation or another kind.")
        )
    of_a_person = {LetterKind.VISA, LetterKind.CONFIRMATION, LetterKind.THANKS}
    if letter.kind in of_a_person and letter.person is None:
        raise Refused(
            _("%(kind)s: this letter is about one person, and nobody is named yet.")
            % {"kind": letter.get_kind_display()}
        )


def _refuse_note(organisation):
    """A note verbale goes to governments, ministries of foreign affairs and missions alone (UN
    Correspondence Manual, ST/DCS/4/Rev.1, II.C)."""
    if organisation is not None and organisation.kind in Organisation.OF_A_STATE:
        return
    if organisation is None or not organisation.kind:
        raise Refused(
            _(
                "A note verbale goes to governments and missions only, and what kind of "
                "institution this is is not known yet. Say so on the institution’s page, or choose "
                "a formal letter."
            )
        )
    raise Refused(
        _(
            "A note verbale goes to governments and missions only; “%(name)s” is recorded as "
            "“%(kind)s”. Choose a formal letter."
        )
        % {"name": organisation, "kind": organisation.get_kind_display()}
    )
