"""Web API: who the bot is, who the people are, and which groups they form."""

from sandbox.people import APP, MUNICIPALITY, USER_GROUPS, Colleague
from sandbox.slack.methods.arguments import Arguments
from sandbox.slack.methods.backstage import Backstage
from sandbox.slack.state.values import Json, SlackError
from sandbox.slack.wires.objects import DOMAIN, OTHER_APP, bot_user_object, group_object, user_object


def auth_test(stage: Backstage, args: Arguments) -> Json:
    """auth.test"""
    if stage.faults.strikes("slack.auth_invalid", "auth.test"):
        raise SlackError("invalid_auth")
    place = {"url": f"https://{DOMAIN}.slack.com/", "team": MUNICIPALITY, "team_id": APP.slack_team_id}
    if args.token == APP.slack_app_token:
        other = stage.workspace.admin.other_app
        return place | {"app_id": OTHER_APP if other else APP.slack_app_id, "app_name": APP.name}
    who = {"user": APP.name.lower(), "user_id": APP.slack_bot_user_id, "bot_id": APP.slack_bot_id}
    return place | who | {"is_enterprise_install": False}


def user_info(stage: Backstage, args: Arguments) -> Json:
    """users.info"""
    user_id = args.needed("user")
    if user_id == APP.slack_bot_user_id:
        return {"user": bot_user_object()}
    person = stage.workspace.people.get(user_id)
    if person is None:
        raise SlackError("user_not_found")
    return {"user": _shown(stage, person, locale=args.flag("include_locale"))}


def list_users(stage: Backstage, args: Arguments) -> Json:
    """users.list: everybody on one page."""
    locale = args.flag("include_locale")
    members = [_shown(stage, person, locale=locale) for person in stage.workspace.people.values()]
    return {"members": [*members, bot_user_object()], "response_metadata": {"next_cursor": ""}}


def _shown(stage: Backstage, person: Colleague, *, locale: bool) -> Json:
    """A person with what has become of their account."""
    guest = person.id in stage.workspace.admin.guests
    marks = {"deleted": person.id in stage.workspace.deactivated, "is_restricted": guest}
    shown = user_object(person, locale=locale) | marks
    if chosen := stage.workspace.admin.shown_as.get(person.id):
        shown["profile"] = shown["profile"] | {"display_name": chosen}
    return shown


def list_groups(stage: Backstage, args: Arguments) -> Json:  # noqa: ARG001 - every method has this shape
    """usergroups.list"""
    return {"usergroups": [group_object(group, users=args.flag("include_users")) for group in USER_GROUPS]}


def list_group_users(stage: Backstage, args: Arguments) -> Json:
    """usergroups.users.list"""
    asked = args.needed("usergroup")
    if failure := stage.workspace.group_failures.get(asked):
        raise SlackError(failure)
    found = next((group for group in USER_GROUPS if group.id == asked), None)
    if found is None:
        raise SlackError("no_such_subteam")
    admin = stage.workspace.admin
    gone = {one for one, group in admin.taken_out if group == asked} | stage.workspace.deactivated
    return {"users": [] if asked in admin.empty_groups else [one for one in found.members if one not in gone]}
