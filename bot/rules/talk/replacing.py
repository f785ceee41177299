"""Whether a text takes the place of the same writer's earlier one: a whole correction, or said again and better."""

from bot.rules.talk.messages.words import count, listed

ALIKE = 0.75  # so much of an earlier text that comes back makes the later one a new version of it
SHORT = 4  # words; a shorter correction says only what is different


def replaces(new: str, old: str, whole: str, *, was_asked: bool) -> bool:
    """Whether new words take the place of old ones. `whole` is the new message with the words that introduce it."""
    lead = listed("corrects").match(whole.lstrip("* "))
    alike = content(new) & content(old)
    if listed("partly").search(new) and count(new) < count(old):
        return False
    if lead and not was_asked and count(whole.lstrip("* ")[lead.end() :]) > SHORT:
        return bool(alike) or bool(listed("surely_corrects").search(lead[0]))
    is_more = listed("adds").search(new)
    return len(content(old)) > 2 and not is_more and len(alike) / len(content(old)) >= ALIKE


def content(text: str) -> set[str]:
    """The words that carry something: the longer ones, and figures."""
    words = (word.strip('.,:;!?«»"()').casefold() for word in text.split())
    return {word for word in words if len(word) > 3 or any(letter.isdigit() for letter in word)}
