"""The gallery: its examples, what they become, and its pictures."""
