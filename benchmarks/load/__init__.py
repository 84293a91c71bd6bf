"""Many open dashboards at once: how long openings and an alert take, what the machine gives for it, and where it ends."""
