"""How rows are kept: the engines, their types and dialects, the steps of the schema, copies."""
