from django.urls import path

from telemetry.views import SamplesView

urlpatterns = [
    path("stations/<slug:station>/samples/", SamplesView.as_view(), name="samples"),
]
