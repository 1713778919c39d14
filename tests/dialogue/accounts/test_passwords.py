"""Which passwords organisers may not choose."""

import hashlib
import io

import pytest
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError

from dialogue.accounts.passwords import holds


@pytest.mark.parametrize(
    "password",
    [
        "Dialogue2026Hanoi!",
        "secretariat-2026",
        "Đối thoại Hà Nội 26",
        "asean.future.forum",
        "MOST policy 2026",
    ],
)
def test_words_of_this_work_are_no_password(password):
    with pytest.raises(ValidationError) as refusal:
        validate_password(password)
    assert "password_of_this_work" in [error.code for error in refusal.value.error_list]


@pytest.mark.parametrize(
    "password",
    [
        "green kettle sings on Tuesday",
        "most people never guess this",
        "con mèo ngủ trên mái nhà",
        "密码很长没有人会猜到的一句话",
    ],
)
def test_a_sentence_of_ones_own_is_one(password):
    validate_password(password)


def digest(password):
    return hashlib.sha1(password.encode(), usedforsecurity=False).hexdigest().upper()


def lines(*passwords):
    digests = sorted(map(digest, passwords))
    return [f"{one}:{number}" for number, one in enumerate(digests, start=1)]


@pytest.mark.parametrize("end", ["\r\n", "\n"])
@pytest.mark.parametrize("last", ["", "at the end"])
def test_every_line_of_a_sorted_file_is_found_and_no_other(end, last):
    known = [f"password number {number}" for number in range(200)]
    text = end.join(lines(*known)) + (end if last else "")
    for password in known:
        assert holds(io.BytesIO(text.encode()), digest(password).encode())
        assert not holds(io.BytesIO(text.encode()), digest(password)[::-1].encode())
    assert not holds(io.BytesIO(b""), b"0" * 40)
    assert not holds(io.BytesIO(text.encode()), b"0" * 40)
    assert not holds(io.BytesIO(text.encode()), b"F" * 40)


def test_a_password_that_a_breach_made_known_is_refused(settings, tmp_path):
    settings.BREACHED_PASSWORDS = str(tmp_path / "by-hash.txt")
    (tmp_path / "by-hash.txt").write_text("\r\n".join(lines("correct horse battery", "x", "y")))
    validate_password("green kettle sings on Tuesday")
    with pytest.raises(ValidationError) as refusal:
        validate_password("correct horse battery")
    assert [error.code for error in refusal.value.error_list] == ["password_breached"]
    settings.BREACHED_PASSWORDS = ""
    validate_password("correct horse battery")
