"""Web API: opening, stacking and redrawing modals, and home tabs."""

from sandbox.slack.limits.view_limits import checked_view
from sandbox.slack.methods.arguments import Arguments
from sandbox.slack.methods.backstage import Backstage
from sandbox.slack.state.values import Json, SlackError, View
from sandbox.slack.wires.objects import view_object


def open_view(stage: Backstage, args: Arguments) -> Json:
    """views.open: a modal for whoever made the gesture."""
    return _show(stage, args, on_top=False)


def push_view(stage: Backstage, args: Arguments) -> Json:
    """views.push: a modal over the one that is open."""
    return _show(stage, args, on_top=True)


def update_view(stage: Backstage, args: Arguments) -> Json:
    """views.update: by id or external id; with `hash` only if nobody else redrew it meanwhile."""
    view = _found(stage, args)
    if args.text("hash") and args.text("hash") != view.hash:
        raise SlackError("hash_conflict")
    content = checked_view(args.structure("view"), stage.workspace.stamps, kind=str(view.content["type"]))
    return {"view": view_object(stage.workspace.change_view(view, content))}


def publish_view(stage: Backstage, args: Arguments) -> Json:
    """views.publish: a person's home tab."""
    user_id = args.needed("user_id")
    if user_id not in stage.workspace.people:
        raise SlackError("user_not_found")
    content = checked_view(args.structure("view"), stage.workspace.stamps, kind="home")
    shown = stage.workspace.homes.get(user_id)
    if args.text("hash") and shown and args.text("hash") != shown.hash:
        raise SlackError("hash_conflict")
    return {"view": view_object(stage.workspace.publish_home(user_id, content))}


def _show(stage: Backstage, args: Arguments, *, on_top: bool) -> Json:
    content = checked_view(args.structure("view"), stage.workspace.stamps)
    if content.get("external_id") and stage.workspace.view_named(content["external_id"]):
        raise SlackError("duplicate_external_id")
    trigger = stage.triggers.redeem(args.needed("trigger_id"))
    show = stage.workspace.push_modal if on_top else stage.workspace.open_modal
    trigger.view = show(trigger.user_id, content)
    return {"view": view_object(trigger.view)}


def _found(stage: Backstage, args: Arguments) -> View:
    if args.text("external_id"):
        view = stage.workspace.view_named(args.text("external_id"))
    else:
        view = stage.workspace.modal(args.needed("view_id"))
    if view is None:
        raise SlackError("not_found")
    return view
