"""Chapters about pictures: those that citizens send, and those that go out with an answer."""
