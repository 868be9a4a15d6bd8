from shellish.commands import COMMANDS


class Unknown(LookupError):
    pass


def run(line):
    verb, *arguments = line.split()
    try:
        command = COMMANDS[verb]
    except KeyError:
        raise Unknown(verb) from None
    return command(*arguments)


def script(lines):
    return [run(line) for line in lines if line and not line.startswith("#")]
