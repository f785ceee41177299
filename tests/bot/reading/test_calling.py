"""What a find is called: a name where one stands, and otherwise somebody else."""

import pytest

from bot.reading.calling import called, kinds
from bot.reading.privacy import scan


@pytest.mark.parametrize(
    "text",
    [
        "Naboen krangler med oss hver natt og slår kona.",
        "Broren min er innlagt på psykiatrisk, hva gjør vi?",
        "Mannen min er syk og får ikke hjelp.",
        "Kona mi har fått kreft og venter på plass.",
        "Svigermor har demens og får ikke plass.",
    ],
)
def test_who_is_pointed_out_without_a_name_is_not_said_to_be_named(text: str) -> None:
    others = [find for find in scan(text) if find.type == "name_third_party"]

    assert others
    assert {called(text, find) for find in others} == {"about_third_party"}


@pytest.mark.parametrize(
    "text", ["Tante Gerd har demens og får ikke plass.", "Jeg er sint på Kjell Hansen som har drukket."]
)
def test_who_is_named_is_said_to_be(text: str) -> None:
    others = [find for find in scan(text) if find.type == "name_third_party"]

    assert kinds(text, others) == ("name_third_party",)


def test_what_is_no_person_is_called_by_its_type() -> None:
    text = "Ring meg på 91 23 45 67."

    assert [called(text, find) for find in scan(text)] == ["phone"]
