"""The server below the portal, connection by connection."""
