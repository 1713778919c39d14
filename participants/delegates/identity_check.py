"""Proof that whoever holds a personal link speaks for the delegate: a six-digit code, sent to the
delegate's own address, or to the office's where the organisers keep one for copies, and nowhere
else. No address that somebody typed behind a link ever gets one.

A link may be in anybody's hands; passports and diets are not for whoever merely holds it. The proof
lives in the session, and ends with the link, the person or the address it was made for.
A code counts only in the browser that asked for it, so that nobody else with the link can use it up
with wrong tries or by asking for another. How many are sent is counted for each browser that the
delegate has proven it in apart, and for each address otherwise, so that a stranger does not use up
theirs either.
"""

import secrets
import unicodedata
from datetime import timedelta
from enum import StrEnum
from typing import cast

from django.conf import settings
from django.contrib.sessions.backends.base import SessionBase
from django.db import transaction
from django.db.models import F
from django.utils import formats, timezone
from django.utils.crypto import constant_time_compare, salted_hmac
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from dialogue.access.devices import Source
from dialogue.mail import outbox, sealing
from dialogue.mail.delivery.smtp import has_no_mail_server
from dialogue.refusals import Refused
from participants.letters import code_letters
from participants.models import AccessCode, Invitation, Person
from participants.workflow.transitions import Actor, Door

CODE_VALID_FOR = timedelta(minutes=10)  # ASVS 5.0, 6.5.5
CODES_PER_HOUR, CODES_PER_DAY = 5, 20  # emails to one delegate, for one known browser or address
MOST_PER_DAY = 40  # after these only known browsers get one
PROOF_VALID_FOR = timedelta(minutes=60)  # since the page was last used
SESSION_KEY = "proofs"
ASKED_KEY = "codes"  # {invitation: [code, its email, its holder]} this browser asked for last


class Holder(StrEnum):
    """Who gets a code, and speaks for the delegate with it."""

    DELEGATE = "delegate"
    OFFICE = "office"


def addresses(invitation: Invitation) -> dict[Holder, str]:
    """To whom a code may be sent; all of these addresses are kept by the organisers."""
    person = cast(Person, invitation.person)
    known = {Holder.DELEGATE: person.email, Holder.OFFICE: person.cc_email}
    return {holder: address for holder, address in known.items() if address}


@transaction.atomic
def send_code(
    session: SessionBase,
    invitation: Invitation,
    source: Source,
    holder: Holder = Holder.DELEGATE,
) -> None:
    """Make a new code and write it to its holder; the one that this browser asked for earlier no
    longer counts. Raises Refused when there is no such address, when `source` asked for too many
    within the hour or the day, or strangers did."""
    address = addresses(invitation).get(holder)
    if address is None:
        raise Refused(_no_address(holder))
    Invitation.objects.select_for_update(no_key=True).get(pk=invitation.pk)
    now = timezone.now()
    codes = invitation.access_codes.all()
    codes.filter(sent_at__lte=now - timedelta(days=1)).delete()
    _refuse_too_many(codes, now, source)
    code = f"{secrets.randbelow(10**6):06d}"
    _earlier, earlier_mail, _its_holder = _asked(session, invitation)
    outbox.cancel(invitation.mails.filter(pk=earlier_mail))
    row = invitation.access_codes.create(
        digest=_digest(invitation, code, holder), sent_at=now, asked_from=source.key
    )
    mail = code_letters.access_code(
        invitation, code, now + CODE_VALID_FOR, address, is_for_office=holder == Holder.OFFICE
    )
    asked = session.get(ASKED_KEY, {})
    session[ASKED_KEY] = {**asked, str(invitation.pk): [row.pk, mail.pk, holder.value]}


def _no_address(holder):
    if holder == Holder.OFFICE:
        return _(
            "The secretariat keeps no address of an office for copies of our letters any more. "
            "Please ask the secretariat."
        )
    return _(
        "We have no email address of yours to which a code could be sent. Please tell the "
        "secretariat your details by telephone; it enters them for you."
    )


def _refuse_too_many(codes, now, source):
    from_there = codes.filter(asked_from=source.key)
    is_flooded = not source.is_known and codes.count() >= MOST_PER_DAY
    if is_flooded or from_there.count() >= CODES_PER_DAY:
        raise Refused(
            _(
                "Too many codes have been sent in the past day. Please write to the "
                "secretariat for help."
            )
        )
    sent = list(from_there.filter(sent_at__gt=now - timedelta(hours=1)))
    if len(sent) >= CODES_PER_HOUR:
        raise Refused(
            _(
                "Several codes have been sent in the last hour. Please use the most recent one, "
                "or ask for another after %(time)s. If none has arrived, please write to the "
                "secretariat."
            )
            % {"time": _clock(sent[-1].sent_at + timedelta(hours=1, minutes=1))}
        )


def _asked(session, invitation):
    """[code, its email] that this browser asked for last, as primary keys, and the code's holder;
    sessions of earlier versions do not name one."""
    kept = session.get(ASKED_KEY, {}).get(str(invitation.pk), [None, None])
    return [*kept, Holder.DELEGATE.value][:3]


def asked_for(session: SessionBase, invitation: Invitation) -> Holder | None:
    """For whom this browser asked for a code that may still be entered. One query, if it did."""
    asked, _its_mail, holder = _asked(session, invitation)
    if asked is None:
        return None
    since = timezone.now() - CODE_VALID_FOR
    rows = invitation.access_codes.filter(pk=asked, used_at=None, sent_at__gt=since)
    return Holder(holder) if rows.filter(tries__lt=AccessCode.TRIES).exists() else None


def code_of_demonstration(session: SessionBase, invitation: Invitation) -> str:
    """The code that this browser asked for, where a demonstration without a mail server could
    otherwise not be tried; else ""."""
    if settings.MODE != "demo" or not has_no_mail_server():
        return ""
    _code, its_mail, _holder = _asked(session, invitation)
    mail = invitation.mails.filter(pk=its_mail).first()
    return "".join(sealing.named(mail)) if mail else ""


def check_code(session: SessionBase, invitation: Invitation, typed: str) -> None:
    """Use up the code that this browser asked for last if `typed` is it; raises Refused with what
    to do.

    Not in one transaction, so that a wrong try is counted though it is refused. The try is counted
    before the code is compared, by a conditional UPDATE: however many try at once, no more than
    AccessCode.TRIES are ever compared.
    """
    typed = "".join(unicodedata.normalize("NFKC", typed).split())
    if not (len(typed) == 6 and typed.isascii() and typed.isdecimal()):
        raise Refused(_("Please enter the six digits from the email."))
    asked, _its_mail, holder = _asked(session, invitation)
    code = invitation.access_codes.filter(pk=asked).first()
    if code is None:
        raise Refused(
            _(
                "No code has been requested in this browser. Please enter the code where you "
                "asked for it, or ask for a new one here."
            )
        )
    if code.used_at or code.sent_at + CODE_VALID_FOR <= timezone.now():
        raise Refused(_("This code is no longer valid. Please ask for a new one."))
    rows = AccessCode.objects.filter(pk=code.pk, used_at=None)
    if not rows.filter(tries__lt=AccessCode.TRIES).update(tries=F("tries") + 1):
        raise Refused(_("There have been too many incorrect attempts. Please ask for a new code."))
    if not constant_time_compare(code.digest, _digest(invitation, typed, holder)):
        raise Refused(_wrong(AccessCode.TRIES - code.tries - 1))
    if not rows.update(used_at=timezone.now()):
        raise Refused(_("This code has just been used. Please ask for a new one."))


def _wrong(left):
    if left <= 0:
        return _("The code is incorrect, and that was the last attempt. Please ask for a new code.")
    text = ngettext(
        "The code is incorrect. Please check the most recent email; %(n)d attempt is left.",
        "The code is incorrect. Please check the most recent email; %(n)d attempts are left.",
        left,
    )
    return text % {"n": left}


def subject_of(invitation: Invitation) -> str:
    """For whom a browser is known (dialogue.access.devices) in which this has been proven."""
    return f"invitation:{_seal(invitation)}"


def remember(session: SessionBase, invitation: Invitation) -> None:
    """Let this browser, in which the right code has just been entered, see and change the details
    from now on."""
    _code, _its_mail, holder = _asked(session, invitation)
    session.cycle_key()
    _write(session, invitation, holder)


def is_proven(session: SessionBase, invitation: Invitation) -> bool:
    """Whether this browser has proven it within the last hour of use; using it prolongs it."""
    proof = session.get(SESSION_KEY, {}).get(str(invitation.pk))
    if proof is None or not invitation.gives_details:
        return False
    seal, until, holder = [*proof, Holder.DELEGATE.value][:3]
    is_right = constant_time_compare(seal, _seal(invitation, holder))
    if not is_right or until <= timezone.now().timestamp():
        forget(session, invitation)
        return False
    _write(session, invitation, holder)
    return True


def is_delegate(session: SessionBase, invitation: Invitation) -> bool:
    """Whether it is the delegate in person who has proven it. What an office has no part in needs
    this: visa letters, and everything that is kept about the delegate."""
    return is_proven(session, invitation) and not speaker(session, invitation).on_behalf_of


def speaker(session: SessionBase, invitation: Invitation) -> Actor:
    """Who speaks in this browser: the delegate, or the office for them."""
    name = cast(Person, invitation.person).name
    proof = session.get(SESSION_KEY, {}).get(str(invitation.pk), [])
    if Holder.OFFICE in proof[2:]:
        office = _("The office of %(name)s") % {"name": name}
        return Actor(Door.LINK, office, on_behalf_of=name)
    return Actor(Door.LINK, name)


def forget(session: SessionBase, invitation: Invitation) -> None:
    """End the proof in this browser."""
    proofs = session.get(SESSION_KEY, {})
    if proofs.pop(str(invitation.pk), None):
        session[SESSION_KEY] = proofs


def masked(address: str) -> str:
    """Enough of an address to know one's own by: "m…@example.org"."""
    name, _at, domain = address.rpartition("@")
    return f"{name[:1]}…@{domain}"


def _write(session, invitation, holder):
    until = (timezone.now() + PROOF_VALID_FOR).timestamp()
    proofs = session.get(SESSION_KEY, {})
    proof = [_seal(invitation, holder), until, str(holder)]
    session[SESSION_KEY] = {**proofs, str(invitation.pk): proof}


def _seal(invitation, holder=Holder.DELEGATE):
    """Changes when the link is renewed, or when another person or address is behind it: for an
    office, when either address is another one."""
    about = [invitation.pk, invitation.link_key, invitation.person_id, invitation.person.email]
    if holder == Holder.OFFICE:
        about += [Holder.OFFICE.value, invitation.person.cc_email]
    return _hmac("seal", *about)


def _digest(invitation, code, holder):
    return _hmac("code", _seal(invitation, holder), code)


def _hmac(purpose, *values):
    text = "\n".join(str(value) for value in values)
    return salted_hmac(f"participants.proof:{purpose}", text, algorithm="sha256").hexdigest()


def _clock(moment):
    return formats.time_format(timezone.localtime(moment), "H:i")
