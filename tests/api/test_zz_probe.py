import pytest, time
from django.test import Client
from tests import builders as b
from tests.api.graphql.conftest import Asking
from tests.api.test_deadline import slow
pytestmark = pytest.mark.django_db

@pytest.mark.parametrize("seconds", [0.0001,0.001,0.002,0.003,0.005,0.008,0.01,0.015,0.02,0.05,0.1,0.2])
def test_probe(settings, monkeypatch, seconds):
    settings.COMPILED_READS = False
    asking = Asking(b.user("ADMINISTRATOR"))
    asking.post({"query": "{ me { username } }"})
    real = []
    for n in range(6):
        for media in ("application/json", "application/graphql-response+json"):
            settings.REQUEST_SECONDS = seconds
            with monkeypatch.context() as m:
                m.setattr("api.graphql.query.visible_to", slow)
                m.setattr("api.rest.door.visible_to", slow)
                a = asking.post({"query": "{ me { username } }"}, Accept=media)
                if a.status_code != 503: real.append((media, a.status_code, a.content[:200]))
                a = Client().get("/api/v1/parties", headers=asking.headers)
                if a.status_code != 503: real.append(("rest", a.status_code, a.content[:200]))
            settings.REQUEST_SECONDS = 60
            a = asking.post({"query": "{ me { username } }"})
            if a.status_code != 200: real.append(("after", a.status_code, a.content[:200]))
    assert not real
