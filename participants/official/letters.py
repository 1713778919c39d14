"""The life of an official letter: draft, issued with a number, signed on paper, mailed, cancelled.

Only these verbs write its state. What was issued is kept as it was composed and never composed
again; a draft has no number; what is cancelled keeps it.
"""

import json
from collections.abc import Iterable
from datetime import date

from django.contrib.auth.models import User
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from dialogue.emblems import emblems
from dialogue.exports import pdf
from dialogue.mail.models import OutgoingMail
from dialogue.models import Dialogue
from dialogue.refusals import Refused
from participants.models import (
    DelegateDetails,
    LetterHead,
    LetterKind,
    OfficialLetter,
    RegisterEntry,
    SignedScan,
)
from participants.official import composing, cover_mail, kinds, not_yet, papers, register, scans
from participants.official.composing import Numbered, Sheet

State = OfficialLetter.State


def head_of(dialogue: Dialogue) -> LetterHead:
    """The letterhead of a dialogue. Raises Refused where there is none yet."""
    head = LetterHead.objects.filter(dialogue=dialogue).first()
    if head is None:
        raise Refused(_("The dialogue has no letterhead yet. Fill it in, then write the letter."))
    return head


def draft(letter: OfficialLetter) -> OfficialLetter:
    """Store a letter, or what was changed of one that is still a draft. Raises Refused where its
    form does not fit the addressee."""
    kinds.refuse_unfit(letter)
    letter.changed_at = timezone.now()
    letter.save()
    return letter


def sheets_of(letter: OfficialLetter, head: LetterHead) -> list[Sheet]:
    """What stands on its paper: as it was issued, or as it would be now. Raises Refused."""
    if letter.composed:
        return json.loads(letter.composed)
    if not letter.is_draft:
        raise Refused(_("What this letter said has been erased; its number stays."))
    return _compose(letter, head)


def pdf_of(letters: Iterable[OfficialLetter], dialogue: Dialogue) -> bytes:
    """These letters as one PDF, to look at or to print and sign. Raises Refused."""
    head, sheets, changes = head_of(dialogue), [], []
    for letter in letters:
        sheets += sheets_of(letter, head)
        changes.append(letter.changed_at)
    if not sheets:
        raise Refused(_("There is nothing to print."))
    title = f"{sheets[0]['symbol']} – {sheets[0]['subject']}"
    if len(changes) > 1:
        title = _("Official letters – %(title)s") % {"title": dialogue.title}
    return papers.write(sheets, head, title, max(changes))


def docx_of(letter: OfficialLetter) -> bytes:
    """The letter as a Word file, to edit outside. Raises Refused."""
    from participants.official import word_files  # python-docx takes a while to load

    head = head_of(letter.dialogue)
    sheets = sheets_of(letter, head)
    title = f"{sheets[0]['symbol']} – {sheets[0]['subject']}"
    return word_files.write(sheets, title, head.issuer, letter.changed_at)


def _compose(letter, head, numbered=None):
    kinds.refuse_unfit(letter)
    _refuse_without_passport(letter)
    try:
        return composing.sheets(letter, head, numbered)
    except ValidationError as error:
        raise Refused(
            _("The wording of this letter cannot be filled in. %(why)s")
            % {"why": " ".join(error.messages)}
        ) from error


def _refuse_without_passport(letter):
    if letter.kind != LetterKind.VISA:
        return
    row = DelegateDetails.objects.filter(invitation=letter.invitation).first()
    if row is None or not (row.passport_name and row.passport_number):
        raise Refused(
            _(
                "%(name)s has not given the passport’s name and number yet, so there is no visa "
                "support letter."
            )
            % {"name": letter.addressed_to}
        )


@transaction.atomic
def issue(
    letter: OfficialLetter, by: User | None, dated_on: date, number: int | None = None
) -> OfficialLetter:
    """Number and date a draft and freeze what it says; `number` is that of the ministry's own
    register, where numbers come from there. Raises Refused, and then no number is used."""
    letter = _locked(letter, [State.DRAFT], _("It was issued before."))
    if letter.signatory is None and letter.kind != LetterKind.NOTE_VERBALE:
        raise Refused(_("%(letter)s: say who signs it.") % {"letter": letter})
    head = head_of(letter.dialogue)
    # The register of a Vietnamese state body is kept in Vietnamese, whatever a letter is in.
    language = "vi" if head.has_motto else letter.codes[0]
    # Whatever is wrong with it comes out before a number is given.
    if problem := pdf.without_font(_compose(letter, head)):
        raise problem
    with translation.override(language):
        correspondent = _correspondent(letter)
    letter.entry = register.enter_outgoing(
        head,
        kinds.series_of(letter),
        dated_on,
        composing.registered_subject(letter, language),
        correspondent,
        by,
        number,
    )
    entry = letter.entry
    sheets = _compose(letter, head, Numbered(entry.symbol, dated_on, entry.reference))
    emblem = emblems.keep(letter.dialogue, bytes(head.emblem))
    sheets = [{**sheet, papers.EMBLEM: emblem} for sheet in sheets]
    letter.composed = json.dumps(sheets, ensure_ascii=False)
    letter.state, letter.issued_by, letter.changed_at = State.ISSUED, by, timezone.now()
    letter.save()
    return letter


def _correspondent(letter):
    parts = [letter.person.name if letter.person else "", str(letter.organisation or "")]
    return ", ".join(part for part in parts if part)


@transaction.atomic
def cancel(letter: OfficialLetter, reason: str) -> None:
    """Delete a draft; cancel what was issued, whose number stays in the register. What was mailed
    stays as it is. Raises Refused."""
    letter = _locked(
        letter, [State.DRAFT, State.ISSUED, State.SIGNED], _("It was mailed or cancelled before.")
    )
    if letter.is_draft:
        letter.delete()
        return
    assert letter.entry is not None  # a constraint sees to it
    register.cancel(letter.entry, reason)
    letter.state, letter.changed_at = State.CANCELLED, timezone.now()
    letter.save(update_fields=["state", "changed_at"])


def _locked(letter, states, refusal):
    """The row as it is now, held until the transaction ends."""
    row = OfficialLetter.objects.select_for_update().filter(pk=letter.pk).first()
    if row is None or row.state not in states:
        raise Refused(refusal)
    return row


@transaction.atomic
def attach(letter: OfficialLetter, content: bytes, by: User | None) -> SignedScan:
    """Keep the signed scan of a letter, which then can be mailed; an earlier one is replaced as
    long as it has not been. Raises Refused for what is no scan, or that of another letter."""
    letter = _locked(
        letter,
        [State.ISSUED, State.SIGNED],
        _("A signed scan belongs to a letter that was issued and has not been mailed."),
    )
    assert letter.entry is not None  # a constraint sees to it
    cleaned, pages = scans.clean(content)
    others = set(scans.codes(cleaned)) - {"", letter.entry.reference}
    if others:
        raise Refused(_not_this_letter(others))
    scan, _made = SignedScan.objects.update_or_create(
        letter=letter,
        defaults={
            "content": cleaned,
            "pages": pages,
            "uploaded_at": timezone.now(),
            "uploaded_by": by,
        },
    )
    letter.state, letter.changed_at = State.SIGNED, timezone.now()
    letter.save(update_fields=["state", "changed_at"])
    return scan


def _not_this_letter(references):
    known = RegisterEntry.objects.filter(reference__in=references).first()
    text = _("The code on a page is that of another letter: %(symbol)s.")
    return text % {"symbol": known or _("one that is not in this register")}


@transaction.atomic
def attach_all(dialogue: Dialogue, content: bytes, by: User | None) -> list[SignedScan]:
    """Split one scan of many letters by the code on each page, and keep each part with its letter:
    all of them or none. Raises Refused, with the pages that belong to no letter."""
    parts = scans.split(content)
    letters = {
        letter.entry.reference: letter
        for letter in OfficialLetter.objects.filter(
            dialogue=dialogue, entry__reference__in=[part.reference for part in parts]
        ).select_related("entry")
        if letter.entry
    }
    for part in parts:
        if part.reference not in letters:
            pages = ", ".join(str(page + 1) for page in part.pages)
            raise Refused(
                _("No letter of this dialogue has the code on page %(pages)s.") % {"pages": pages}
                if part.reference
                else _(
                    "There is no readable code on page %(pages)s, and no letter before it. Scan "
                    "flat and with at least 200 dots per inch, or upload each letter on its page."
                )
                % {"pages": pages}
            )
    return [attach(letters[part.reference], part.content, by) for part in parts]


@transaction.atomic
def mail(letter: OfficialLetter) -> OutgoingMail:
    """Write the email that brings the signed scan. Raises Refused, also where the invitation of
    which the letter speaks is not out."""
    letter = _locked(
        letter,
        [State.SIGNED],
        _("Only a letter of which the signed scan is there can be mailed, and once."),
    )
    if hindrance := not_yet.why_not_mailed(letter):
        raise Refused(hindrance)
    letter.mail = cover_mail.write(letter, letter.scan)
    letter.state, letter.changed_at = State.MAILED, timezone.now()
    letter.save(update_fields=["mail", "state", "changed_at"])
    return letter.mail
