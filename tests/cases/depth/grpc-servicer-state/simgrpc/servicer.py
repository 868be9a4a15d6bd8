import sim_pb2
import sim_pb2_grpc

from simgrpc.state import States


class Simulation(sim_pb2_grpc.SimulationServicer):
    def __init__(self):
        self._states = States()

    def Restore(self, request, _context):  # noqa: N802  # the name stands in the .proto file
        state = self._states.restore(request.name, request.state)
        return sim_pb2.Restored(steps=len(state), kept=len(self._states))

    def Count(self, _request, _context):  # noqa: N802  # the name stands in the .proto file
        return sim_pb2.Counted(kept=len(self._states))
