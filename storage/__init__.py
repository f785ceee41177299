"""What Svarvakt remembers: tables, queries, claims and migrations. Facts, no rules."""
