"""What is worth running? Files and functions are chosen by their bytes, before anything is parsed."""
