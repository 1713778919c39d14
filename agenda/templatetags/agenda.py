"""What lower floors show of the agenda: they load these tags by name, see the import rule."""

from django import template

from agenda import clash_board
from agenda.models import Passage, SourceDocument

register = template.Library()


@register.inclusion_tag("agenda/_topic_list.html")
def topics_of(dialogue):
    """The titles of a dialogue's topics."""
    return {"dialogue": dialogue, "topics": dialogue.topics.all()}


@register.inclusion_tag("admin/_agenda_summary.html")
def agenda_summary(dialogue):
    """For the organisers' front page: how topics, evidence and programme stand."""
    passages = Passage.objects.filter(topics__dialogue=dialogue).distinct()
    return {
        "dialogue": dialogue,
        "topics": dialogue.topics.count(),
        "topics_without_session": dialogue.topics.filter(sessions=None).count(),
        "sessions": dialogue.sessions.filter(is_cancelled=False).count(),
        "clashes": sum(not one.accepted for one in clash_board.standing(dialogue)),
        "passages": passages.count(),
        "lost": passages.filter(paragraph=None).exclude(document__sha256="").count(),
        "documents_missing": SourceDocument.objects.filter(
            sha256="", passages__topics__dialogue=dialogue
        )
        .distinct()
        .count(),
    }
