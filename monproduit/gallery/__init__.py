"""Every component in every state, from literal views: for the product team, in development only."""
