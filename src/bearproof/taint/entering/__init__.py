"""How does data come into an app? What a framework gives to the functions that it calls."""
