from django.http import Http404, JsonResponse
from django.views.decorators.http import require_GET

from invites.links import event_of, link_for
from invites.popularity import bump


@require_GET
def make(_request, event):
    return JsonResponse({"link": link_for(event)})


@require_GET
def accept(request):
    event = event_of(request.GET.get("token", ""))
    if event is None:
        raise Http404
    return JsonResponse({"event": event, "visits": bump(event)})
