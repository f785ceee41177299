"""A picture goes on without a word of where, when and by whom it was taken; what is no picture does not go on."""

import io
import zlib

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from bot.pictures.cleaning import cleaned
from bot.pictures.refusing import MOST_BYTES, NotAPicture, Why
from bot.ports.picture import PictureType
from tests.bot.pictures import files

SVG = b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'
HTML = b"<!DOCTYPE html><html><body>Sign in</body></html>"
GIF = b"GIF89a\x01\x00\x01\x00\x80\x00\x00\x00\x00\x00\xff\xff\xff!\xf9\x04\x01\x00\x00\x00\x00,"
WEBP = b"RIFF\x24\x00\x00\x00WEBPVP8 "


def why_not(content: bytes) -> Why:
    with pytest.raises(NotAPicture) as refused:
        cleaned(content)
    return refused.value.why


@pytest.mark.parametrize("made", [files.jpeg(), files.jpeg(progressive=True), files.jpeg(mode="L"), files.png()])
def test_nothing_beside_the_picture_goes_on_and_the_picture_is_the_same(made: bytes) -> None:
    assert any(secret in made for secret in files.SECRETS)

    picture = cleaned(made)

    assert [secret for secret in files.SECRETS if secret in picture.content] == []
    assert files.pixels(picture.content) == files.pixels(made)


def test_another_program_finds_no_place_maker_or_profile_in_it() -> None:
    with Image.open(io.BytesIO(cleaned(files.jpeg()).content)) as image:
        assert dict(image.getexif()) == {}
        assert not image.info.keys() & {"exif", "icc_profile", "comment", "xmp", "mp"}


@pytest.mark.parametrize("turned", [3, 6, 8])
def test_which_way_is_up_is_all_that_stays_of_what_a_telephone_wrote(turned: int) -> None:
    with Image.open(io.BytesIO(cleaned(files.jpeg(orientation=turned)).content)) as image:
        assert dict(image.getexif()) == {files.ORIENTATION: turned}


def test_a_print_coded_jpeg_keeps_its_colours() -> None:
    made = files.jpeg(mode="CMYK")

    assert files.pixels(cleaned(made).content) == files.pixels(made)


@pytest.mark.parametrize("mode", ["1", "L", "P", "LA", "RGB", "RGBA"])
def test_a_png_of_any_kind_of_colour_goes_on(mode: str) -> None:
    file = io.BytesIO()
    files.drawn(33, 17).convert(mode).save(file, "PNG")

    picture = cleaned(file.getvalue())

    assert picture.type is PictureType.PNG
    assert files.pixels(picture.content) == files.pixels(file.getvalue())


def test_an_animation_goes_on_as_its_first_picture() -> None:
    file = io.BytesIO()
    files.drawn().save(file, "PNG", save_all=True, append_images=[Image.new("RGB", (64, 40))])

    with Image.open(io.BytesIO(cleaned(file.getvalue()).content)) as image:
        assert getattr(image, "n_frames", 1) == 1


def test_what_was_cleaned_stays_as_it_is() -> None:
    for made in (files.jpeg(orientation=6), files.png()):
        once = cleaned(made).content
        assert cleaned(once).content == once


@pytest.mark.parametrize("other", [SVG, HTML, GIF, WEBP, b"", b"\xff\xd8", b"PK\x03\x04", b"%PDF-1.7"])
def test_what_is_neither_jpeg_nor_png_is_refused_whatever_it_is_called(other: bytes) -> None:
    assert why_not(other) is Why.TYPE


def test_too_many_bytes_are_not_looked_at() -> None:
    assert why_not(files.jpeg() + bytes(MOST_BYTES)) is Why.SIZE


@pytest.mark.parametrize("size", [(60_000, 60_000), (20_000, 10), (10_000, 10_000)])
def test_a_picture_that_claims_to_be_huge_is_refused(size: tuple[int, int]) -> None:
    assert why_not(files.claiming(*size)) is Why.DIMENSIONS


def test_a_jpeg_that_claims_to_be_huge_is_refused() -> None:
    made = files.jpeg()
    at = made.index(b"\xff\xc0") + 5

    assert why_not(made[:at] + b"\xf0\x00\xf0\x00" + made[at + 4 :]) is Why.DIMENSIONS


@pytest.mark.parametrize("made", [files.jpeg().removesuffix(b"a second picture"), files.png()[:-30]])
def test_half_a_file_is_no_picture(made: bytes) -> None:
    for share in (0.2, 0.5, 0.9):
        assert why_not(made[: int(len(made) * share)]) is Why.DAMAGED


def test_pixels_that_unpack_to_more_than_they_should_are_refused() -> None:
    bomb = zlib.compress(bytes(40_000_000))

    assert why_not(files.claiming(10, 10, bomb)) is Why.DAMAGED


def test_what_hides_behind_the_pixels_is_refused() -> None:
    right = zlib.compress(bytes(10 * 31))

    assert cleaned(files.claiming(10, 10, right)).type is PictureType.PNG
    assert why_not(files.claiming(10, 10, right + b"PK\x03\x04 secret")) is Why.DAMAGED


def test_a_changed_byte_in_a_png_is_noticed() -> None:
    made = bytearray(files.png())
    made[made.index(b"IDAT") + 8] ^= 1

    assert why_not(bytes(made)) is Why.DAMAGED


def test_an_archive_behind_a_picture_is_cut_off() -> None:
    made = files.jpeg() + b"PK\x03\x04 <script>alert(1)</script>"

    assert b"<script>" not in cleaned(made).content


@given(st.data())
def test_whatever_bytes_come_they_are_a_picture_or_refused(data: st.DataObject) -> None:
    made = bytearray(data.draw(st.sampled_from([files.jpeg(), files.png()])))
    for _ in range(data.draw(st.integers(1, 6))):
        made[data.draw(st.integers(0, len(made) - 1))] = data.draw(st.integers(0, 255))

    try:
        picture = cleaned(bytes(made))
    except NotAPicture:
        return
    assert cleaned(picture.content) == picture
