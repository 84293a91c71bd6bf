"""Use cases: who may see what, and what happens. One public function is one transaction."""
