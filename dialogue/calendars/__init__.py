"""What every calendar says of the dialogue, and how to subscribe to one."""
