"""What examples say in English, where the portal's own catalogue does not know it. What is not here stays French."""

ENGLISH: dict[str, str] = {}
