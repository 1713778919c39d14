"""A few official letters of an invented ministry, for the demonstration."""

from django.db import transaction
from django.utils import timezone

from dialogue.models import Dialogue
from participants.models import Invitation, LetterHead, OfficialLetter, Signatory
from participants.official import kinds, letters

HEAD = {
    "issuer_en": "Sample Ministry",
    "issuer_vi": "Bộ Mẫu",
    "abbreviation": "BM",
    "unit": "VP",
    "place_en": "Hanoi",
    "place_vi": "Hà Nội",
    "has_motto": True,
    "foot_en": "A demonstration: there is no such ministry.",
    "foot_vi": "Bản trình diễn: không có bộ này.",
}
SIGNATORY = {
    "name": "Nguyễn Văn Ví Dụ",
    "office_en": "Deputy Minister",
    "office_vi": "Thứ trưởng",
    "capacity": "KT.",
    "signs_for_en": "Minister",
    "signs_for_vi": "Bộ trưởng",
}
MOST, ISSUED = 5, 3


@transaction.atomic
def write(dialogue: Dialogue, invited: list[Invitation]) -> None:
    """Letters to the first invitees, some of them issued; nothing where there are some already."""
    if dialogue.official_letters.exists():
        return
    LetterHead.objects.get_or_create(dialogue=dialogue, defaults=HEAD)
    signatory, _made = Signatory.objects.get_or_create(dialogue=dialogue, defaults=SIGNATORY)
    for number, invitation in enumerate(invited[:MOST]):
        letter = OfficialLetter(dialogue=dialogue, invitation=invitation, signatory=signatory)
        letter.kind, letter.languages = kinds.proposed(letter), letter.recipient.language
        letters.draft(letter)
        if number < ISSUED:
            letters.issue(letter, None, dialogue.local(timezone.now()).date())
