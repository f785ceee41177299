"""What can be done to a citizen's words on the page, and when that is suggested."""

from bot.drawing.view import View
from bot.flow.answering import hide
from bot.ports.happenings import Kind
from bot.reading import privacy
from bot.rules.states import OPEN

AND_REDIRECT = "hide_and_redirect"
SECRETS = privacy.NEVER_PUBLIC | {"credential"}


def moderation(view: View) -> list[str]:
    """The buttons: to hide what can be hidden, to show it again or to delete it; one by one, so that the menu stays short."""
    kind = Kind(view.question.kind)
    if all(remark.gone_at for remark in view.citizen_remarks):
        return []
    if view.question.hidden:
        return ["show_again", "delete"]
    if view.question.state not in OPEN:
        return []
    return ["hide"] if kind in hide.HIDEABLE else ["delete"] if kind in hide.DELETABLE else []


def must_not_stand(view: View) -> bool:
    """Whether everybody can read what nobody should: a number or a password, or what is personal in a personal matter."""
    if Kind(view.question.kind) not in hide.HIDEABLE or view.question.hidden:
        return False
    finds = view.finds(view.unanswered_words)
    is_personal = view.suggested.expected == "redirect_personal"
    return any(find.type in SECRETS or (is_personal and find.level is privacy.Level.HIGH) for find in finds)
