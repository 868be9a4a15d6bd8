from states import renderers

PIPE = {
    "subst": renderers.subst,
    "strip": renderers.strip_comments,
    "json": renderers.to_json,
    "yaml": renderers.to_yaml,
}
DEFAULT = "subst|yaml"


def compile_state(source, context):
    first, _, rest = source.partition("\n")
    if first.startswith("#!"):
        shebang, source = first[2:], rest
    else:
        shebang = DEFAULT
    value = source
    for stage in shebang.split("|"):
        value = PIPE[stage.strip()](value, context)
    return value
