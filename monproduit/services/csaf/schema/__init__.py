"""What CSAF 2.0 lets stand in an advisory: the types of its fields, which of them it needs, and how much of each. It lets further fields stand."""
