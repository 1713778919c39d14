"""The life of an invitation: the gate for its status, and what people do with it."""
