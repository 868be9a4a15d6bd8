from concurrent import futures

import grpc

from featurereg import registry_pb2, registry_pb2_grpc
from featurereg.transformations import named


class RegistryServer(registry_pb2_grpc.RegistryServicer):
    def __init__(self):
        self.views = {}

    def ApplyFeatureView(self, request, context):  # noqa: N802
        spec = request.stream_feature_view.spec
        udf = named(spec.user_defined_function.name)
        if udf is None:
            context.abort(grpc.StatusCode.INVALID_ARGUMENT, "unknown transformation")
        self.views[spec.name] = udf
        return registry_pb2.Empty()

    def Compute(self, request, _context):  # noqa: N802
        return registry_pb2.Value(value=self.views[request.name](list(request.rows)))


def serve(port=6570):
    server = grpc.server(futures.ThreadPoolExecutor(max_workers=4))
    registry_pb2_grpc.add_RegistryServicer_to_server(RegistryServer(), server)
    server.add_insecure_port(f"[::]:{port}")
    server.start()
    server.wait_for_termination()
