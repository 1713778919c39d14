"""What the lists of documents, topics and sessions hold as spreadsheets."""

from django.db.models import Count
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from import_export.fields import Field

from dialogue.exports.spreadsheets import ListResource, RawField


class SourceDocumentResource(ListResource):
    key = Field("key", gettext_lazy("key"))
    title_en = Field("title_en", gettext_lazy("title in English"))
    title_vi = Field("title_vi", gettext_lazy("title in Vietnamese"))
    publisher = Field("publisher", gettext_lazy("publisher"))
    published_on = RawField("published_on", gettext_lazy("published on"))
    language = Field("get_language_display", gettext_lazy("language"))
    filename = Field("filename", gettext_lazy("file"))
    imported = RawField("imported_at", gettext_lazy("imported"))
    duplicate_of = Field("duplicate_of", gettext_lazy("near-duplicate of"))

    def filter_export(self, queryset, **kwargs):
        return queryset.select_related("duplicate_of")


class PassageResource(ListResource):
    document = Field("document__title", gettext_lazy("document"))
    key = Field("document__key", gettext_lazy("key"))
    paragraph = RawField(column_name=gettext_lazy("paragraph number"))
    words = Field(column_name=gettext_lazy("words"))
    gist_en = Field("gist_en", gettext_lazy("gist in English"))
    gist_vi = Field("gist_vi", gettext_lazy("gist in Vietnamese"))

    def filter_export(self, queryset, **kwargs):
        return queryset.select_related("document", "paragraph")

    def dehydrate_paragraph(self, passage):
        return passage.paragraph.number if passage.is_found else passage.paragraph_number

    def dehydrate_words(self, passage):
        """The whole passage where it is found, else how it begins and ends."""
        if passage.is_found:
            return passage.paragraph.text[passage.start_at : passage.end_at]
        return passage.quoted


class TopicResource(ListResource):
    dialogue = Field("dialogue", gettext_lazy("dialogue"))
    number = RawField("number", gettext_lazy("number"))
    title_en = Field("title_en", gettext_lazy("title in English"))
    title_vi = Field("title_vi", gettext_lazy("title in Vietnamese"))
    summary_en = Field("summary_en", gettext_lazy("summary in English"))
    summary_vi = Field("summary_vi", gettext_lazy("summary in Vietnamese"))
    passages = RawField("passage_count", gettext_lazy("passages"))

    def filter_export(self, queryset, **kwargs):
        return queryset.select_related("dialogue").annotate(
            passage_count=Count("passages", distinct=True)
        )


class SessionResource(ListResource):
    dialogue = Field("dialogue", gettext_lazy("dialogue"))
    starts = RawField(column_name=gettext_lazy("starts"))
    ends = RawField(column_name=gettext_lazy("ends"))
    kind = Field("get_kind_display", gettext_lazy("kind"))
    title_en = Field("title_en", gettext_lazy("title in English"))
    title_vi = Field("title_vi", gettext_lazy("title in Vietnamese"))
    room = Field("room", gettext_lazy("room"))
    audience = Field("get_audience_display", gettext_lazy("audience"))
    attribution = Field("rule", gettext_lazy("attribution"))
    roles = Field(column_name=gettext_lazy("roles"))
    is_cancelled = Field(column_name=gettext_lazy("cancelled"))

    def filter_export(self, queryset, **kwargs):
        return queryset.select_related("dialogue", "room").prefetch_related("roles__person")

    def get_chunk_size(self):
        return 2000  # roles are fetched once for so many sessions

    def dehydrate_starts(self, session):
        return session.dialogue.local(session.starts_at).replace(tzinfo=None)

    def dehydrate_ends(self, session):
        return session.dialogue.local(session.ends_at).replace(tzinfo=None)

    def dehydrate_roles(self, session):
        """As organisers see them: those who have not confirmed are marked."""
        texts = [
            str(role) if role.is_confirmed else f"{role} ({role.get_state_display()})"
            for role in session.roles.all()
        ]
        return "; ".join(texts)

    def dehydrate_is_cancelled(self, session):
        return _("cancelled") if session.is_cancelled else ""


class BackgroundPaperResource(ListResource):
    dialogue = Field("session__dialogue", gettext_lazy("dialogue"))
    session = Field("session__title", gettext_lazy("session"))
    starts = RawField(column_name=gettext_lazy("starts"))
    symbol = Field("symbol", gettext_lazy("symbol of the paper"))
    title_en = Field("title_en", gettext_lazy("title in English"))
    title_vi = Field("title_vi", gettext_lazy("title in Vietnamese"))
    language = Field("get_language_display", gettext_lazy("language of the file"))
    original = Field("get_original_language_display", gettext_lazy("original language"))
    restricted = RawField(column_name=gettext_lazy("restricted until"))
    file = Field("filename", gettext_lazy("file"))
    uploaded = RawField("uploaded_at", gettext_lazy("uploaded"))

    def filter_export(self, queryset, **kwargs):
        return queryset.select_related("session__dialogue").defer("content")

    def dehydrate_starts(self, paper):
        return paper.session.dialogue.local(paper.session.starts_at).replace(tzinfo=None)

    def dehydrate_restricted(self, paper):
        moment = paper.restricted_until_at
        return moment and paper.session.dialogue.local(moment).replace(tzinfo=None)


class RoleResource(ListResource):
    dialogue = Field("session__dialogue", gettext_lazy("dialogue"))
    session = Field("session__title", gettext_lazy("session"))
    starts = RawField(column_name=gettext_lazy("starts"))
    kind = Field("get_kind_display", gettext_lazy("role"))
    person = Field("person", gettext_lazy("person"))
    organisation = Field("person__organisation", gettext_lazy("institution"))
    state = Field("get_state_display", gettext_lazy("state"))
    asked = RawField("asked_at", gettext_lazy("asked"))
    answered = RawField("answered_at", gettext_lazy("answered"))
    answered_by = Field("answered_by", gettext_lazy("answered by"))
    channel = Field("get_channel_display", gettext_lazy("channel"))
    recorded_by = Field("recorded_by", gettext_lazy("recorded by"))
    remark = Field("remark", gettext_lazy("remark"))

    def filter_export(self, queryset, **kwargs):
        return queryset.select_related("session__dialogue", "person__organisation")

    def dehydrate_starts(self, role):
        return role.session.dialogue.local(role.session.starts_at).replace(tzinfo=None)
