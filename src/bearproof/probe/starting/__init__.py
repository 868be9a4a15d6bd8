"""How is an app started and watched? In a child process of its own, under its own interpreter, within limits."""
