from django.urls import path

from searches import views

urlpatterns = [
    path("searches/", views.save),
    path("searches/<int:pk>/", views.show),
]
