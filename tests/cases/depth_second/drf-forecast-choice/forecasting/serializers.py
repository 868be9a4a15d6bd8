from rest_framework import serializers


class ForecastSerializer(serializers.Serializer):
    crop = serializers.ChoiceField(choices=["wheat", "barley", "rye"])
    year = serializers.IntegerField(min_value=2018, max_value=2040)
    rain = serializers.ListField(child=serializers.FloatField(), min_length=12, max_length=12)
