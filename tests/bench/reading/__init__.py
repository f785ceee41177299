"""How well words are read: rates on texts that were put aside before a rule was written."""
