"""Official letters that were mailed, for tests of who may open them."""

from datetime import date

from participants.models import OfficialLetter, SignedScan
from participants.official import letters
from tests import factories


def mailed_letter(invitation=None, delegation=None):
    """One whose scan says nothing."""
    kind = "invitation" if invitation else "nomination"
    letter = factories.official_letter(invitation, delegation, kind=kind)
    letters.issue(letter, None, date(2031, 4, 2))
    SignedScan.objects.create(letter=letter, content=b"%PDF-1.7", pages=1)
    OfficialLetter.objects.filter(pk=letter.pk).update(state="mailed")
    return letter
