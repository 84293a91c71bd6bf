"""One person: taking out what is theirs, and being forgotten."""
