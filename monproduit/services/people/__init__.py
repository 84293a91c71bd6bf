"""What the portal keeps about one person: given to them, or forgotten (GDPR, articles 15, 17 and 20)."""
