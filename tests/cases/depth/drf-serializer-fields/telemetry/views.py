from rest_framework.response import Response
from rest_framework.views import APIView

from telemetry.digest import Digest
from telemetry.serializers import SampleSerializer


class SamplesView(APIView):
    def post(self, request, number):
        serializer = SampleSerializer(data=request.data, many=True)
        serializer.is_valid(raise_exception=True)
        digest = Digest.of(number)
        digest.values.extend(sample["value"] for sample in serializer.validated_data)
        digest.keep(number)
        return Response(digest.summary())
