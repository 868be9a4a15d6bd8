"""How does data move? An abstract interpreter over the intermediate form, and the flows it saw."""
