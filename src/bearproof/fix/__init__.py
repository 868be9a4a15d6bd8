"""How do we mend? Edits that keep comments and format."""
