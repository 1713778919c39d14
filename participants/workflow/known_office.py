"""What is known of the office that acts for an invitee, so that it need not say it again."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from participants.models import Answer, Invitation


@dataclass(frozen=True)
class KnownOffice:
    """Who gave the last answer, where that was an office, at which address, and the address that
    the organisers keep for copies. No page shows an address: others may have the link too."""

    name: str = ""
    address: str = ""
    address_for_copies: str = ""

    def address_of(self, name: str) -> str:
        """Where to reach whoever acts under this name, having given no address; "" if unknown."""
        return (self.address if name == self.name else "") or self.address_for_copies

    @property
    def help_text(self) -> str:
        """What a form says beside the address that may be left out; "" if it may not."""
        if self.address and self.address != self.address_for_copies:
            return _(
                "We send a confirmation to both of you. If you leave it empty, we use the address "
                "that %(name)s gave."
            ) % {"name": self.name}
        if self.address_for_copies:
            return _(
                "We send a confirmation to both of you. If you leave it empty, we use the address "
                "of the office to which the secretariat sends copies."
            )
        return ""


def known_office(invitation: Invitation, last: Answer | None) -> KnownOffice:
    """Of an invitation whose last answer is `last`, or None if nobody has answered."""
    copies = invitation.person.cc_email if invitation.person else ""
    if last and last.answered_by == Answer.By.OFFICE:
        return KnownOffice(last.answered_by_name, last.answered_by_email, copies)
    return KnownOffice(address_for_copies=copies)
