from rest_framework.response import Response
from rest_framework.views import APIView

from forecasting.models import fitted
from forecasting.serializers import ForecastSerializer


class ForecastView(APIView):
    def post(self, request):
        serializer = ForecastSerializer(data=request.data)
        serializer.is_valid(raise_exception=True)
        given = serializer.validated_data
        model = fitted(given["crop"], given["year"])
        return Response({"yield": float(model.predict([given["rain"]])[0])})
