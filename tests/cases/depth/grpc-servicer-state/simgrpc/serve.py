from concurrent import futures

import grpc
import sim_pb2_grpc

from simgrpc.servicer import Simulation


def serve(address="[::]:50051"):
    server = grpc.server(futures.ThreadPoolExecutor(max_workers=4))
    sim_pb2_grpc.add_SimulationServicer_to_server(Simulation(), server)
    server.add_insecure_port(address)
    server.start()
    server.wait_for_termination()


if __name__ == "__main__":
    serve()
