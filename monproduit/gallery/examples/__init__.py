"""One file of named examples for each module of components; each is found by itself."""
