"""The organisers' guide and the delegates' guide: chapters, the pages they explain, pictures."""
