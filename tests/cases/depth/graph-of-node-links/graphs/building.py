import networkx as nx


def graph_of(document):
    graph = nx.Graph()
    graph.add_nodes_from(str(node["id"]) for node in document["nodes"])
    graph.add_edges_from((str(link["source"]), str(link["target"])) for link in document["links"])
    return graph


def measures(graph):
    return {
        "nodes": graph.number_of_nodes(),
        "edges": graph.number_of_edges(),
        "parts": nx.number_connected_components(graph),
    }
