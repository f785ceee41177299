"""What can go wrong on purpose with the simulated Slack, by name. Arm them on `sandbox.faults.Faults`.

What is posted is a message (chat.postMessage) or a file (files.completeUploadExternal).
`match` is compared with the place: "<method> <channel>" for Web API calls, "<event type> <channel>" for events,
"<payload type> <action or callback id>" for gestures.
"""

FAULTS = {
    "slack.post_then_cut": "something is posted, then the connection is cut without an answer",
    "slack.post_then_fatal": "something is posted, then answered with fatal_error",
    "slack.post_then_503": "something is posted, then answered with an HTML page and HTTP 503",
    "slack.http_503": "a Web API call does nothing and is answered with an HTML page and HTTP 503",
    "slack.cut": "a Web API call does nothing and the connection is cut",
    "slack.rate_limited": "a Web API call does nothing and is answered with HTTP 429 and Retry-After",
    "slack.slow": "a Web API call waits `slow_seconds` real seconds before it is carried out",
    "slack.internal_error": "a Web API call does nothing and is answered with internal_error",
    "slack.upload_refused": "the address for a file's bytes takes nothing and answers with HTTP 503",
    "slack.auth_invalid": "auth.test says that the token is invalid",
    "slack.ticket_refused": "the next Socket Mode address is handed out but refused when used",
    "slack.socket_cut": "a Socket Mode connection breaks just before an envelope is sent",
    "slack.socket_refresh": "Slack asks for a new connection and closes this one, before an envelope is sent",
    "slack.event_twice": "an event is delivered twice with the same event id",
    "slack.event_late": "an event is held back half a real second, so that later ones overtake it",
    "slack.ack_lost": "the bot's acknowledgement is lost: an event comes again, a click shows an error",
}
