"""Settings, clock, database, errors, localisation and section names: what everything else stands on."""
