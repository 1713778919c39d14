"""What else must follow, on a floor above, when a substitute takes a delegate's seat."""

from collections.abc import Callable

from participants.models import Invitation

# Called with the old and the new invitation, inside the transaction that gives the seat away.
Follower = Callable[[Invitation, Invitation], object]

_followers: list[Follower] = []


def register(follower: Follower) -> None:
    """Let this follow each replacement from now on; an app says so in its AppConfig."""
    _followers.append(follower)


def follow(old: Invitation, new: Invitation) -> None:
    """Do all that must follow; the caller has moved both invitations already."""
    for follower in _followers:
        follower(old, new)
