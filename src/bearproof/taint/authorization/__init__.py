"""How is a route protected? What authenticates it, what it verifies, what decides, and on which data."""
