"""One question played in the browser, from the citizen's words to the published answer."""

import pytest
from playwright.sync_api import Page, expect

from tests.ui.browser import Fresh, ask

pytestmark = pytest.mark.browser

PRESSED_AND_DRAWN = """async button => {
  button.click();
  for (let frames = 0; frames < 3; frames += 1) await new Promise(requestAnimationFrame);
}"""


def test_a_question_is_answered_in_the_thread_and_published_on_the_page(fresh: Fresh) -> None:
    page = fresh()
    ask(page, "Hei! Når åpner svømmehallen etter jul?")
    expect(page.get_by_text("Svar eller foreløpig svar innen")).to_be_visible()

    page.get_by_role("button", name="Svar i tråden").first.click()
    page.get_by_role("button", name="Bli Ola").click()
    thread = page.get_by_placeholder("Svar i tråden som Ola")
    thread.fill("Hallen åpner igjen mandag 4. januar.")
    thread.press("Enter")
    expect(page.get_by_text("Dette blir publisert når Kommunetorget godkjenner:")).to_be_visible()

    page.get_by_role("button", name="Bli Anne").click()
    page.get_by_role("button", name="Publiser", exact=True).first.click()
    page.get_by_role("alertdialog").get_by_role("button", name="Publiser", exact=True).click()

    expect(page.get_by_text("via Svarvakt")).to_be_visible()
    expect(page.get_by_text("svar fra Ola Nordby.").first).to_be_visible()


def test_what_somebody_types_is_kept_while_the_page_redraws(fresh: Fresh) -> None:
    page = fresh()
    page.get_by_placeholder("Skriv som Anne").fill("et utkast som ikke er sendt")

    ask(page, "Er biblioteket åpent på lørdag?")
    expect(page.get_by_text("Svar eller foreløpig svar innen")).to_be_visible()

    expect(page.get_by_placeholder("Skriv som Anne")).to_have_value("et utkast som ikke er sendt")


def test_what_is_pressed_counts_although_the_page_would_move_under_the_finger(fresh: Fresh) -> None:
    page = fresh()
    ask(page, "Er biblioteket åpent på lørdag?")
    expect(page.get_by_role("link", name="Under «")).to_be_visible()  # the card's last line that comes by itself
    page.get_by_role("button", name="Skriv svar").hover()
    page.mouse.down()

    page.get_by_label("Skjul veiledningen").evaluate(PRESSED_AND_DRAWN)
    page.mouse.up()

    expect(page.get_by_role("dialog")).to_be_visible()
    expect(page.locator(".guide")).to_have_count(0)


def test_an_answer_that_facebook_kept_silent_about_is_published_once(fresh: Fresh) -> None:
    page = fresh()
    ask(page, "Hei! Når brøyter dere Granveien?")
    switch_on(page, "Forbindelsen brytes etter at svaret er skrevet")

    page.get_by_role("button", name="Skriv svar").first.click()
    page.get_by_role("dialog").get_by_role("textbox").first.fill("Hei, Kari! Vi brøyter Granveien i kveld.")
    page.get_by_role("dialog").get_by_role("button", name="Publiser").click()

    expect(page.get_by_text("Publisert av Anne Berg").first).to_be_visible()
    expect(page.get_by_text("via Svarvakt")).to_have_count(1)
    page.get_by_role("button", name="Feil å prøve").click()
    expect(page.get_by_text("Ingen på nå, slo til 1 gang i alt")).to_be_visible()


def test_the_panel_of_faults_works_without_a_mouse(fresh: Fresh) -> None:
    page = fresh()
    page.get_by_role("button", name="Feil å prøve").press("Enter")
    switch = page.get_by_role("switch").first
    switch.press("Space")
    expect(switch).to_have_attribute("aria-checked", "true")

    page.get_by_role("button", name="Slå av alt").press("Enter")
    expect(switch).to_have_attribute("aria-checked", "false")
    switch.press("Escape")

    expect(page.get_by_role("switch")).to_have_count(0)
    expect(page.get_by_role("button", name="Feil å prøve")).to_be_focused()


def switch_on(page: Page, name: str) -> None:
    page.get_by_role("button", name="Feil å prøve").click()
    page.get_by_role("switch", name=name).click()
    expect(page.get_by_role("button", name="Feil å prøve")).to_contain_text("1 på")
    page.keyboard.press("Escape")
