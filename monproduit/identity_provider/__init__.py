"""An OpenID Connect provider inside the process, for one machine: what a newcomer signs in with."""
