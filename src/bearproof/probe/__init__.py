"""How do we ask a running app? Requests, answers, canaries and oracles."""
