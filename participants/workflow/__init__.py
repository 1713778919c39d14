"""The life of an invitation: the only writer of its status, and what people do with it."""
