"""manage.py invite_organiser: make an organiser's account, or renew one, and print its link."""

from typing import Any

from django.conf import settings
from django.contrib.auth.models import Group, User
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import transaction
from django.utils.translation import gettext as _

from dialogue.access import roles
from dialogue.accounts import invitations
from dialogue.refusals import Refused


class Command(BaseCommand):
    help = (
        "Make an organiser's account and print the link with which its owner sets a password and "
        "a second factor. For an account that there is already, both are taken away first."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("username")
        parser.add_argument("email")
        parser.add_argument("--superuser", action="store_true", help="may do everything")
        parser.add_argument("--role", choices=roles.ROLES, help="see load_roles")
        parser.add_argument("--mail", action="store_true", help="write the link to the address")

    @transaction.atomic
    def handle(self, *, username: str, email: str, mail: bool, **options: Any) -> None:
        account, is_new = User.objects.get_or_create(
            username=username, defaults={"email": email, "is_staff": True}
        )
        if account.email.lower() != email.lower():
            raise CommandError(_("This account has another address: %s.") % account.email)
        self._give_rights(account, **options)
        try:
            if mail:
                invitations.invite(account, by=None)
            else:
                invitations.prepare(account)
        except Refused as refusal:
            raise CommandError(str(refusal)) from refusal
        made = (
            _("The account %s has been made.")
            if is_new
            else _("The access of %s has been renewed.")
        )
        self.stdout.write(made % username)
        if mail:
            self.stdout.write(_("The link goes to %s.") % account.email)
            return
        text = _("This link, valid once and for %(n)s days, sets a password and a second factor:")
        self.stdout.write(text % {"n": settings.ORGANISER_INVITATION_DAYS})
        self.stdout.write(invitations.link(account))

    def _give_rights(self, account, *, superuser, role, **_options):
        if superuser:
            account.is_superuser = account.is_staff = True
            account.save()
        if role:
            group = Group.objects.filter(name=role).first()
            if group is None:
                raise CommandError(_("Run load_roles first."))
            account.groups.add(group)
