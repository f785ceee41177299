"""The forms behind the buttons: a text to be published, a choice to be made, a reason to be given, the whole to be read."""
