"""The REST door: everything that the data format has, for other systems."""
