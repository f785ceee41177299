"""What we promise meanwhile: a holding reply, an extension, and times that follow the settings until they are promised."""
