"""What calls people: reminders, the morning brief, and alarms."""
