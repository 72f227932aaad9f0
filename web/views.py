from django.contrib.auth.decorators import login_required
from django.db.models import Count
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from relationships.choices import VerdictCode
from relationships.fit.texts import VERDICT_NAMES
from relationships.models import Verdict
from relationships.queries import visible_to


@require_safe
@login_required
def start(request: HttpRequest) -> HttpResponse:
    """The first page after signing in: how many of one's relationships have which verdict."""
    counted = dict(
        visible_to(request.user, Verdict).order_by().values_list("verdict").annotate(Count("relationship_id"))
    )
    names = VERDICT_NAMES[(get_language() or "en")[:2]]
    verdicts = [(names[code], counted.get(code, 0)) for code in VerdictCode]
    return render(request, "web/start.html", {"verdicts": verdicts, "total": sum(counted.values())})
