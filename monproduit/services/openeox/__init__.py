"""Life-cycle dates in OpenEoX of OASIS: the core schema 1.0, in the shell that is still a draft."""
