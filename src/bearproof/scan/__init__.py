"""Where the rooms meet: find, and later prove, fix, verify and correlate."""
