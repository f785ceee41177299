"""The PDF is one that can be read in fifty years: checked by a validator that nobody here wrote, where it is installed."""

import re
import shutil
import subprocess
from pathlib import Path

import pytest

from handlers.archive.font import font_for
from handlers.archive.pages import Paragraph, set_pages, wrapped
from handlers.archive.pdfa import pdf

JAVA = Path("/usr/share/java")
JARS = ("preflight", "pdfbox2", "xmpbox", "fontbox2", "commons-logging", "javax.activation", "jaxb-api")
VALIDATOR = [JAVA / f"{name}.jar" for name in JARS]
needs_validator = pytest.mark.skipif(
    shutil.which("java") is None or not all(jar.exists() for jar in VALIDATOR),
    reason="apt-get install libpdfbox2-java libactivation-java libjaxb-api-java",
)
TALK = {
    "a word": [Paragraph("Kari", "Når?")],
    "no words": [Paragraph("Kari")],
    "nothing said": [],
    "what a form could trip over": [Paragraph("Kari (og) \\ <Ola>", "Ett & to %PDF endstream\n\n\tInnrykk\r\nSlutt")],
    "many scripts": [Paragraph("Олена · 2026", "Привіт! Ünïcode «æøå» 😊 字 مرحبا")],
    "a long talk": [Paragraph(f"Kari {number}", "Hvor lenge? " * 60) for number in range(40)],
    "a word wider than the page": [Paragraph("Kari", "x" * 5000)],
}


def made(talk: list[Paragraph]) -> bytes:
    font = font_for("Spørsmål 12: · 0123456789/<&>" + "".join(f"{one.head}{one.text}" for one in talk))
    return pdf("Spørsmål 12: <&>", set_pages("Spørsmål 12", talk, font, "Spørsmål 12"), font, "nb")


def verdict(file: Path) -> str:
    """What Apache PDFBox's validator of PDF/A-1b says."""
    words = ["java", "-cp", ":".join(map(str, VALIDATOR)), "org.apache.pdfbox.preflight.Validator_A1b", str(file)]
    return subprocess.run(words, capture_output=True, text=True, check=False, timeout=60).stdout  # noqa: S603 - our own words


@needs_validator
@pytest.mark.parametrize("talk", TALK.values(), ids=TALK)
def test_a_validator_that_nobody_here_wrote_accepts_it(tmp_path: Path, talk: list[Paragraph]) -> None:
    file = tmp_path / "talk.pdf"
    file.write_bytes(made(talk))

    assert "is a valid PDF/A-1b file" in verdict(file)


@needs_validator
def test_the_validator_refuses_what_is_no_archive_file(tmp_path: Path) -> None:
    file = tmp_path / "talk.pdf"
    file.write_bytes(made(TALK["a word"]).replace(b"<pdfaid:part>1<", b"<pdfaid:part>9<"))

    assert "is not a valid PDF/A-1b file" in verdict(file)


def test_the_same_talk_gives_the_same_file() -> None:
    assert made(TALK["many scripts"]) == made(TALK["many scripts"])


def test_every_object_stands_where_the_table_says() -> None:
    file = made(TALK["a long talk"])

    places = [int(place) for place in re.findall(rb"^(\d{10}) 00000 n $", file, re.MULTILINE)]
    assert len(places) > 10
    assert all(file[place:].startswith(b"%d 0 obj" % number) for number, place in enumerate(places, 1))


def test_no_word_is_lost_at_the_edge_of_a_line() -> None:
    words = "Hvor lenge må vi vente på svar om " * 20 + "y" * 300
    font = font_for(words)

    rows = list(wrapped(words, font, 11, 200))

    assert "".join(rows).replace(" ", "") == words.replace(" ", "")
    assert all(font.width(row, 11) <= 200 for row in rows)


def test_breaks_of_the_writers_own_stay() -> None:
    assert list(wrapped("Hei!\n\nHilsen Kari", font_for("Hei! Hilsen Kari"), 11, 400)) == ["Hei!", "", "Hilsen Kari"]
