"""Calendar feeds: the whole programme, a topic, a session, a delegate's own, and the organisers'.

They show the last release. `views` serves them, `events`, `personal` and `organisers` say what is
in them; `clients`, `fetches` and `health` know which calendar program holds which state.
"""
