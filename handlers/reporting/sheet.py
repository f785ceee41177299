"""The report as CSV: one line a page and figure, semicolons between, as spreadsheets in Norway read it."""

import csv
import io

from handlers.reporting.told import Report, plain

HEADS = ("page", "figure", "now", "before")


def sheet(report: Report) -> str:
    """The whole report; the page is empty for all together, lengths of time are in seconds."""
    written = io.StringIO()
    lines = csv.writer(written, delimiter=";", lineterminator="\n")
    lines.writerow(HEADS)
    for page, trend in report.trends.items():
        before = plain(trend.before)
        for name, value in plain(trend.now).items():
            lines.writerow([page, name, *("" if one is None else one for one in (value, before[name]))])
    return written.getvalue()
