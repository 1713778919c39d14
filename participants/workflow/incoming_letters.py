"""Official letters in: an institution sends the letter that names its delegates, an organiser
compares each name with it, and a scan is kept beside an answer that came on paper."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from dialogue.models import Dialogue
from dialogue.refusals import EditConflict, Refused
from participants.models import Answer, IncomingLetter, Nomination, RegisterEntry
from participants.official import register
from participants.workflow.transitions import Actor

# Of one institution or seat: enough for corrections, too few to fill the database by a link.
MOST = 20
Check = Nomination.LetterCheck
SUBJECTS = {
    IncomingLetter.Kind.NOMINATION: "Cử đại biểu / Nomination of delegates",
    IncomingLetter.Kind.ANSWER: "Trả lời thư mời / Answer to an invitation",
}


@dataclass(frozen=True)
class Finding:
    """What the comparison of one name with a letter gave. `remark`: what the letter says instead.
    A name that was not compared has no letter."""

    check: str
    letter: IncomingLetter | None = None
    remark: str = ""


@transaction.atomic
def receive(letter: IncomingLetter, by: Actor) -> IncomingLetter:
    """Keep a letter whose facts and file are there (see dialogue.access.pdf_files); the same file
    once more changes nothing. Returns the letter that is kept. Raises Refused where there are too
    many of this correspondent already."""
    Dialogue.objects.lock(letter.dialogue_id)  # two at once are counted one after the other
    letter.recorded_by = by.user
    letter.sha256 = hashlib.sha256(letter.content).hexdigest()
    earlier = IncomingLetter.objects.filter(
        delegation=letter.delegation, invitation=letter.invitation, kind=letter.kind
    )
    if same := earlier.filter(sha256=letter.sha256).first():
        return same
    if earlier.count() >= MOST:
        raise Refused(
            _("There are %(limit)s letters already. Please send further ones to the secretariat.")
            % {"limit": MOST}
        )
    letter.entry = register.enter_incoming(_row_of(letter), by.user)
    letter.save()
    return letter


def _row_of(letter):
    """What the register says of it, in both languages: it is one for all who read it."""
    dialogue = letter.dialogue
    return RegisterEntry(
        dialogue=dialogue,
        symbol=letter.reference,
        dated_on=letter.dated_on,
        subject=f"{SUBJECTS[letter.kind]}: {dialogue.title_vi or dialogue.title_en}"[:300],
        correspondent=str(letter.correspondent)[:400],
    )


def keep_scan(answer: Answer, letter: IncomingLetter, by: Actor) -> IncomingLetter:
    """Keep the paper on which an answer came: `letter` has its file, and number, date and signatory
    where it bears them. Call it in the transaction that records the answer; raises Refused where
    there is one already."""
    if IncomingLetter.objects.filter(answer=answer).exists():
        raise Refused(_("There is a scan of this answer already."))
    letter.kind, letter.answer = IncomingLetter.Kind.ANSWER, answer
    letter.dialogue, letter.invitation = answer.invitation.dialogue, answer.invitation
    letter.channel, letter.sent_by_name = answer.channel, answer.answered_by_name
    return receive(letter, by)


@transaction.atomic
def correct(letter: IncomingLetter) -> None:
    """Store number, date and signatory as they are now; the register follows, unless its entry has
    been cancelled."""
    letter.save(update_fields=["reference", "dated_on", "signatory"])
    RegisterEntry.objects.filter(incoming_letter=letter, cancelled_at__isnull=True).update(
        symbol=letter.reference, dated_on=letter.dated_on
    )


@transaction.atomic
def compare(dialogue: Dialogue, findings: Mapping[int, Finding], by: Actor) -> int:
    """Note what comparing these nominations (by their keys) with the letters gave; return how many
    changed. Raises Refused where a letter is missing, is another institution's, or a name differs
    and it is not said what the letter says; EditConflict where somebody is no longer nominated."""
    rows = Nomination.objects.standing().filter(invitation__dialogue=dialogue)
    named = rows.select_related("invitation").in_bulk(list(findings))
    if set(named) != set(findings):
        raise EditConflict(
            _("Somebody else has been nominated, or a seat given back, since. Please look again.")
        )
    return sum(_note(named[key], finding, by) for key, finding in findings.items())


def _note(nomination, finding, by):
    """Whether it changed."""
    is_compared = finding.check != Check.NOT_YET
    if is_compared:
        _refuse_unfounded(nomination, finding)
    now = {
        "letter": finding.letter if is_compared else None,
        "letter_check": finding.check,
        "letter_remark": finding.remark if finding.check == Check.DIFFERS else "",
    }
    if all(getattr(nomination, name) == value for name, value in now.items()):
        return False
    now["letter_checked_at"] = timezone.now() if is_compared else None
    now["letter_checked_by"] = by.user if is_compared else None
    Nomination.objects.filter(pk=nomination.pk).update(**now)
    return True


def _refuse_unfounded(nomination, finding):
    name, letter, seat = nomination.name, finding.letter, nomination.invitation
    if letter is None or not letter.is_about(seat):
        raise Refused(_("Please say with which letter you compared “%(name)s”.") % {"name": name})
    if finding.check == Check.DIFFERS and not finding.remark:
        text = _("Please write what the letter says instead of “%(name)s”.")
        raise Refused(text % {"name": name})


def refuse_without_letter(nomination: Nomination) -> None:
    """Where the dialogue demands official letters, nobody is approved whose name has not been found
    in one. Raises Refused."""
    dialogue = nomination.invitation.dialogue
    if dialogue.nomination_letters != Dialogue.NominationLetters.DEMANDED:
        return
    if nomination.letter_check != Check.SAME:
        raise Refused(
            _(
                "This dialogue demands an official letter, and %(name)s has not been found in one "
                "yet. Compare the name with the letter first (“Nominations and letters”)."
            )
            % {"name": nomination.name}
        )
