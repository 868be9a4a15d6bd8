from django.urls import path

from telemetry.views import SamplesView

urlpatterns = [path("stations/<int:number>/samples/", SamplesView.as_view())]
