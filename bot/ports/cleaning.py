"""Making text from outside fit to be kept: half characters and NUL upset stores, so they become the replacement sign."""

from typing import Any

REPLACEMENT = "\ufffd"


def clean_text(text: str) -> str:
    """The text with everything in it that a store cannot keep replaced."""
    whole = text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    return whole.replace("\x00", REPLACEMENT)


def clean(value: Any) -> Any:
    """The same for every text in a value as JSON has it; everything else stays as it is."""
    if isinstance(value, str):
        return clean_text(value)
    if isinstance(value, list):
        return [clean(each) for each in value]
    if isinstance(value, tuple):
        return tuple(clean(each) for each in value)
    if isinstance(value, dict):
        return {clean_text(key) if isinstance(key, str) else key: clean(each) for key, each in value.items()}
    return value
