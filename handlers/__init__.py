"""The doors: one folder per outside world. They hear and they speak, and they decide nothing."""
