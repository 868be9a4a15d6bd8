"""How does what was sent become a value of the type that a view asks for? One reader for each schema library."""
