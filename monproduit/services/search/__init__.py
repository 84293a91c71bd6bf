"""Search everywhere: one small provider for each kind of thing, each asking only for what the person may see."""
