"""Chinese family names as Singapore, Malaysia and Brunei write them, by which a name is known there
to begin with the family: "Tan Wei Ming" beside "Mei Tan" and "Kelvin Tan Wei Ming". Pure."""

from collections.abc import Sequence

# Of the dialects and of pinyin. Left out is what is as often a given name: "Ming", "Kim", "May".
FAMILY_NAMES = frozenset(
    """
    ang aw boey boo chai chan chang cheah chee chen cheng cheong cheung chew chia chiam chiang
    chiew chin chng choi chong choo chow choy chua chui chuah chung foo fong gan goh guo han heng
    ho hoe hong hoo huang hui kam kang kee khaw kho khoo koay koh kok kong kua kuan kuek kwan kwek
    kwok lai lam lau law lee leong leow leung liang liew lim ling lio liu loh loke loo low lum ma
    mah mok neo ng ngiam ngo oh ong ooi oon pang peh phang phua poh poon quah quek seah seet seow
    shen sim sin siow siew sng soh song soo soon sun tai tan tang tay tee teh teng teo teoh thong
    tiong toh tong tham tung wang wee wong woo wu xu yam yang yap yau yee yeo yeoh yeow yeung yew
    yip yong yu zhang zhao zheng zhou zhu
    """.split()  # noqa: SIM905
)
MOST_WORDS = 4


def divided(words: Sequence[str]) -> tuple[str, str] | None:
    """(family, given) of the words of a name that begins with a Chinese family name, or has it
    after one given name; None for others, as "Mei Tan"."""
    known = [is_family_name(word) for word in words]
    if not 2 <= len(words) <= MOST_WORDS + 1:
        return None
    if known[0] and len(words) <= MOST_WORDS:
        return words[0], " ".join(words[1:])
    if len(words) > 2 and known[1] and not known[-1]:
        return words[1], " ".join([words[0], *words[2:]])
    return None


def is_family_name(text: str) -> bool:
    """Whether a word is one of these family names."""
    return text.casefold() in FAMILY_NAMES
