"""The self-hosted "Mes produits" portal of a software vendor."""
