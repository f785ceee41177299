"""The front desk takes a question, hands it over, and asks the people who know."""

import asyncio

import pytest

from tests.chats import called, only_in_slack, selected
from tests.town import AHMED, ANNE, CHANNEL, INGRID, JONAS, KARI, OLA, SIRI, TURID, Town, buttons, shown
from tests.waiting import eventually


async def test_who_takes_a_question_stands_on_its_card(solvik: Town) -> None:
    _, card = await solvik.asked(KARI, "Hvor er stikkrennene?")

    await solvik.press(ANNE, card, "take")

    await solvik.card_shows(card, "Tatt av Anne Berg.")


async def test_of_two_who_take_at_once_the_second_is_told_who_was_first(solvik: Town) -> None:
    _, card = await solvik.asked(KARI, "Hvem brøyter gangvegen?")

    await asyncio.gather(solvik.press(ANNE, card, "take"), solvik.press(JONAS, card, "take"))

    taken = shown(await solvik.card_shows(card, "Tatt av"))
    first, second = ("Anne Berg", JONAS) if "Tatt av Anne Berg." in taken else ("Jonas Lie", ANNE)
    await solvik.was_told(second, f"{first} har allerede tatt dette spørsmålet.")


async def test_a_colleague_takes_over(solvik: Town) -> None:
    _, card = await solvik.asked(KARI, "Hvem tømmer sluket?")
    await solvik.press(ANNE, card, "take")
    taken = await solvik.card_shows(card, "Tatt av Anne Berg.")

    await solvik.press(JONAS, taken, "take")

    await solvik.card_shows(card, "Jonas Lie følger opp.")


async def test_who_has_the_question_and_takes_it_over_is_told_so(solvik: Town) -> None:
    _, card = await solvik.asked(KARI, "Hvem klipper hekken?")
    await solvik.press(ANNE, card, "take")
    taken = await solvik.card_shows(card, "Tatt av Anne Berg.")

    await solvik.press(ANNE, taken, "take")

    await solvik.was_told(ANNE, "Du har dette spørsmålet allerede.")


async def test_a_colleague_who_is_given_a_question_has_it_and_is_called_once(solvik: Town) -> None:
    _, card = await solvik.asked(KARI, "Hvem måker trappa?")

    await solvik.press_and_fill(ANNE, card, "give_to", {"colleague": JONAS, "note": "Du snakket med vaktmesteren."})

    await solvik.card_shows(card, "Jonas Lie følger opp.")
    given = await solvik.thread_shows(card, "Anne Berg gir deg dette spørsmålet. Frist onsdag kl. 15.30.")
    assert "Du snakket med vaktmesteren." in shown(given)
    assert called(given) == {JONAS}
    assert len([said for said in solvik.slack.thread(card.channel, card.ts) if JONAS in called(said)]) == 1


async def test_what_a_department_is_asked_goes_on_with_the_colleague(solvik: Town) -> None:
    _, card = await solvik.asked(KARI, "Hvem strør bakken?")
    await solvik.press_and_fill(ANNE, card, "ask", {"department": "teknisk", "holding": "none"})
    asked = await solvik.card_shows(card, "Venter på svar fra Teknisk drift.")

    await solvik.press_and_fill(ANNE, asked, "give_to", {"colleague": JONAS})

    await solvik.card_shows(card, "Venter på svar fra Teknisk drift. Jonas Lie følger opp.")


async def test_who_has_the_question_is_not_among_those_it_can_be_given_to(solvik: Town) -> None:
    _, card = await solvik.asked(KARI, "Hvem vasker bussen?")
    await solvik.press(ANNE, card, "take")
    taken = await solvik.card_shows(card, "Tatt av Anne Berg.")

    await solvik.press(JONAS, taken, "give_to")

    form = shown(await solvik.form_of(JONAS))
    assert "Jonas Lie" in form
    assert "Anne Berg" not in form


async def test_who_has_no_part_in_it_cannot_give_a_question_away(solvik: Town) -> None:
    _, card = await solvik.asked(KARI, "Hvem steller blomstene?")

    await solvik.press(TURID, card, "give_to")

    await solvik.was_told(TURID, "Du har ikke rett til å gjøre dette.")


async def test_a_question_that_is_let_go_is_new_again(solvik: Town) -> None:
    _, card = await solvik.asked(KARI, "Hvem klipper hekken?")
    await solvik.press(ANNE, card, "take")
    taken = await solvik.card_shows(card, "Slipp")

    await solvik.press(ANNE, taken, "release")

    free = await solvik.card_shows(card, "Svar eller foreløpig svar innen")
    assert "take" in buttons(free)


async def test_who_has_no_part_in_it_cannot_take_a_question(solvik: Town) -> None:
    _, card = await solvik.asked(KARI, "Hvem maler gjerdet?")

    await solvik.press(TURID, card, "take")

    await solvik.was_told(TURID, "Du har ikke rett til å gjøre dette.")
    assert "Svar eller foreløpig svar innen" in shown(solvik.now(card))


@only_in_slack("a bot can add nobody to a team in Teams")
async def test_the_asked_departments_people_become_members_of_the_channel(solvik: Town) -> None:
    await solvik.slack.remove(INGRID, CHANNEL)
    _, card = await solvik.asked(KARI, "Er det vannlekkasje på Moen?")

    await solvik.press_and_fill(ANNE, card, "ask", {"department": "teknisk", "holding": "none"})
    await solvik.thread_shows(card, "Anne Berg spør Teknisk drift")

    assert {OLA, INGRID} <= solvik.slack.members(CHANNEL)


async def test_a_departments_group_is_called_in_the_thread(solvik: Town) -> None:
    _, card = await solvik.asked(KARI, "Er det vannlekkasje på Haugen?")

    await solvik.press_and_fill(ANNE, card, "ask", {"department": "teknisk", "holding": "none"})

    call = await solvik.thread_shows(card, "Anne Berg spør Teknisk drift")
    assert {OLA, INGRID} <= called(call)


async def test_a_department_without_a_group_is_called_by_its_people(solvik: Town) -> None:
    _, card = await solvik.asked(KARI, "Er det plass i barnehagen på Moen?")

    await solvik.press_and_fill(ANNE, card, "ask", {"department": "barnehage", "holding": "none"})

    call = await solvik.thread_shows(card, "Anne Berg spør Barnehagekontoret")
    assert SIRI in called(call)


async def test_the_expert_reads_the_desks_note(solvik: Town) -> None:
    _, card = await solvik.asked(KARI, "Hvor dyp er brønnen?")

    note = "Hun ringte i går også. Gjelder Åsvegen 3."
    await solvik.press_and_fill(ANNE, card, "ask", {"department": "teknisk", "holding": "none", "note": note})

    await solvik.thread_shows(card, note)


async def test_the_card_says_whom_it_waits_for(solvik: Town) -> None:
    _, card = await solvik.asked(KARI, "Hvor tykk er asfalten?")

    await solvik.press_and_fill(ANNE, card, "ask", {"department": "teknisk", "holding": "none"})

    await solvik.card_shows(card, "Venter på svar fra Teknisk drift.")


async def test_the_holding_reply_is_published_while_the_expert_is_asked(solvik: Town) -> None:
    asked, card = await solvik.asked(AHMED, "Når kommer gatelyset tilbake?")

    await solvik.press_and_fill(ANNE, card, "ask", {"department": "teknisk", "holding": "holding"})

    holding = await solvik.page_answers(asked, "Teknisk drift")
    assert holding.text == (
        "Hei, Ahmed! Takk for at du spør. Dette må vi sjekke med Teknisk drift, og du får svar her "
        "innen onsdag kl. 15.30.\nHilsen Anne, Kommunetorget"
    )


async def test_nobody_is_suggested_where_the_desk_itself_would_be(solvik: Town) -> None:
    _, card = await solvik.asked(AHMED, "Hva er det fineste dere vet?")

    await solvik.press(ANNE, card, "ask")

    form = await solvik.form_of(ANNE)
    assert selected(form, "department") == ""
    assert "sjekke med" not in shown(form)
    assert "Dette må vi undersøke, og du får svar her innen onsdag kl. 15.30." in shown(form)


async def test_a_holding_reply_never_says_that_the_desk_asks_itself(solvik: Town) -> None:
    asked, card = await solvik.asked(AHMED, "Hva er det rareste dere vet?")

    await solvik.press_and_fill(ANNE, card, "holding", {"department": "kommunetorget", "holding": "holding"})

    holding = await solvik.page_answers(asked, "innen onsdag kl. 15.30.")
    assert holding.text == (
        "Hei, Ahmed! Takk for at du spør. Dette må vi undersøke, og du får svar her innen onsdag kl. 15.30.\n"
        "Hilsen Anne, Kommunetorget"
    )


async def test_no_holding_reply_goes_out_when_the_desk_wants_none(solvik: Town) -> None:
    asked, card = await solvik.asked(AHMED, "Når kommer benken tilbake?")

    await solvik.press_and_fill(ANNE, card, "ask", {"department": "teknisk", "holding": "none"})
    await solvik.thread_shows(card, "Anne Berg spør Teknisk drift")
    await solvik.everything_is_heard()

    assert solvik.public(asked) == []


async def test_only_departments_with_somebody_in_the_chat_can_be_asked(solvik: Town) -> None:
    _, card = await solvik.asked(KARI, "Hvem kan jeg spørre?")  # so that no text of the form names the department

    await solvik.press(ANNE, card, "ask")

    form = shown(await solvik.form_of(ANNE))
    assert "Teknisk drift" in form
    assert "Voksenopplæringen" not in form


async def test_an_expert_cannot_ask_in_the_desks_name(solvik: Town) -> None:
    _, card = await solvik.asked(KARI, "Hvem vokter bekken?")

    await solvik.press(OLA, card, "ask")

    await solvik.was_told(OLA, "Du har ikke rett til å gjøre dette.")
    assert solvik.slack.view_of(OLA) is None


@only_in_slack("loses Slack's acknowledgement; test_teams_troubles repeats gestures")
async def test_a_form_whose_receipt_was_lost_and_that_is_sent_again_calls_the_experts_once(solvik: Town) -> None:
    _, card = await solvik.asked(KARI, "Når tennes lysløypa i Lia?")
    asked = {"department": "teknisk", "holding": "none"}
    await solvik.press(ANNE, card, "ask")
    view = await solvik.form_of(ANNE)
    solvik.sandbox.faults.arm("slack.ack_lost", match="view_submission")

    lost = await solvik.slack.submit(ANNE, view.id, asked)
    again = await solvik.slack.submit(ANNE, view.id, asked)

    assert (lost.ok, again.closed) == (False, True)
    await solvik.card_shows(card, "Venter på svar fra Teknisk drift")
    await solvik.everything_is_heard()
    assert len(solvik.in_thread(card, "spør Teknisk drift")) == 1


@only_in_slack("loses Slack's acknowledgement; test_teams_troubles repeats gestures")
@pytest.mark.parametrize(
    ("action", "filled", "in_public"),
    [
        ("holding", {"holding": "holding", "department": "teknisk"}, 1),
        ("answer", {"text": "Hei! Ja, den er åpen hele året. Hilsen Kommunetorget"}, 1),
        ("close", {"reason": "thanks"}, 0),
    ],
)
async def test_a_form_sent_again_closes_like_the_first_time_and_has_one_effect(
    solvik: Town, action: str, filled: dict[str, str], in_public: int
) -> None:
    asked, card = await solvik.asked(KARI, f"Er rasteplassen åpen ({action})?")
    await solvik.press(ANNE, card, action)
    view = await solvik.form_of(ANNE)
    solvik.sandbox.faults.arm("slack.ack_lost", match="view_submission")

    lost = await solvik.slack.submit(ANNE, view.id, filled)
    again = await solvik.slack.submit(ANNE, view.id, filled)

    assert (lost.ok, again.closed) == (False, True)
    await eventually(lambda: len(solvik.public(asked)) == in_public)
    await solvik.everything_is_heard()
    assert len(solvik.public(asked)) == in_public


async def test_a_form_sent_by_a_double_click_calls_the_experts_once(solvik: Town) -> None:
    _, card = await solvik.asked(KARI, "Når tennes lysløypa i Skogen?")
    asked = {"department": "teknisk", "holding": "none"}
    await solvik.press(ANNE, card, "ask")
    view = await solvik.form_of(ANNE)

    both = await asyncio.gather(*(solvik.slack.submit(ANNE, view.id, asked) for _ in range(2)))

    assert [one.closed for one in both] == [True, True]
    await solvik.card_shows(card, "Venter på svar fra Teknisk drift")
    await solvik.everything_is_heard()
    assert len(solvik.in_thread(card, "spør Teknisk drift")) == 1
