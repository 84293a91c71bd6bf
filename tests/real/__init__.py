"""A run on the data of other projects, where they are."""
