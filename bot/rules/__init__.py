"""The rules, as plain functions of values: states, rights, opening hours, promises, reminders, figures."""
