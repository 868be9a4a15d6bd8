"""Who may enter a view, and with which values? Marks, the doors that they make, and what views ask for."""
