from concurrent import futures

import grpc

from featurereg import registry_pb2, registry_pb2_grpc
from featurereg.views import StreamFeatureView


class RegistryServer(registry_pb2_grpc.RegistryServicer):
    def __init__(self):
        self.views = {}

    def ApplyFeatureView(self, request, _context):  # noqa: N802
        view = StreamFeatureView.from_proto(request.stream_feature_view)
        self.views[view.name] = view
        return registry_pb2.Empty()

    def ListFeatureViews(self, _request, _context):  # noqa: N802
        return registry_pb2.FeatureViewList(names=sorted(self.views))


def serve(port=6570):
    server = grpc.server(futures.ThreadPoolExecutor(max_workers=4))
    registry_pb2_grpc.add_RegistryServicer_to_server(RegistryServer(), server)
    server.add_insecure_port(f"[::]:{port}")
    server.start()
    server.wait_for_termination()
