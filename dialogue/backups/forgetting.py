"""After a restore: what was forgotten since, because it had been kept long enough, is back."""

from dialogue.backups.aftermath import Restored
from dialogue.personal_data import retention


def forget_due(restored: Restored) -> str:
    """Forget it again."""
    number = sum(rows for _holding, rows in retention.forget_due(restored.now))
    return f"rows: {number}"
