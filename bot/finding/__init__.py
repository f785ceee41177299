"""How alike two questions are, whatever their endings, form and dialect. Pure: no store and no network."""
