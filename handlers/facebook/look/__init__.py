"""How Facebook is looked at: polling and passes over the pages, and whether what they show can be trusted."""
