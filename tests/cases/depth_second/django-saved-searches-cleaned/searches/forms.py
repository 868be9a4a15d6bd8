from django import forms


class SearchForm(forms.Form):
    minimum = forms.IntegerField(min_value=0)
    maximum = forms.IntegerField(min_value=0)
    since = forms.DateField(required=False)
    kind = forms.ChoiceField(choices=[("house", "House"), ("flat", "Flat")])
