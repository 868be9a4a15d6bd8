"""What this build can do. The flags went False with release 4 and are to be removed with 5."""

READ_PICKLES = False
FORMAT = "json"
