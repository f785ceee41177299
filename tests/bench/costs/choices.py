"""What a choice of decision 0010 buys today: our own SQLite driver."""

from tests.bench.figure import Figure


def own_driver(ours: Figure, other: Figure) -> Figure:
    """The way to the card with our driver beside the same with aiosqlite, each held to the least program of its own run."""
    detail = (
        f"{ours.value:.2f} × the least program with our own driver, {other.value:.2f} × with aiosqlite in its place"
    )
    return Figure("our SQLite driver / aiosqlite", ours.value / other.value, None, detail)
