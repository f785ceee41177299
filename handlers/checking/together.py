"""What may stand in the municipality's file, each thing for itself, and does not go together: rules that need a second person,
times that never come, words that would be said twice.
"""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import TYPE_CHECKING

from bot.texts.wording import UNSIGNED, signs
from handlers.checking.found import SETTINGS, Found, finding
from handlers.checking.texts import of_texts, rooms
from handlers.commands.common import Words

if TYPE_CHECKING:
    from bot.municipality.shape import Department, Municipality

WRONG_LENGTHS = (
    7,
    9,
)  # digits of a number at home that somebody slipped in; shorter ones are 110 and 116 117, longer ones foreign
PAGES_OF_FACEBOOK = ("facebook.com/", "fb.com/", "fb.me/")


def of_file(municipality: "Municipality", today: date, words: Words) -> Iterator[Found]:
    """Everything of this kind."""
    yield from _second_person(municipality, words)
    yield from _times(municipality, words)
    yield from _days(municipality, words)
    yield from _said_twice(municipality, words)
    yield from _ways_on(municipality, words)
    yield from of_texts(municipality, words)
    for key, answer in municipality.answers.items():
        if answer.valid_until and answer.valid_until < today:
            yield finding(SETTINGS, "answer_ended", words, "answers", name=key, day=f"{answer.valid_until:%Y-%m-%d}")
        yield from _signed(f"answers.{key}.text", {str(one): text for one, text in answer.text.items()}, words)


def _second_person(municipality: "Municipality", words: Words) -> Iterator[Found]:
    """Where two are needed and only one is named."""
    for key, page in municipality.pages.items():
        desk = {*municipality.front_desk.people, *page.owners.people}
        is_group = municipality.front_desk.group or page.owners.group
        if not municipality.publishing.approve_own and len(desk) < 2 and not is_group:
            yield finding(SETTINGS, "approves_alone", words, "approving", page=key)
    for key, department in municipality.departments.items():
        if department.manager and _is_alone(department):
            yield finding(SETTINGS, "manager_alone", words, "second_line", where=f"departments.{key}.manager")


def _is_alone(department: "Department") -> bool:
    """Whoever is called when the expert is silent is the expert."""
    everybody = {*department.people, department.manager, *department.deputies}
    return not department.group and set(department.people) == everybody and len(everybody) == 1


def _times(municipality: "Municipality", words: Words) -> Iterator[Found]:
    """Steps that would come before the question or after the deadline, in open hours."""
    rules, steps = municipality.promise, municipality.promise.reminders
    whole = rules.days * _longest_day(municipality)
    first = rules.first_reaction_hours
    for name, hours, most in (
        ("promise.first_reaction_hours", first, whole),
        ("promise.reminders.before_deadline_hours", steps.before_deadline_hours, whole),
        ("promise.reminders.not_taken_minutes", steps.not_taken_minutes / 60, min(first, whole)),
        ("promise.reminders.not_approved_minutes", steps.not_approved_minutes / 60, whole),
    ):
        if hours > most:
            yield finding(SETTINGS, "step_outside", words, "steps", where=name, most=f"{most:g}", hours=f"{hours:g}")
    kept = municipality.retention
    if kept.history_days < max(kept.text_days, kept.message_days):
        longest = str(max(kept.text_days, kept.message_days))
        yield finding(SETTINGS, "history_short", words, "history", days=str(kept.history_days), longest=longest)


def _longest_day(municipality: "Municipality") -> float:
    weeks = [season.week for season in municipality.hours.seasons.values()]
    return max(sum(span.end - span.start for span in day) for week in weeks for day in week) / 60


def _days(municipality: "Municipality", words: Words) -> Iterator[Found]:
    """Days that close early, on which the house is closed anyway: nearly always another day was meant."""
    for day, short in (municipality.hours.short_dates or {}).items():
        if short.closes is not None and _is_closed(municipality, day):
            yield finding(SETTINGS, "short_and_closed", words, "dates", date=f"{day:%Y-%m-%d}")


def _is_closed(municipality: "Municipality", day: date) -> bool:
    from bot.rules.year.holidays import holidays_on

    season = next((one for one in municipality.hours.seasons.values() if one.holds(day)), None)
    is_holiday = municipality.hours.closed_on_holidays and bool(holidays_on(day))
    return is_holiday or season is None or not season.week[day.weekday()]


def _said_twice(municipality: "Municipality", words: Words) -> Iterator[Found]:
    """A sign-off within what a sign-off is put around."""
    signatures = {"municipality.signature": municipality.municipality.signature}
    signatures |= {f"pages.{key}.signature": page.signature for key, page in municipality.pages.items()}
    for where, unit in signatures.items():
        if unit.casefold().startswith(signs("sign_offs", municipality.language)):
            yield finding(SETTINGS, "signed_twice", words, "signed", where=where, text=unit)
    for where, texts in rooms(municipality).items():
        for language, own in texts.items():
            yield from _signed(f"{where}.{language}", own, words, language)


def _signed(where: str, own: Mapping[str, str], words: Words, language: str = "") -> Iterator[Found]:
    """Texts by their key, in one language; without one each key is the language of its text."""
    from bot.flow.answering.public_words import unsigned

    for key, text in own.items():
        bare = unsigned(text.strip(), language or key)
        if key not in UNSIGNED and bare != text.strip():
            signed = text[len(bare) :].strip()
            yield finding(SETTINGS, "signed_twice", words, "signed", where=f"{where}.{key}", text=signed)


def _ways_on(municipality: "Municipality", words: Words) -> Iterator[Found]:
    """Numbers nobody answers, and a link that does not lead where it says."""
    phones = {"municipality.duty_phone": municipality.municipality.duty_phone}
    phones |= {f"departments.{key}.phone": one.phone for key, one in municipality.departments.items()}
    phones |= {f"redirects.{key}.phone": one.phone for key, one in municipality.redirects.items()}
    for where, phone in phones.items():
        digits = "".join(phone.split())
        if digits.isdecimal() and len(digits) in WRONG_LENGTHS:
            yield finding(SETTINGS, "phone_length", words, "ways_on", where=where, phone=phone, count=str(len(digits)))
    for key, page in municipality.pages.items():
        is_page = any(host in page.message_link for host in PAGES_OF_FACEBOOK)
        if is_page and "/messages" not in page.message_link:
            yield finding(
                SETTINGS, "message_link", words, "ways_on", where=f"pages.{key}.message_link", id=page.facebook_id
            )
