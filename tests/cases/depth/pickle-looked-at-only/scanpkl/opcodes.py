import io
import pickletools

STRINGS = {"SHORT_BINUNICODE", "BINUNICODE", "UNICODE"}


def globals_of(raw):
    found, strings = set(), []
    for opcode, argument, _position in pickletools.genops(raw):
        if opcode.name in STRINGS:
            strings.append(argument)
        elif opcode.name == "GLOBAL":
            found.add(tuple(argument.split(" ", 1)))
        elif opcode.name == "STACK_GLOBAL" and len(strings) > 1:
            found.add((strings[-2], strings[-1]))
    return found


def listing(raw):
    out = io.StringIO()
    pickletools.dis(raw, out=out)
    return out.getvalue()
