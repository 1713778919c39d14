"""What lower floors show of the agenda: they load these tags by name, see the import rule."""

from django import template

from agenda.documents import similarity
from agenda.models import Passage, SourceDocument
from agenda.programme import role_forms, roles
from agenda.programme.conflicts import board
from agenda.releases import diff, own_roles, published, releasing, unseen_changes
from participants.delegates import consents

register = template.Library()
register.filter("span", diff.span)
LINE_END = "↵"  # stands for the end of a line while words are compared


@register.simple_tag
def compare_words(before, after):
    """likeness.compare, which knows words only, with the ends of lines kept."""
    marked = [text.replace("\n", f" {LINE_END} ") for text in [before, after]]
    return [
        [(words.replace(LINE_END, "\n"), differs) for words, differs in side]
        for side in similarity.compare(*marked)
    ]


@register.filter
def text_in(texts, language):
    """Of {language: text} that in this language, or nothing."""
    return texts.get(language, "")


@register.inclusion_tag("agenda/_topic_list.html")
def topics_of(dialogue):
    """The titles of a dialogue's topics, as they were released last."""
    return {"dialogue": dialogue, "topics": published.latest(dialogue).topics}


@register.inclusion_tag("agenda/_your_roles.html", takes_context=True)
def your_roles(context, invitation):
    """On the personal page: the roles that the delegate was asked to take, each with its form, and
    whether their name may be shown in public."""
    own = own_roles.of(invitation)
    agreed = consents.now(invitation).get(consents.Purpose.PROGRAMME) if own else None
    return {
        "invitation": invitation,
        "own_roles": [(own_role, role_forms.RoleAnswerForm(own_role.role)) for own_role in own],
        "consent": agreed if agreed and agreed.is_given else None,
        "csrf_token": context.get("csrf_token"),
    }


@register.inclusion_tag("agenda/_your_programme.html")
def your_programme(invitation):
    """On the personal page: the way to the delegates' programme, and how much of it is new."""
    return {"invitation": invitation, "unseen": unseen_changes.since_seen(invitation)}


@register.inclusion_tag("admin/_agenda_summary.html")
def agenda_summary(dialogue):
    """For the organisers' front page: how topics, evidence and programme stand."""
    passages = Passage.objects.filter(topics__dialogue=dialogue).distinct()
    return {
        "dialogue": dialogue,
        "topics": dialogue.topics.count(),
        "topics_without_session": dialogue.topics.filter(sessions=None).count(),
        "sessions": dialogue.sessions.filter(is_cancelled=False).count(),
        "lag": releasing.lag(dialogue),
        "conflicts": sum(not reviewed.accepted for reviewed in board.reviewed_conflicts(dialogue)),
        "roles": roles.count(dialogue),
        "passages": passages.count(),
        "lost": passages.filter(paragraph=None).exclude(document__sha256="").count(),
        "documents_missing": SourceDocument.objects.filter(
            sha256="", passages__topics__dialogue=dialogue
        )
        .distinct()
        .count(),
    }
