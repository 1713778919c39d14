"""Institutions that belong to no country, whoever works there. Pure."""

import re

from dialogue.searching.folding import fold

# Those of which an office in a country says so in its name: "UNDP Viet Nam".
AGENCIES = frozenset(
    """
    un undp unesco unicef escap unescap unhcr unfpa unido unodc unep unctad uncitral undrr unaids
    ohchr wfp fao who ilo itu iom imf wto wipo iaea ifad icao imo aiib
    """.split()  # noqa: SIM905
)
NAMES = frozenset(
    """
    eu|european union|european commission|european parliament|lien minh chau au|asean|apec|oecd|adb
    |asean secretariat|the asean secretariat|ban thu ky asean|apec secretariat|african union
    |african union commission|commonwealth secretariat|world bank|the world bank|world bank group
    |ngan hang the gioi|asian development bank|ngan hang phat trien chau a|oecd secretariat
    |asian infrastructure investment bank|international monetary fund|quy tien te quoc te
    |world health organization|world trade organization|world intellectual property organization
    |international labour organization|international labor organization
    |international telecommunication union|international organization for migration
    |international atomic energy agency|international maritime organization
    |international civil aviation organization|food and agriculture organization
    |world food programme|world meteorological organization|council of europe|interpol|icrc
    |international committee of the red cross|mekong river commission
    |organisation for economic co operation and development
    |organisation for economic cooperation and development
    |organization for economic cooperation and development|global partnership on ai
    """.replace("\n", " ").split("|")
)
KNOWN = frozenset(" ".join(name.split()) for name in NAMES)
BEGINS = re.compile(r"(?:the )?united nations\b(?!.*\bassociation)|lien hop quoc\b")
IN_BRACKETS = re.compile(r"\([^)]*\)")


def is_international(name: str) -> bool:
    """Whether an institution of this name, in English or Vietnamese, is of no single country."""
    words = re.findall(r"\w+", fold(IN_BRACKETS.sub(" ", name)))
    text = " ".join(words)
    return bool(words) and (
        text in KNOWN or (words[0] in AGENCIES and name[:2].isupper()) or bool(BEGINS.match(text))
    )
