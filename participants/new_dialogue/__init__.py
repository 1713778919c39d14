"""Setting up a dialogue, and seeing whether it is ready to invite."""
