"""Which fixes hold? Tried on a copy, attacked there, and written all or none."""
