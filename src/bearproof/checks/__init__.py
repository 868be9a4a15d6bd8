"""What is wrong? One file per weakness; the folder is the registry."""
