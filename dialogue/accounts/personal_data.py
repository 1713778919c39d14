"""What is kept about organisers themselves: their accounts, sessions, and what they did in the
admin site. The tables are those of Django and django-allauth.

An account is never found as that of a delegate who has the same address: it is its owner's as an
organiser, and ends when an administrator deactivates it.
"""

from datetime import datetime

from allauth.account.models import EmailAddress, EmailConfirmation
from allauth.mfa.models import Authenticator
from django.contrib.admin.models import LogEntry
from django.contrib.auth.models import User
from django.contrib.contenttypes.models import ContentType
from django.contrib.sessions.models import Session
from django.db.models import Q, QuerySet, Value
from django.db.models.fields import CharField
from django.db.models.functions import Cast, Coalesce, Concat
from django.utils.translation import gettext_lazy as _

from dialogue.access import roles
from dialogue.accounts import sessions
from dialogue.models import SecurityEvent
from dialogue.personal_data import terms
from dialogue.personal_data.holdings import (
    NOBODY,
    THEMSELVES,
    Holding,
    Mention,
    by_organiser,
    data,
    stays,
)
from dialogue.personal_data.subjects import Subject, with_words

ADMINISTRATORS = _("administrators")


def accounts_due(now: datetime) -> QuerySet[User]:
    """The accounts that were deactivated, and whose owners have long not signed in."""
    last = Coalesce("last_login", "date_joined")
    return User.objects.alias(seen_at=last).filter(
        is_active=False, seen_at__lt=terms.ACCOUNT.before(now)
    )


def log_of(subject: Subject) -> QuerySet[LogEntry]:
    """What the admin site's log says of their rows, and where it names them."""
    about = with_words(subject, "object_repr", "change_message")
    for label, keys in subject.keys.items():
        app, model = label.lower().split(".")
        kinds = ContentType.objects.filter(app_label=app, model=model)
        about |= Q(content_type__in=kinds, object_id__in=[str(key) for key in keys])
    return LogEntry.objects.filter(about)


HOLDINGS = [
    Holding(
        "auth.User",
        name=_("organisers’ accounts"),
        personal=[
            data(
                _("to sign in"),
                "username",
                left=Concat(Value("erased-"), Cast("pk", CharField())),
                mention=None,
            ),
            data(_("to sign in"), "password", left="!", seen_by=[NOBODY]),
            data(_("to show which organiser did something"), "first_name last_name"),
            data(_("to write to the organiser, and to renew a password"), "email"),
            stays(_("to know who works with the dialogue"), "last_login date_joined is_active"),
        ],
        not_personal="id is_superuser is_staff",
        seen_by=[ADMINISTRATORS],
        kept=terms.ACCOUNT,
        rows_due=accounts_due,
    ),
    Holding(
        "account.EmailAddress",
        name=_("organisers’ addresses"),
        personal=[data(_("to sign in"), "email verified primary"), by_organiser("user")],
        not_personal="id",
        seen_by=[ADMINISTRATORS],
        kept=terms.ACCOUNT,
        rows_due=lambda now: EmailAddress.objects.filter(user__in=accounts_due(now)),
        is_deleted=True,
    ),
    Holding(
        "account.EmailConfirmation",
        name=_("confirmations of organisers’ addresses"),
        personal=[data(_("to confirm an address"), "email_address created sent key")],
        not_personal="id",
        seen_by=[NOBODY],
        kept=terms.ACCOUNT,
        rows_due=lambda now: EmailConfirmation.objects.filter(
            email_address__user__in=accounts_due(now)
        ),
        is_deleted=True,
    ),
    Holding(
        "mfa.Authenticator",
        name=_("organisers’ second factors"),
        personal=[
            data(
                _("to sign in"),
                "type data created_at last_used_at",
                called=_("second factor"),
            ),
            by_organiser("user"),
        ],
        not_personal="id",
        seen_by=[NOBODY],
        kept=terms.ACCOUNT,
        rows_due=lambda now: Authenticator.objects.filter(user__in=accounts_due(now)),
        is_deleted=True,
    ),
    Holding(
        "sessions.Session",
        name=_("signed-in browsers"),
        personal=[
            data(
                _("to keep an organiser signed in, or a delegate’s details open"),
                "session_key session_data expire_date",
                called=_("session"),
            )
        ],
        seen_by=[NOBODY],
        kept=terms.SIGNED_IN,
        rows_due=lambda now: Session.objects.filter(expire_date__lt=now),
        is_deleted=True,
    ),
    Holding(
        "usersessions.UserSession",
        name=_("where organisers are signed in"),
        personal=[
            data(
                _("to show organisers where they are signed in, so that they can end it"),
                "session_key ip user_agent created_at last_seen_at data",
                called=_("session, address and browser"),
            ),
            by_organiser("user"),
        ],
        not_personal="id",
        seen_by=[THEMSELVES],
        kept=terms.SIGNED_IN,
        rows_due=sessions.ended,
        is_deleted=True,
    ),
    Holding(
        "admin.LogEntry",
        name=_("log of the admin site"),
        personal=[
            data(
                _("to know who changed what in the admin site"),
                "object_repr change_message",
                called=_("name of the row, what was changed"),
                mention=Mention.TEXT,
            ),
            stays(
                _("to know who changed what in the admin site"),
                "action_time object_id",
                called=_("when, number of the row"),
            ),
            by_organiser("user"),
        ],
        not_personal="id content_type action_flag",
        kept=terms.LOGGED,
        rows_of=log_of,
        rows_due=lambda now: LogEntry.objects.filter(action_time__lt=terms.LOGGED.before(now)),
    ),
    Holding(
        "dialogue.SecurityEvent",
        [
            data(
                _("to find out about misuse of accounts and of people’s data"),
                "account address browser detail",
            ),
            stays(
                _("to find out about misuse of accounts and of people’s data"),
                "happened_at kind about",
            ),
        ],
        not_personal="id",
        seen_by=[roles.SECRETARIAT],
        kept=terms.SECURITY,
        rows_due=lambda now: SecurityEvent.objects.filter(
            happened_at__lt=terms.SECURITY.before(now)
        ),
    ),
    Holding(
        "auth.User_groups",
        name=_("organisers’ roles"),
        personal=[by_organiser("user")],
        not_personal="id group",
        seen_by=[ADMINISTRATORS],
        kept=terms.ACCOUNT,
    ),
    Holding(
        "dialogue.Dialogue_organisers",
        name=_("organisers to whom a dialogue is limited"),
        personal=[by_organiser("user")],
        not_personal="id dialogue",
        seen_by=[ADMINISTRATORS],
        kept=terms.ACCOUNT,
    ),
    Holding(
        "auth.User_user_permissions",
        name=_("organisers’ single rights"),
        personal=[by_organiser("user")],
        not_personal="id permission",
        seen_by=[ADMINISTRATORS],
        kept=terms.ACCOUNT,
    ),
    Holding("auth.Permission", not_personal="id name content_type codename"),
    Holding("auth.Group", not_personal="id name"),
    Holding("auth.Group_permissions", not_personal="id group permission"),
    Holding("dialogue.Heartbeat", not_personal="id name at host pid expected_within note"),
    Holding("contenttypes.ContentType", not_personal="id app_label model"),
]
