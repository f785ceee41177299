"""What passes between colleagues before an answer stands: passed on, agreed to, added to, doubted, corrected, or talked about."""
