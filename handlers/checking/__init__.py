"""`svarvakt check`: everything that can be wrong before and beside the work, found, told with what it breaks and how to mend it."""
