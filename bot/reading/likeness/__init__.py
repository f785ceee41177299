"""A second pair of eyes: how like a text is to those that somebody has labelled. It raises where no rule spoke, and silences none."""
