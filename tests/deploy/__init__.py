"""What operators copy: it fits the portal, and one another."""
