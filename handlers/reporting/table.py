"""The report as tables in a terminal."""

from datetime import timedelta

from handlers.reporting.told import Report, rows


def span(report: Report) -> str:
    """From which day to which, in words; a span that ends at midnight does not hold the day that begins then."""
    from bot.rules.calendar import opening_hours
    from bot.rules.promise import day_in_words

    house = report.house
    hours, language = opening_hours(house.municipality), house.municipality.language
    ends = (report.since, report.until - timedelta(microseconds=1))
    first, last = (day_in_words(hours.local_date(moment), language) for moment in ends)
    return house.say("report.span", since=first, until=last)


def show(report: Report) -> None:
    """All pages together, or the page that was asked for."""
    from handlers.commands.output import print_table

    house, trend = report.house, next(iter(report.trends.values()))
    heads = (span(report), *(house.say(f"report.head_{one}") for one in ("now", "before", "change")))
    print_table(heads, rows(house, trend))
