"""How do we tell? One file per format; a report gets values and returns text."""
