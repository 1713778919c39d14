"""Background papers by session: stored when they are uploaded, found for the pages that name them.
Who may read which is said in agenda.releases.readable_papers."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import datetime

from django.contrib.auth.models import User
from django.db.models import OuterRef, QuerySet
from django.db.models.functions import Coalesce, Greatest
from django.utils import timezone

from agenda.background.files import CheckedFile
from agenda.models import BackgroundPaper
from dialogue.models import Dialogue


def store(paper: BackgroundPaper, file: CheckedFile | None, by: User) -> None:
    """Save a paper, with a new file if there is one; the history says who replaced it. Delegates
    see it as new from now on, or from the moment until which it is restricted."""
    if file:
        if paper.pk:
            # Kept by the history, which does not hold files (see agenda.models.translation).
            paper._change_reason = (  # type: ignore[attr-defined]  # read by simple_history
                f"{paper.filename} → {file.filename}"[:100]
            )
        paper.filename, paper.media_type = file.filename, file.media_type
        paper.content, paper.size = file.content, len(file.content)
        paper.uploaded_at, paper.uploaded_by = timezone.now(), by
    paper.save()


def of_dialogue(dialogue: Dialogue) -> dict[int, list[BackgroundPaper]]:
    """{session: [paper]}, without what is in the files. One query."""
    return _by_session(BackgroundPaper.objects.filter(session__dialogue=dialogue))


def of_sessions(sessions: Iterable[int]) -> dict[int, list[BackgroundPaper]]:
    """{session: [paper]} of the sessions with these keys, without what is in the files. One query;
    none where there are no sessions."""
    keys = list(sessions)
    return _by_session(BackgroundPaper.objects.filter(session__in=keys)) if keys else {}


def _by_session(papers):
    found = defaultdict(list)
    for paper in papers.defer("content"):
        found[paper.session_id].append(paper)
    return dict(found)


def version_of(papers: dict[int, list[BackgroundPaper]]) -> str:
    """Another one whenever a page that names these papers would say something else."""
    names = ["pk", "title", "symbol", "language", "original_language", "position", "filename"]
    names += ["size", "restricted_until_at", "is_open"]
    return repr(
        [
            [getattr(paper, name) for name in names]
            for of_session in papers.values()
            for paper in of_session
        ]
    )


def new_since(dialogue: int | OuterRef, seen_at: datetime | OuterRef) -> QuerySet[BackgroundPaper]:
    """Those of a dialogue (its key) that can be read by now and could not at `seen_at` (aware).
    Both may be of an outer query."""
    since = Greatest("uploaded_at", Coalesce("restricted_until_at", "uploaded_at"))
    rows = BackgroundPaper.objects.filter(session__dialogue=dialogue)  # type: ignore[misc]
    rows = rows.annotate(since=since)
    return rows.filter(since__gt=seen_at, since__lte=timezone.now()).defer("content")
