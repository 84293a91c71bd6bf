"""A small named world, and servers that the tests share."""
