from django.contrib.auth.decorators import login_required
from django.db.models import Count
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from relationships.models import Verdict
from relationships.queries import visible_to


@require_safe
@login_required
def start(request: HttpRequest) -> HttpResponse:
    """The first page after signing in: how many of one's relationships have which verdict."""
    counted = dict(
        visible_to(request.user, Verdict).order_by().values_list("verdict").annotate(Count("relationship_id"))
    )
    named = Verdict._meta.get_field("verdict").flatchoices
    verdicts = [(label, counted.get(code, 0)) for code, label in named]
    return render(request, "web/start.html", {"verdicts": verdicts, "total": sum(counted.values())})
