"""How the Graph API says no: one exception with code and subcode, and the refusals that occur in more than one place.

The HTTP statuses are assumptions; the codes and subcodes are documented. The messages are ours.
"""

from typing import Any


class GraphError(Exception):
    """A refusal. `regain_minutes` is set when the caller is throttled."""

    def __init__(
        self,
        code: int,
        message: str,
        *,
        subcode: int | None = None,
        kind: str = "OAuthException",
        status: int = 400,
        transient: bool = False,
        regain_minutes: int = 0,
    ) -> None:
        super().__init__(f"(#{code}) {message}")
        self.code = code
        self.subcode = subcode
        self.kind = kind
        self.status = status
        self.transient = transient
        self.regain_minutes = regain_minutes

    def body(self, trace_id: str) -> dict[str, Any]:
        """The error object as it travels."""
        error: dict[str, Any] = {"message": str(self), "type": self.kind, "code": self.code}
        if self.subcode is not None:
            error["error_subcode"] = self.subcode
        error["is_transient"] = self.transient
        error["fbtrace_id"] = trace_id
        return {"error": error}


def bad_parameter(message: str, subcode: int | None = None) -> GraphError:
    """A parameter is missing, wrong or too long."""
    return GraphError(100, message, subcode=subcode)


def gone(method: str, id: str) -> GraphError:
    """Deleted or not visible: Facebook does not say which."""
    message = (
        f"Unsupported {method.lower()} request. Object with ID '{id}' does not exist, cannot be loaded due to missing "
        "permissions, or does not support this operation."
    )
    return GraphError(100, message, subcode=33, kind="GraphMethodException")


def not_permitted(permission: str, code: int = 10) -> GraphError:
    """A permission or task is missing."""
    return GraphError(code, f"Requires {permission}", status=403)


def bad_token(subcode: int | None = None) -> GraphError:
    """The access token is not (or no longer) good."""
    return GraphError(190, "Error validating access token", subcode=subcode)


def throttled(code: int, regain_minutes: int) -> GraphError:
    """Too many calls."""
    return GraphError(code, "Too many calls", transient=True, regain_minutes=regain_minutes)


def unknown_path(path: str) -> GraphError:
    """No such address."""
    return GraphError(2500, f"Unknown path components: /{path}")
