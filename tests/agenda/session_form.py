"""What an organiser's browser sends from the page of a session, for tests."""

from agenda.models import Session


def session_form(session: Session, **changes: object) -> dict[str, object]:
    """What the page of a session sends: on 2 June from nine to ten, but for `changes`."""
    return {
        "dialogue": session.dialogue.pk,
        "kind": session.kind,
        "title_en": session.title_en,
        "title_vi": session.title_vi,
        "slug": session.slug,
        "starts_at_0": "2031-06-02",
        "starts_at_1": "09:00",
        "ends_at_0": "2031-06-02",
        "ends_at_1": "10:00",
        "audience": session.audience,
        "attribution": session.attribution,
        "roles-TOTAL_FORMS": 0,
        "roles-INITIAL_FORMS": 0,
        **changes,
    }
