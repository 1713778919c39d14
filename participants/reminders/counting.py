"""Which reminder it is: the first, the second … of the same thing to the same addressee."""

from collections.abc import Collection, Sequence

from django.db.models import Count, Q

from participants.models import Invitation, Reminder


def numbers(kind: str, keys: Collection[int]) -> dict[int, int]:
    """{key of an invitation: the number that the next reminder of this kind has}; 1 for those that
    are not in it. One query."""
    sent = Reminder.objects.filter(invitation__in=keys, outcome=Reminder.Outcome.SENT)
    same = sent.filter(Q(kind=kind) | Q(kind="")).order_by()  # "" is from before kinds were kept
    counted = same.values("invitation").annotate(n=Count("mail", distinct=True))
    return {row["invitation"]: row["n"] + 1 for row in counted}


def number(kind: str, about: Sequence[Invitation]) -> int:
    """The number of a letter that reminds of all these; an institution's seats may have been
    reminded of unequally often. One query."""
    return max(numbers(kind, [invitation.pk for invitation in about]).values(), default=1)
