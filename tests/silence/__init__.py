"""Whether the program keeps to itself what nobody outside the chat may be told."""
