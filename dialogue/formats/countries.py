"""The names of countries where the library's differ from those of the United Nations, which
official documents use (UNTERM; UN Statistics Division, M49); ASEAN's members as its Secretariat
writes them. Their Vietnamese is the Foreign Ministry's, in the catalogues."""

from django.utils.translation import gettext_lazy as _

OFFICIAL_NAMES = {
    "BN": _("Brunei Darussalam"),
    "BO": _("Bolivia (Plurinational State of)"),
    "BS": _("Bahamas"),
    "FM": _("Micronesia (Federated States of)"),
    "GB": _("United Kingdom of Great Britain and Northern Ireland"),
    "GS": _("South Georgia and the South Sandwich Islands"),
    "HK": _("Hong Kong, China"),
    "IR": _("Iran (Islamic Republic of)"),
    "KP": _("Democratic People's Republic of Korea"),
    "KR": _("Republic of Korea"),
    "LA": _("Lao PDR"),
    "MD": _("Republic of Moldova"),
    "MO": _("Macao, China"),
    "NL": _("Netherlands (Kingdom of the)"),
    "NR": _("Nauru"),
    "PS": _("State of Palestine"),
    "RU": _("Russian Federation"),
    "SJ": _("Svalbard and Jan Mayen Islands"),
    "SY": _("Syrian Arab Republic"),
    "TL": _("Timor-Leste"),
    "TW": _("Taiwan Province of China"),
    "TZ": _("United Republic of Tanzania"),
    "VA": _("Holy See"),
    "VE": _("Venezuela (Bolivarian Republic of)"),
    "VG": _("British Virgin Islands"),
    "VI": _("United States Virgin Islands"),
    "VN": _("Viet Nam"),
    "WF": _("Wallis and Futuna Islands"),
}
