"""Where a sentence ends."""

_ENDS = (".", "!", "?", "…", ":", ";", "。", "！", "？", "；", "：")
_CLOSING = "”’»\"')]」』）"


def ends_sentence(text: str) -> bool:
    """Whether `text` ends with a full stop or the like, quotation marks and brackets ignored."""
    return text.rstrip(_CLOSING).endswith(_ENDS)
