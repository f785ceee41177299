"""Takes the pictures of the user guides from the demo: `python -m tests.ui.guide_pictures`.

What is written on the buttons of each is noted beside them. The note is what the tests compare: a changed button asks for
new pictures, a changed pixel does not.
"""

import json
from collections.abc import Mapping
from pathlib import Path

from playwright.sync_api import Locator, expect

from tests.ui.browser import demo, page_at
from tests.ui.moment import KINDS, Kind, card, play

FOLDER = Path(__file__).parents[2] / "docs" / "pictures"
NOTE = FOLDER / "buttons.json"
PICTURES: Mapping[str, str] = {  # file → which kind of card it shows
    "nytt-kort.png": "kort",
    "personopplysninger.png": "personlig",
    "venter-pa-fagperson.png": "spurt",
    "forslag.png": "forslag",
    "publisert.png": "publisert",
}


def kind_of(picture: str) -> Kind:
    """The kind of card on a picture."""
    return next(kind for kind in KINDS if kind.name == PICTURES[picture])


def buttons(shown: Locator) -> list[str]:
    """What is written on the buttons that stand openly on a card."""
    return [text.strip() for text in shown.locator(".blocks .block-button:visible").all_inner_texts()]


def main() -> None:
    """Play, take the pictures, and note what stands on them."""
    FOLDER.mkdir(exist_ok=True)
    noted = {}
    with demo() as address, page_at(address + "/", width=1280) as page:
        page.locator(".slack").wait_for()
        play(page, KINDS)
        for picture in PICTURES:
            shown = card(page, kind_of(picture))
            page.locator(".phone").last.wait_for(state="detached")
            expect(shown.locator(".blocks .block-button").first).to_be_visible()
            shown.screenshot(path=FOLDER / picture)
            noted[picture] = buttons(shown)
    NOTE.write_text(json.dumps(noted, ensure_ascii=False, indent=2) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
