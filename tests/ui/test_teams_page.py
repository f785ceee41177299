"""The same story on the demo page when the staff have Teams: posts, replies below them, cards and dialogs."""

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.ui.browser import Fresh, ask, demo, window

pytestmark = pytest.mark.browser

WORDS = "Hei! Når åpner svømmehallen etter jul?"


def test_a_question_is_answered_below_the_card_and_published_on_the_page(fresh: Fresh) -> None:
    page = fresh("teams")
    ask(page, WORDS)
    expect(page.get_by_text("Svar eller foreløpig svar innen")).to_be_visible()

    page.get_by_role("button", name="Bli Ola").click()
    reply(page, "Ola", "Hallen åpner igjen mandag 4. januar.")
    expect(page.get_by_text("Dette blir publisert når Kommunetorget godkjenner:")).to_be_visible()

    page.get_by_role("button", name="Bli Anne").click()
    page.locator(".reply").get_by_role("button", name="Publiser", exact=True).click()
    page.get_by_role("dialog").get_by_role("button", name="Publiser", exact=True).click()

    expect(page.get_by_text("via Svarvakt")).to_be_visible()
    expect(page.get_by_text("svar fra Ola Nordby.").first).to_be_visible()


def test_a_form_that_is_not_right_comes_back_with_the_words_and_the_reason(fresh: Fresh) -> None:
    page = fresh("teams")
    ask(page, WORDS)
    page.get_by_role("button", name="Skriv svar").click()
    field = page.get_by_role("dialog").get_by_label("Svar", exact=True)
    field.fill("Fødselsnummeret ditt er 15869099918.")
    page.get_by_role("dialog").get_by_role("button", name="Publiser").click()

    expect(page.get_by_role("dialog").locator(".style-attention")).to_be_visible()
    expect(field).to_have_value("Fødselsnummeret ditt er 15869099918.")

    page.keyboard.press("Escape")
    expect(page.get_by_role("dialog")).to_have_count(0)


def test_a_colleagues_message_is_used_as_the_answer_from_its_menu(fresh: Fresh) -> None:
    page = fresh("teams")
    ask(page, WORDS)
    page.locator(".replies").last.get_by_role("button", name="Svar", exact=True).click()
    reply(page, "Anne", "Hallen åpner 4. januar.")
    said = page.locator(".reply", has_text="Hallen åpner 4. januar.").first
    said.get_by_role("button", name="Flere alternativer").click()
    page.get_by_role("button", name="Bruk som svar").click()

    expect(page.get_by_text("Dette blir publisert når Kommunetorget godkjenner:")).to_be_visible()


def test_the_list_leads_from_the_chat_to_the_post(fresh: Fresh) -> None:
    page = fresh("teams")
    ask(page, WORDS)
    expect(page.locator(".adaptive.framed")).to_be_visible()
    page.get_by_role("button", name="Chat", exact=True).click()
    field = page.get_by_placeholder("Skriv til Svarvakt som Anne")
    empty, column = page.locator(".pane").bounding_box(), page.locator(".column-rest").last.bounding_box()
    assert empty
    assert column
    assert empty["width"] == column["width"], "an empty chat is as wide as a full one"
    field.fill("åpne")
    field.press("Enter")
    page.get_by_role("link", name="Åpne tråden").click()

    expect(page.locator(".post-root.pointed")).to_contain_text("Svar eller foreløpig svar innen")
    expect(page.get_by_placeholder("Svar som Anne")).to_be_visible()


@pytest.mark.parametrize("height", [844, 664])
def test_on_a_phone_the_posts_get_at_least_half_of_the_height(fresh: Fresh, height: int) -> None:
    page = fresh("teams", width=390, height=height)
    ask(page, WORDS)
    page.get_by_role("navigation", name="Kolonne").get_by_role("button", name="Teams").click()
    expect(page.locator(".adaptive.framed")).to_be_visible()
    if height < 700:  # on the smallest screens the guide can be put away
        page.get_by_label("Skjul veiledningen").click()
        expect(page.locator(".guide")).to_have_count(0)

    share = "list => list.clientHeight / window.innerHeight"
    assert page.locator(".channel .message-list").evaluate(share) >= 0.5
    assert page.evaluate("document.documentElement.scrollWidth") <= 390


def test_escape_brings_the_focus_back_to_the_button(fresh: Fresh) -> None:
    page = fresh("teams")
    ask(page, WORDS)
    opener = page.get_by_role("button", name="Skriv svar")
    opener.press("Enter")
    expect(page.get_by_role("dialog")).to_be_visible()
    page.keyboard.press("Escape")

    expect(opener).to_be_focused()


def test_who_has_no_right_is_told_so_alone(fresh: Fresh) -> None:
    page = fresh("teams")
    ask(page, WORDS)
    page.get_by_label("Turid Vik, uten rettigheter").check(force=True)
    page.get_by_role("button", name="Skriv svar").click()

    told = page.get_by_role("alertdialog")
    expect(told).to_contain_text("Du har ikke rett til å gjøre dette.")
    told.get_by_role("button", name="OK").click()
    expect(told).to_have_count(0)


def test_the_other_chat_is_chosen_on_the_page_and_all_begins_anew(chrome: Browser) -> None:
    with demo() as address, window(chrome, address) as page:
        ask(page, WORDS)
        expect(page.get_by_role("region", name="Slack (simulert)")).to_be_visible()

        page.get_by_role("button", name="Teams", exact=True).click()
        page.get_by_role("button", name="Begynn på nytt").click()

        expect(page.get_by_role("region", name="Teams (simulert)")).to_be_visible()
        expect(page.locator(".comment", has_text=WORDS)).to_have_count(0)
        ask(page, WORDS)
        expect(page.locator(".adaptive.framed").get_by_text("Svar eller foreløpig svar innen")).to_be_visible()


def reply(page: Page, name: str, words: str) -> None:
    """Write below the post whose replies are open."""
    field = page.get_by_placeholder(f"Svar som {name}")
    field.fill(words)
    field.press("Enter")
    expect(page.locator(".reply", has_text=words).first).to_be_visible()
