"""The house stays one to live in: no room is crowded, every room says what it is for, and the documents name what is there."""

import ast
import re
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
CODE = ("bot", "handlers", "storage", "sandbox")
ROOMY = 13  # files in one room, without its `__init__.py`; with more, a second room hides inside
DOCUMENTS = [
    ROOT / "README.md",
    ROOT / "CONTRIBUTING.md",
    ROOT / "sandbox" / "README.md",
    *(ROOT / "docs").rglob("*.md"),
]


def rooms(*houses: str) -> list[Path]:
    files = [file for house in houses for file in (ROOT / house).rglob("*.*") if "__pycache__" not in file.parts]
    return sorted({file.parent for file in files} - {ROOT / "storage" / "migrations" / "versions"})


def name_of(path: Path) -> str:
    return str(path.relative_to(ROOT))


@pytest.mark.parametrize("room", rooms(*CODE, "tests"), ids=name_of)
def test_no_room_is_crowded(room: Path) -> None:
    inside = [file for file in room.iterdir() if file.is_file() and file.name != "__init__.py"]

    assert len(inside) <= ROOMY, f"{name_of(room)}: {len(inside)} files"


@pytest.mark.parametrize("room", [room for room in rooms(*CODE) if (room / "__init__.py").exists()], ids=name_of)
def test_every_room_says_what_it_is_for(room: Path) -> None:
    assert ast.get_docstring(ast.parse((room / "__init__.py").read_text(encoding="utf-8")))


def test_every_door_is_held_to_the_order_of_doors() -> None:
    """A third chat copies the shape, or the checks say so."""
    doors = {f"handlers.{door.parent.name}" for door in (ROOT / "handlers").glob("*/door.py")}
    contracts = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["importlinter"][
        "contracts"
    ]
    inside = [each for each in contracts if each["type"] == "layers" and "look" in each["layers"]]
    apart = [each for each in contracts if each["type"] == "independence"]
    outside = [
        each for each in contracts if "storage" in each.get("forbidden_modules", ()) and len(each["source_modules"]) > 1
    ]

    assert [set(each["containers"]) for each in inside] == [doors]
    assert [set(each["modules"]) for each in apart] == [doors]
    assert [doors - set(each["source_modules"]) for each in outside] == [set()]


@pytest.mark.parametrize("document", DOCUMENTS, ids=name_of)
def test_a_document_names_only_files_that_are_there(document: Path) -> None:
    text = document.read_text(encoding="utf-8")
    named = set(re.findall(r"`((?:bot|handlers|storage|sandbox|tests|docs)/[\w./-]*[\w/])`", text))

    assert {name for name in named if not (ROOT / name).exists()} == set()


def test_a_package_brings_every_file_that_the_program_reads() -> None:
    """Installed with pipx there is no checkout beside the program; a word list that stayed at home stops it at the first question."""
    told = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["setuptools"]["package-data"]
    files = {name_of(file) for house in CODE for file in (ROOT / house).rglob("*") if file.is_file()}
    data = {name for name in files if not name.endswith((".py", ".pyc", ".md"))}
    brought = {name_of(file) for house, globs in told.items() for glob in globs for file in (ROOT / house).glob(glob)}

    assert data - brought == set()
