"""What is drawn of an uploaded picture, and what is refused."""

import io

import pytest
from PIL import Image, ImageCms

from dialogue.refusals import Refused
from participants.portraits import pictures
from tests.participants.portraits.files import file

ORIENTATION, MAKER = 0x0112, 0x010F


def opened(content):
    return Image.open(io.BytesIO(content))


@pytest.mark.parametrize("form", ["JPEG", "PNG", "WEBP"])
def test_a_square_in_two_sizes_is_drawn_of_each_format(form):
    small, large = pictures.drawn(file(form=form))
    assert [opened(it).size for it in [small, large]] == [(160, 160), (320, 320)]
    assert {opened(it).format for it in [small, large]} == {"JPEG"}


def test_nothing_of_the_file_but_the_picture_is_left():
    exif = Image.Exif()
    exif[MAKER] = "Secret camera"
    content = file(exif=exif, comment=b"Secret remark")
    assert b"Secret camera" in content and b"Secret remark" in content
    for drawn in pictures.drawn(content):
        assert b"Secret" not in drawn and not opened(drawn).getexif()


def test_a_picture_that_a_telephone_took_sideways_is_upright():
    exif = Image.Exif()
    exif[ORIENTATION] = 6  # its top is on the right
    picture = Image.new("RGB", (400, 400), "white")
    picture.paste("black", (0, 0, 200, 400))  # the left half: the top, once it is turned
    content = io.BytesIO()
    picture.save(content, "PNG", exif=exif)
    upright = opened(pictures.drawn(content.getvalue())[1]).convert("L")
    assert upright.getpixel((160, 40)) < 60 and upright.getpixel((160, 280)) > 200


def test_what_is_clear_becomes_white_and_print_colours_are_read():
    clear = pictures.drawn(file(form="PNG", mode="RGBA", color=(0, 0, 0, 0)))[0]
    assert min(opened(clear).getpixel((80, 80))) > 250
    assert pictures.drawn(file(mode="CMYK", color=(0, 0, 0, 0)))


def profile_in_which_red_is_green():
    """The screen's own profile with two of its colours in each other's place."""
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    red, green = b"rXYZ", b"gXYZ"
    return profile.replace(red, b"----", 1).replace(green, red, 1).replace(b"----", green, 1)


@pytest.mark.parametrize(
    ("form", "mode"), [("JPEG", "RGB"), ("PNG", "RGB"), ("PNG", "RGBA"), ("WEBP", "RGBA")]
)
def test_colours_are_shown_as_the_profile_of_the_file_means_them(form, mode):
    content = file(form=form, mode=mode, color="red", icc_profile=profile_in_which_red_is_green())
    for drawn in pictures.drawn(content):
        red, green, blue = opened(drawn).convert("RGB").getpixel((80, 80))
        assert green > 200 > 60 > max(red, blue)
        assert not opened(drawn).info.get("icc_profile")


@pytest.mark.parametrize(
    ("mode", "color", "profile"),
    [
        ("RGB", "teal", b"no profile"),
        ("CMYK", (90, 9, 9, 0), profile_in_which_red_is_green()),
        ("L", 99, profile_in_which_red_is_green()),
    ],
)
def test_a_profile_that_is_damaged_or_not_its_own_is_passed_over(mode, color, profile):
    content = file(mode=mode, color=color, icc_profile=profile)
    assert pictures.drawn(content) == pictures.drawn(file(mode=mode, color=color))


def test_grey_of_sixteen_bits_keeps_its_steps():
    picture = Image.new("I;16", (200, 200), 20000)
    content = io.BytesIO()
    picture.save(content, "PNG")
    grey = opened(pictures.drawn(content.getvalue())[0]).convert("L")
    assert 70 < grey.getpixel((80, 80)) < 86


@pytest.mark.parametrize(
    ("content", "why"),
    [
        (b"%PDF-1.7", "no picture that can be read"),
        (b"", "no picture that can be read"),
        (file(form="GIF", mode="L", color=1), "no picture that can be read"),
        (file()[:700], "no picture that can be read"),
        (file(size=(159, 900)), "smaller than 160 × 160 pixels"),
        (file(size=(9000, 9000), form="PNG", mode="1", color=0), "more than 40 million pixels"),
        (b"x" * 5_000_001, "larger than 5 MB"),
    ],
)
def test_everything_else_is_refused_with_what_to_do(content, why):
    with pytest.raises(Refused, match=why):
        pictures.drawn(content)
