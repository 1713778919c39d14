"""The emblems of dialogues and letterheads: checked by their content, kept, served."""
