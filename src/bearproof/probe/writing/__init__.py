"""How is a request written, so that what we want arrives where we want it?"""
