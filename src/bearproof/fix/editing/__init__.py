"""How is a file edited? Places, names, imports, calls and definitions; what every fix is built of."""
