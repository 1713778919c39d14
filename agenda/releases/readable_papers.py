"""Who may read which background paper."""

from agenda.models import BackgroundPaper
from agenda.programme import roles
from agenda.releases import published
from participants.models import Invitation


def find(invitation: Invitation, key: int) -> BackgroundPaper | None:
    """The paper with this key, with its file, if this person may have it now: a delegate that of
    any session that was released, somebody with a role that of its session. At most four
    queries."""
    rows = BackgroundPaper.objects.filter(session__dialogue=invitation.dialogue_id)
    paper = rows.select_related("session").filter(pk=key).first()
    if paper is None or not paper.is_open:
        return None
    if roles.of(invitation).told().filter(session=paper.session_id).exists():
        return paper
    if not invitation.has_a_calendar:
        return None
    _release, known = published.some(invitation.dialogue, {paper.session_id})
    return paper if known else None
