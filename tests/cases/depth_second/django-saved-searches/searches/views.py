import base64
import json

from django.http import JsonResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_GET, require_POST

from searches.models import SavedSearch


@require_POST
def save(request):
    body = json.loads(request.body)
    search = SavedSearch.objects.create(title=body["title"][:80], payload=base64.b64decode(body["payload"]))
    return JsonResponse({"id": search.pk}, status=201)


@require_GET
def show(_request, pk):
    search = get_object_or_404(SavedSearch, pk=pk)
    return JsonResponse({"title": search.title, "criteria": {str(k): str(v) for k, v in search.criteria.items()}})
