from django.urls import path

from invites import views

urlpatterns = [
    path("make/<int:event>/", views.make),
    path("accept/", views.accept),
]
