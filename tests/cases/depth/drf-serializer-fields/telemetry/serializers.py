from rest_framework import serializers


class SampleSerializer(serializers.Serializer):
    at = serializers.DateTimeField()
    value = serializers.FloatField(min_value=-100, max_value=100)
