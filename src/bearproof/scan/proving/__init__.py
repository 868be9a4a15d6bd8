"""What does the running app show? How it is asked for, started, asked, and asked again."""
