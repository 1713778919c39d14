"""Words as they are compared when somebody looks for them."""

from hypothesis import example, given
from hypothesis import strategies as st

from agenda.evidence import folding

odd = st.sampled_from("aĐđø ™½①ⓐ№ﬁ_-.\u0301\u200bİß")


@example("Digital™ Pact of the ½ Đất, №5 ⓐ")
@given(st.text(alphabet=st.one_of(odd, st.characters(exclude_categories=["Cs"]))))
def test_words_that_are_run_together_are_the_folded_words(text):
    folded = "".join(word.folded for word in folding.words(text))
    assert folding.run_together(text) == folded
