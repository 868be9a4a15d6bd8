from django.http import JsonResponse
from django.shortcuts import get_object_or_404
from django.views import View

from searches.forms import SearchForm
from searches.models import SavedSearch


class SearchView(View):
    def get(self, _request, pk):
        search = get_object_or_404(SavedSearch, pk=pk)
        return JsonResponse({"kind": search.criteria["kind"]})

    def post(self, request):
        form = SearchForm(request.POST)
        if not form.is_valid():
            return JsonResponse(form.errors, status=400)
        return JsonResponse({"id": SavedSearch.from_criteria(form.cleaned_data).pk}, status=201)
