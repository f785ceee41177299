"""A second opinion on our blocks: slackblocks puts them together again and raises for what Slack would refuse.

It reads simple blocks by itself; rich text, buttons and inputs have to be handed to it piece by piece.
"""

from typing import Any

import slackblocks as foreign

Json = dict[str, Any]

_PARTS = {"rich_text_section": foreign.RichTextSection, "rich_text_quote": foreign.RichTextQuote}
Run = foreign.RichText | foreign.RichTextLink


def foreign_message(blocks: list[Json], text: str) -> list[Json]:
    """A message's blocks as slackblocks draws them."""
    built = foreign.Message(channel="C0SPORSMAL", text=text, blocks=[_block(block) for block in blocks]).to_dict()
    return _as_plain(built["blocks"], blocks)


def foreign_modal(view: Json) -> list[Json]:
    """A modal's blocks as slackblocks draws them."""
    given = {name: view[name] for name in ("callback_id", "private_metadata") if name in view}
    given |= {name: _text(view[name]) for name in ("title", "submit", "close") if name in view}
    built = foreign.ModalView(blocks=[_block(block) for block in view["blocks"]], **given).to_dict()
    return _as_plain(built["blocks"], view["blocks"])


def foreign_home(view: Json) -> list[Json]:
    """A home tab's blocks as slackblocks draws them."""
    built = foreign.HomeTabView(blocks=[_block(block) for block in view["blocks"]]).to_dict()
    return _as_plain(built["blocks"], view["blocks"])


def _block(block: Json) -> foreign.Block:
    if block["type"] == "rich_text":
        return foreign.RichTextBlock([_part(part) for part in block["elements"]])
    if block["type"] == "actions":
        return foreign.ActionsBlock([_pressable(element) for element in block["elements"]])
    if block["type"] == "section" and "accessory" in block:
        return foreign.SectionBlock(text=_text(block["text"]), accessory=_pressable(block["accessory"]))
    if block["type"] == "input":
        return _input(block)
    return foreign.Block.from_dict(block)


def _part(part: Json) -> Any:
    if part["type"] == "rich_text_list":
        return foreign.RichTextList(part["style"], [_part(item) for item in part["elements"]], offset=None, border=None)
    return _PARTS[part["type"]](_runs(part))


def _runs(part: Json) -> list[Run]:
    return [_run(leaf) for leaf in part["elements"]]


def _run(leaf: Json) -> Run:
    if leaf["type"] == "link":
        return foreign.RichTextLink(url=leaf["url"], text=leaf["text"])
    return foreign.RichText(leaf["text"], **leaf.get("style", {}))


def _pressable(element: Json) -> Any:
    if element["type"] == "overflow":
        options = [foreign.Option.from_dict(option) for option in element["options"]]
        return foreign.OverflowMenu(action_id=element["action_id"], options=options)
    return _button(element)


def _button(element: Json) -> foreign.Button:
    confirm = element.get("confirm")
    return foreign.Button(
        text=_text(element["text"]),
        action_id=element["action_id"],
        value=element.get("value"),
        style=element.get("style"),
        confirm=foreign.ConfirmationDialogue.from_dict(confirm) if confirm else None,
    )


def _input(block: Json) -> foreign.InputBlock:
    return foreign.InputBlock(
        label=_text(block["label"]),
        element=_element(block["element"]),
        block_id=block["block_id"],
        hint=_text(block["hint"]) if "hint" in block else None,
        optional=block["optional"],
    )


def _element(element: Json) -> Any:
    kind, name = element["type"], element["action_id"]
    if kind == "plain_text_input":
        given = {key: element[key] for key in ("initial_value", "multiline", "max_length") if key in element}
        return foreign.PlainTextInput(action_id=name, **given)
    options = [foreign.Option.from_dict(option) for option in element["options"]]
    kinds = {
        "radio_buttons": foreign.RadioButtonGroup,
        "checkboxes": foreign.CheckboxGroup,
        "static_select": foreign.StaticSelectMenu,
        "multi_static_select": foreign.StaticMultiSelectMenu,
    }
    chosen = element.get("initial_option")
    extra = {"initial_option": foreign.Option.from_dict(chosen)} if chosen else {}
    return kinds[kind](action_id=name, options=options, **extra)


def _text(text: Json) -> foreign.Text:
    return foreign.Text.from_dict(text)


def _as_plain(built: list[Json], ours: list[Json]) -> list[Json]:
    """Without the ids that slackblocks makes up and with the defaults that it leaves out."""
    for block, our in zip(built, ours, strict=True):
        if "block_id" not in our:
            block.pop("block_id", None)
        if our["type"] == "input":
            block["optional"] = block.get("optional", False)
            block.pop("dispatch_action", None)
            block["element"] = (
                {"multiline": False} | block["element"] if "multiline" in our["element"] else block["element"]
            )
    return built
