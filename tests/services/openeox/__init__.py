"""Life cycles in OpenEoX."""
