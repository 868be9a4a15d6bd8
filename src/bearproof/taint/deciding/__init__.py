"""Which conditions decide on the wrong thing? One module for each kind of wrong thing."""
