"""An expert asks back, we ask the citizen, and she answers: whoever needed to know it goes on, and nobody else has to."""

from sandbox.slack.state.values import SimMessage
from tests.chats import called
from tests.town import ANNE, KARI, OLA, Town, buttons, shown

WAITS = "Venter på innbyggeren. Anne Berg spurte"


async def asked_back(solvik: Town, words: str, question: str) -> tuple[str, SimMessage]:
    """Anne asks Ola's department, Ola asks back, and Anne asks the citizen with one click."""
    asked, card = await solvik.asked(KARI, words)
    await solvik.press_and_fill(ANNE, card, "ask", {"department": "teknisk", "holding": "none"})
    await solvik.card_shows(card, "Venter på svar fra Teknisk drift")
    await solvik.replies(OLA, card, question)
    card = await solvik.card_shows(card, f"spør: «{question}»")
    await solvik.press_and_fill(ANNE, card, "clarify", {})
    await solvik.page_answers(asked, "Kan du skrive litt mer")
    return asked, await solvik.card_shows(card, WAITS)


async def test_the_citizen_is_asked_what_the_expert_wants_to_know(long_day: Town) -> None:
    asked, _ = await asked_back(long_day, "Det er mørkt ved postkassene", "Hvilken stolpe er det?")

    (text,) = long_day.public(asked)
    assert "Kan du skrive litt mer? Hvilken stolpe er det?" in text


async def test_a_short_answer_to_our_question_goes_back_to_the_department_that_asked(long_day: Town) -> None:
    asked, card = await asked_back(long_day, "Lyset er gått igjen", "Hvilken lampe er det?")

    long_day.asks(KARI, "ja den utanfor kyrkja", parent_id=asked)

    card = await long_day.card_shows(card, "Venter på svar fra Teknisk drift.")
    assert "trenger kanskje ikke svar" not in shown(card)
    assert "no_answer" not in buttons(card)
    assert "svar innen" in shown(card)


async def test_the_expert_who_asked_is_called_once_with_her_question_and_the_answer(long_day: Town) -> None:
    asked, card = await asked_back(long_day, "Lampa er gått i dag også", "Hvilken lampe mener hun?")

    long_day.asks(KARI, "ja den ved skolen", parent_id=asked)

    told = await long_day.thread_shows(card, "Innbyggeren har svart på det vi spurte om")
    assert called(told) == {OLA}
    assert shown(told).index("Hvilken lampe mener hun?") < shown(told).rindex("ja den ved skolen")
    assert not long_day.in_thread(card, "Innbyggeren har skrevet mer")


async def test_thanks_for_a_question_of_ours_are_an_answer_to_it(long_day: Town) -> None:
    asked, card = await asked_back(long_day, "Nå blinker lyset", "Skal vi ringe henne om det?")

    long_day.asks(KARI, "Ja takk!", parent_id=asked)

    card = await long_day.card_shows(card, "Venter på svar fra Teknisk drift.")
    assert "no_answer" not in buttons(card)


async def test_a_question_of_ours_that_was_written_by_hand_is_answered_too(long_day: Town) -> None:
    asked, card = await long_day.asked(KARI, "Kumlokket klaprer hele natta")
    long_day.facebook.staff_reply("main", asked, "Hvilket kumlokk mener du?")
    await long_day.card_shows(card, "Besvart for hånd")

    long_day.asks(KARI, "det utenfor kirka", parent_id=asked)

    card = await long_day.card_shows(card, "det utenfor kirka")
    assert "no_answer" not in buttons(card)
    assert "svar innen" in shown(card)
