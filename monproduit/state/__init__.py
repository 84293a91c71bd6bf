"""What one browser tab knows: each class asks a service and sends its views."""
