"""What a browser visits."""
