"""Plain HTTP: sign-in, health, and the gate before everything."""
