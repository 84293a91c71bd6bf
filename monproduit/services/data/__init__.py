"""The one data format and its doors: reading, applying, writing."""
