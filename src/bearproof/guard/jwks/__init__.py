"""Which keys does an issuer sign with now? Read from where it publishes them; nothing here knows of Flask."""
