"""The dialogue in calendars: its entry, iCalendar files, and how to subscribe to a feed."""
