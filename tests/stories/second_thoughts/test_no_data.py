"""The desk says of something masked that it is no personal data: everybody may read it then, and it still goes out to nobody."""

from tests.chats import choices
from tests.town import ANNE, KARI, Town

NUMBER = "8601 11 17947"


async def test_a_false_alarm_is_shown_to_all_and_still_never_published(solvik: Town) -> None:
    solvik.facebook.comment("main", KARI, f"Når åpner svømmehallen? Billetten min heter {NUMBER}.")
    card = await solvik.card_with("Billetten min heter ●●●●")

    await solvik.press(ANNE, card, "unmask")
    form = await solvik.form_of(ANNE)
    ticks = [value for label, value in choices(form).items() if NUMBER in label]
    await solvik.fill(ANNE, {"no_data": ticks})

    await solvik.card_shows(card, NUMBER)
    await solvik.press(ANNE, card, "answer")
    refused = await solvik.fill(ANNE, {"text": f"Hei! {NUMBER} gjelder til fredag. Hilsen Anne, Kommunetorget"})
    assert refused.errors, "a number that may be an account never goes out"


async def test_the_note_in_the_thread_shows_it_too(solvik: Town) -> None:
    asked, card = await solvik.asked(KARI, "Hvor kjøper jeg billett til svømmehallen nå?")
    solvik.facebook.comment("main", KARI, f"Den gamle billetten min heter {NUMBER}.", parent_id=asked)
    note = await solvik.thread_shows(card, "Den gamle billetten min heter ●●●●")

    await solvik.press(ANNE, card, "unmask")
    ticks = [value for label, value in choices(await solvik.form_of(ANNE)).items() if NUMBER in label]
    await solvik.fill(ANNE, {"no_data": ticks})

    await solvik.card_shows(note, NUMBER)
