"""The door to Facebook pages: comments, replies, visitor posts and messages."""
