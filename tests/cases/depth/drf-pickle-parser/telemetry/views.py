from rest_framework.response import Response
from rest_framework.views import APIView

from telemetry.parsers import PARSERS


def spread(values):
    return max(values) - min(values) if values else 0.0


class SamplesView(APIView):
    parser_classes = PARSERS

    def post(self, request, station):
        samples = request.data
        values = [float(sample["value"]) for sample in samples]
        return Response({"station": station, "count": len(values), "spread": spread(values)}, status=201)
