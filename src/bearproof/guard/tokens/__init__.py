"""What is an access token of ours, and is this one? Compact form, keys, claims; nothing here knows of Flask."""
