"""Any text that people may type, for hypothesis."""

from hypothesis import strategies as st

# What calendar programs, databases and fonts have stumbled over.
NASTY = (
    "\\;,:\"'^=\r\n\t\x00\x07\x0b\x1f\x7f\x80\x85\x9f\xa0\u00ad\u061c\u200b\u200d\u200e\u2028\u2029"
    "\u202e\ufeff\ufffd\ufffe\uffff𐀀😀👩‍👩‍👧é\u0301ệếẾĐđ文\ud7ff\ue000"
)
texts = st.text(st.one_of(st.sampled_from(NASTY), st.characters(exclude_categories=["Cs"])))
# What a form lets through: Django's fields refuse NUL, and the database lone surrogates.
typed = st.text(
    st.one_of(
        st.sampled_from(NASTY.replace("\x00", "")),
        st.characters(exclude_categories=["Cs"], exclude_characters="\x00"),
    ),
    min_size=1,
    max_size=80,
)
