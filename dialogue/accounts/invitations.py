"""How an organiser comes into an account: a mailed link, valid once and for some days, behind which
they set a password and then a second factor.

Nobody types another's password, and the password alone sets up no second factor. Inviting somebody
again is what helps with a lost factor, too: what they had stops working, everywhere.
"""

from datetime import timedelta

from allauth.mfa.models import Authenticator
from django.conf import settings
from django.contrib.auth.models import User
from django.core.signing import BadSignature, TimestampSigner
from django.db import transaction
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from dialogue.access import sent
from dialogue.accounts import sessions
from dialogue.accounts.letter_kinds import ORGANISER_INVITATION
from dialogue.mail import outbox
from dialogue.refusals import Refused


def _signer(user):
    # What ends a link is in its salt: a password (which each new invitation makes unusable in
    # another way), another address, a locked account.
    state = [user.pk, user.password, user.email, user.is_active]
    return TimestampSigner(salt=f"dialogue.accounts.invitations:{state}")


def link(user: User) -> str:
    """The address that lets its owner into an account that was invited."""
    path = reverse("account_invitation", args=[_signer(user).sign(str(user.pk))])
    return settings.PUBLIC_URL + path


def invited(token: str) -> User | None:
    """The account that a link opens, if it still does."""
    key = sent.as_number(token.partition(":")[0]) or 0
    user = User.objects.filter(pk=key, is_active=True).first()
    try:
        if user:
            days = timedelta(days=settings.ORGANISER_INVITATION_DAYS)
            _signer(user).unsign(token, max_age=days)
    except BadSignature:
        return None
    return user


@transaction.atomic
def invite(user: User, by: User | None) -> None:
    """Take the password and all second factors of an account away, end its sessions, and write its
    owner a link. `by` is the organiser who does it; None is whoever runs the server.

    Raises Refused for one's own account, and for an account that has no address or is locked.
    """
    if user == by:
        raise Refused(
            _("Nobody renews their own access: please ask another organiser with the right to.")
        )
    prepare(user)
    address = link(user)
    name = by.get_full_name() or by.get_username() if by else ""
    outbox.write(
        outbox.Letter(
            kind=ORGANISER_INVITATION.name,
            dialogue=None,
            language=(get_language() or settings.LANGUAGE_CODE).partition("-")[0],
            to_name=user.get_full_name(),
            to_address=user.email,
            context={
                "link": address,
                "account": user,
                "by": name,
                "days": settings.ORGANISER_INVITATION_DAYS,
            },
            secrets=[address.rstrip("/").rpartition("/")[2]],
        )
    )


@transaction.atomic
def prepare(user: User) -> None:
    """What `invite` does before it writes: from here on only a new link opens the account."""
    if not user.is_active:
        raise Refused(_("This account is locked. Make it active first."))
    if not user.email:
        raise Refused(_("This account has no email address. Enter one first."))
    Authenticator.objects.filter(user=user).delete()
    user.set_unusable_password()
    user.save(update_fields=["password"])
    sessions.end_all(sessions.of(user))


@transaction.atomic
def accept(token: str, password: str) -> User | None:
    """Set the password of the account that a link opens, which ends the link; None if it has ended
    already."""
    opened = invited(token)
    if opened is None:
        return None
    # Two requests at once: the second waits here, and then finds that the link has ended.
    User.objects.select_for_update(no_key=True).get(pk=opened.pk)
    user = invited(token)
    if user is not None:
        user.set_password(password)
        user.save(update_fields=["password"])
    return user
