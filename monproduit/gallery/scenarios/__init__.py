"""The whole portal fed by a file: for the product team, in prototype mode only."""
