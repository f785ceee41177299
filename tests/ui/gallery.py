"""Pictures of every kind of card, side by side: `python -m tests.ui.gallery [FOLDER]`. At 1280 and 390 px, light and dark."""

import sys
from pathlib import Path
from typing import Literal

from playwright.sync_api import Page

from tests.ui.browser import demo, page_at
from tests.ui.lines import lines
from tests.ui.moment import KINDS, card, play

SCHEMES: tuple[Literal["light", "dark"], ...] = ("light", "dark")
WIDTHS = (1280, 390)
LAY_OUT = """([columns, cards]) => {
  const sheet = document.createElement("main");
  sheet.className = "slack";
  sheet.style.cssText = "display:grid;gap:16px;padding:16px;align-items:start;width:max-content";
  sheet.style.gridTemplateColumns = `repeat(${columns}, auto)`;
  for (const [name, width, html] of cards) {
    const figure = document.createElement("figure");
    figure.style.cssText = `margin:0;width:${width}px`;
    figure.innerHTML = `<figcaption style="font-weight:700">${name}</figcaption>${html}`;
    sheet.append(figure);
  }
  document.body.replaceChildren(sheet);
  document.body.style.cssText = "height:auto;display:block;width:max-content";
}"""


def main() -> None:
    """Play, count, and take the pictures."""
    folder = Path(sys.argv[1] if len(sys.argv) > 1 else "gallery")
    folder.mkdir(exist_ok=True)
    with demo() as address, page_at(address + "/") as page:
        page.locator(".slack").wait_for()
        play(page, KINDS)
        for width in WIDTHS:
            photograph(page, folder, width)


def photograph(page: Page, folder: Path, width: int) -> None:
    """One sheet for each colour scheme, with the number of lines beside each name."""
    page.set_viewport_size({"width": width, "height": 900})
    if width < 1020:
        page.get_by_role("button", name="Slack").click()
    page.wait_for_timeout(500)
    found = []
    for kind in KINDS:
        one = card(page, kind)
        room = one.evaluate("element => element.offsetWidth")
        count = lines(one.locator(".blocks"))
        sys.stdout.write(f"{width} px  {kind.name:20} {count} lines\n")
        found.append([f"{kind.name} · {count} linjer", room, one.evaluate("element => element.outerHTML")])
    browser = page.context.browser
    assert browser
    sheet = browser.new_page()
    sheet.goto(page.url)
    sheet.locator(".slack").first.wait_for()
    sheet.set_viewport_size({"width": 1900, "height": 900})
    sheet.evaluate(LAY_OUT, [2 if width > 1000 else 4, found])
    for scheme in SCHEMES:
        sheet.emulate_media(color_scheme=scheme)
        sheet.screenshot(path=str(folder / f"kort-{width}-{scheme}.png"), full_page=True)
    sheet.close()


if __name__ == "__main__":
    main()
