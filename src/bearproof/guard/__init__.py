"""What protects the app? The Flask extension: verify, decide, validate, bind."""
