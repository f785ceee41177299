"""Questions that were answered, and questions that come after them: how well what was answered before is found again."""
