"""What stands on the official letters of a dialogue: head, signatories, the secretariat's texts."""

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from dialogue.models import Dialogue
from dialogue.models.known_words import checks_choices
from dialogue.models.validators import refuse_invisible, validate_title
from participants.names import forms_in_names


class LetterKind(models.TextChoices):
    """The forms that a letter can have."""

    INVITATION = "invitation", _("formal invitation letter")
    GIAY_MOI = "giay_moi", _("giấy mời (Vietnamese invitation)")
    CONG_VAN = "cong_van", _("công văn (Vietnamese official letter)")
    NOTE_VERBALE = "note_verbale", _("note verbale")
    NOMINATION = "nomination", _("request to nominate delegates")
    VISA = "visa", _("visa support letter")
    CONFIRMATION = "confirmation", _("confirmation of participation")
    THANKS = "thanks", _("letter of thanks")


@checks_choices
class LetterHead(models.Model):
    """What stands on the official letters of a dialogue (Decree 30/2020/NĐ-CP, Annex I)."""

    dialogue = models.OneToOneField(
        Dialogue, models.CASCADE, related_name="letter_head", verbose_name=_("dialogue")
    )
    superior = models.CharField(
        _("superior body"),
        max_length=200,
        blank=True,
        validators=[validate_title],
        help_text=_("Above the issuing body, for example the ministry of a department."),
    )
    issuer = models.CharField(_("issuing body"), max_length=200, validators=[validate_title])
    abbreviation = models.CharField(
        _("abbreviation of the issuing body"),
        max_length=30,
        validators=[validate_title],
        help_text=_("Part of every number: 05/GM-BKHCN."),
    )
    unit = models.CharField(
        _("abbreviation of the drafting unit"),
        max_length=30,
        blank=True,
        validators=[validate_title],
        help_text=_("Part of the number of a công văn: 05/BKHCN-HTQT."),
    )
    place = models.CharField(
        pgettext_lazy("letterhead", "place"), max_length=100, validators=[validate_title]
    )
    foot = models.CharField(
        _("address at the foot"), max_length=300, blank=True, validators=[refuse_invisible]
    )
    copies = models.TextField(
        _("recipients of copies (Nơi nhận)"),
        blank=True,
        help_text=_(
            "One a line; “As addressed” and the last one, “Lưu: VT, …”, are put there for you."
        ),
    )
    has_motto = models.BooleanField(
        _("national title and motto (Quốc hiệu, Tiêu ngữ)"),
        default=False,
        help_text=_("On Vietnamese letters of a Vietnamese state body, except notes verbales."),
    )
    numbers_by_hand = models.BooleanField(
        _("numbers come from the ministry’s own register"),
        default=False,
        help_text=_(
            "Then each number is typed when a letter is issued; otherwise the next one is given."
        ),
    )
    emblem = models.BinaryField(blank=True, default=bytes, editable=False)

    class Meta:
        verbose_name = _("letterhead")
        verbose_name_plural = _("letterheads")

    def __str__(self):
        return self.issuer


@checks_choices
class Signatory(models.Model):
    """Somebody who signs official letters of a dialogue."""

    class Capacity(models.TextChoices):
        """In Vietnam's letters, before the office (Decree 30/2020/NĐ-CP)."""

        TM = "TM.", _("TM. (on behalf of the body)")
        KT = "KT.", _("KT. (for the head, as deputy)")
        TL = "TL.", _("TL. (by order of the head)")
        TUQ = "TUQ.", _("TUQ. (by authorisation of the head)")

    dialogue = models.ForeignKey(
        Dialogue, models.CASCADE, related_name="signatories", verbose_name=_("dialogue")
    )
    name = models.CharField(
        pgettext_lazy("person", "name"),
        max_length=200,
        validators=[validate_title],
        help_text=_("Without academic title or honour."),
    )
    office = models.CharField(_("office"), max_length=200, validators=[validate_title])
    capacity = models.CharField(_("capacity"), max_length=4, choices=Capacity.choices, blank=True)
    signs_for = models.CharField(
        _("signs for"),
        max_length=200,
        blank=True,
        validators=[validate_title],
        help_text=_("The office after KT., TL., TM. or TUQ.: the Minister."),
    )
    position = models.PositiveSmallIntegerField(_("order"), default=0)

    class Meta:
        ordering = ["dialogue", "position", "pk"]
        verbose_name = _("signatory")
        verbose_name_plural = _("signatories")

    def __str__(self):
        return f"{self.name}, {self.office}"

    def clean(self):
        """The name of who signs stands alone (Decree 30/2020/NĐ-CP, annex I)."""
        form, rest = forms_in_names.split(self.name)
        if form:
            text = _("A signatory’s name stands without academic title or honour: “%(name)s”.")
            raise ValidationError({"name": text % {"name": rest}})


@checks_choices
class LetterWording(models.Model):
    """The secretariat's own wording of a kind of letter: plain text with named placeholders (see
    participants.official.wording). Without it, the text in the repository is used."""

    dialogue = models.ForeignKey(
        Dialogue, models.CASCADE, related_name="letter_wordings", verbose_name=_("dialogue")
    )
    kind = models.CharField(_("kind of letter"), max_length=20, choices=LetterKind.choices)
    language = models.CharField(_("language"), max_length=8, choices=settings.LANGUAGES)
    text = models.TextField(_("text"))

    class Meta:
        ordering = ["dialogue", "kind", "language"]
        verbose_name = _("wording of official letters")
        verbose_name_plural = _("wordings of official letters")
        constraints = [
            models.UniqueConstraint(
                fields=["dialogue", "kind", "language"],
                name="letter_wording_once",
                violation_error_message=_(
                    "There is already a wording of this kind in this language; change that one."
                ),
            )
        ]

    def __str__(self):
        return f"{self.get_kind_display()}, {self.get_language_display()}"
