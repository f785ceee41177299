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
