"""A second pair of eyes: how like a text is to labelled ones. It raises what no rule told, and tells how sure a rule's alarm is."""
