import pickle


def opened(made):
    state = pickle.loads(made["body"]["snapshot"])
    state["note"] = made["meta"]["note"]
    return state


def caption(made):
    meta = made["meta"]
    return f"{meta['note']} (v{meta['version']}, {meta.get('author', 'nobody')})"
