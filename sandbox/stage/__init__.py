"""The HTTP side of the demo page: what it draws, what has changed, and what people in it do. Reads and plays the simulators."""
