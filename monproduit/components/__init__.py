"""The look: functions that return components."""
