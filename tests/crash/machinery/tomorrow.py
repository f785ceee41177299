"""Tomorrow's program: today's with one column more and the step that adds it, as its own code in a folder of its own."""

import shutil
from pathlib import Path

from storage.engine.schema import HEAD
from tests.forkserver.asking import ROOT

STEP = "9999"
_MIGRATION = f'''"""One column more."""

import sqlalchemy as sa
from alembic import op

revision = "{STEP}"
down_revision = "{HEAD}"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("question", sa.Column("weather", sa.String(), nullable=False, server_default="fair"))
'''


def tomorrows_program(folder: Path) -> Path:
    """Write its code into the folder; returns where it lies."""
    root = folder / "tomorrow"
    for package in ("bot", "handlers", "storage"):
        shutil.copytree(ROOT / package, root / package, ignore=shutil.ignore_patterns("__pycache__"))
    (root / "storage" / "migrations" / "versions" / f"{STEP}_one_column_more.py").write_text(
        _MIGRATION, encoding="utf-8"
    )
    _change(root / "storage" / "engine" / "schema.py", f'HEAD = "{HEAD}"', f'HEAD = "{STEP}"')
    _change(
        root / "storage" / "tables.py",
        '    state: str = "new"\n',
        '    state: str = "new"\n    weather: str = "foul"\n',
    )
    return root


def _change(file: Path, before: str, after: str) -> None:
    text = file.read_text(encoding="utf-8")
    if text.count(before) != 1:
        raise ValueError(f"{before!r} stands {text.count(before)} times in {file.name}")
    file.write_text(text.replace(before, after), encoding="utf-8")
