"""Every answer of the API has the shape that its description gives, over all that ships."""

import itertools

import pytest
from jsonschema import Draft202012Validator, FormatChecker
from openapi_spec_validator import validate

from medications.models import Drug
from tests.house.doors import doors

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("shipped")]
DESCRIPTION = "/api/v1/openapi.json"
AT = "http://testserver"


def described(client):
    return client.get(DESCRIPTION).json()


def held(client, address, schema):
    """Return the answer of an address, held against one named schema."""
    answer = client.get(address)
    assert answer.status_code == 200, address
    whole = {"$ref": f"#/components/schemas/{schema}", "components": described(client)["components"]}
    faults = Draft202012Validator(whole, format_checker=FormatChecker()).iter_errors(answer.json())
    assert not [f"{address} {fault.json_path}: {fault.message[:200]}" for fault in itertools.islice(faults, 5)]
    return answer.json()


def test_description_is_sound_openapi_31_of_at_most_eight_paths(client):
    found = described(client)
    validate(found)
    assert found["openapi"].startswith("3.1")
    assert 0 < len(found["paths"]) <= 8
    assert found["servers"] == [{"url": AT}]


def test_description_names_every_door_and_no_other(client):
    routes = {door.route.replace("<str:name>", "{drug}") for door in doors() if door.route.startswith("/api/")}
    assert set(described(client)["paths"]) == routes - {DESCRIPTION}


def test_every_schema_is_a_schema_and_is_used(client):
    found = described(client)
    for name, schema in found["components"]["schemas"].items():
        Draft202012Validator.check_schema(schema)
        assert f"#/components/schemas/{name}'" in str(found).replace('"', "'"), name


@pytest.mark.parametrize(
    ("address", "schema"),
    [
        ("/api/v1/drugs/", "Drugs"),
        ("/api/v1/side-effects/", "SideEffects"),
        ("/api/v1/threads/", "Threads"),
        ("/api/v1/posts/", "Posts"),
        ("/api/v1/posts/?drug=azathioprine", "Posts"),
        ("/api/v1/search/", "Results"),
        ("/api/v1/search/?q=imuran+hair+loss", "Results"),
        ("/api/v1/search/?q=pred", "Results"),
        ("/api/v1/search/?q=imdur", "Results"),
    ],
)
def test_answer_has_its_shape(client, address, schema):
    found = held(client, address, schema)
    assert found["data"] or address.endswith(("search/", "imdur"))


def test_every_drug_and_its_figures_have_their_shape(client):
    for drug in held(client, "/api/v1/drugs/", "Drugs")["data"]:
        told = held(client, drug["data"], "Drug")["data"]
        listed = {source["slug"] for source in told["sources"]}
        assert {slug for fact in told["facts"] for slug in fact["sources"]} <= listed
        figures = held(client, drug["figures"], "Figures")
        listed = {source["slug"] for source in figures["sources"]}
        assert {given["source"] for pair in figures["data"] for given in pair["given_by_sources"]} == listed
    assert Drug.objects.count() > 10


@pytest.mark.parametrize(
    ("address", "status", "says"),
    [
        ("/api/v1/nothing/", 404, "/api/v1/openapi.json"),
        ("/api/v1/drugs/nonsense/", 404, "/api/v1/drugs/"),
        ("/api/v1/drugs/nonsense/figures/", 404, "/api/v1/drugs/"),
        ("/api/v1/drugs/azathioprine/figures/?side_effect=nonsense", 404, "/api/v1/side-effects/"),
        ("/api/v1/drugs/azathioprine/figures/?side_effect=a+b", 400, "such as nausea"),
        ("/api/v1/threads/?before=x", 400, "whole number"),
        ("/api/v1/threads/?before=" + "9" * 40, 400, "whole number"),
        ("/api/v1/posts/?thread=-1", 400, "whole number"),
        ("/api/v1/posts/?drug=nonsense", 404, "/api/v1/drugs/"),
        ("/api/v1/search/?q=" + "a" * 300, 400, "fewer words"),
    ],
)
def test_problem_is_json_that_says_what_to_do(client, address, status, says):
    answer = client.get(address)
    assert answer.status_code == answer.json()["status"] == status
    assert answer.headers["Content-Type"] == "application/problem+json"
    assert says in answer.json()["detail"]
    Draft202012Validator(described(client)["components"]["schemas"]["Problem"]).validate(answer.json())


def test_known_name_of_a_drug_leads_to_it(client):
    for path in ("", "figures/"):
        answer = client.get(f"/api/v1/drugs/cell-cept/{path}")
        assert (answer.status_code, answer.headers["Location"]) == (301, f"/api/v1/drugs/mycophenolate-mofetil/{path}")


def test_ambiguous_name_leads_to_no_drug(client):
    assert client.get("/api/v1/drugs/pred/").status_code == 404


def test_every_answer_is_open_licensed_cookieless_and_kept_by_its_tag(client):
    for door in doors():
        if not door.route.startswith("/api/"):
            continue
        address = door.addresses()[0]
        answer = client.get(address)
        assert answer.headers["Access-Control-Allow-Origin"] == "*", address
        assert not answer.cookies
        assert client.get(address, headers={"If-None-Match": answer.headers["ETag"]}).status_code == 304
        body = answer.getvalue().decode()
        assert "CC BY 4.0" in body, address
        assert door.name == "api_description" or f"Known and Told, {AT}" in body, address
    assert "Access-Control-Allow-Origin" not in client.get("/about/").headers


def test_wrong_method_is_told_so_in_json(client):
    answer = client.post("/api/v1/drugs/")
    assert (answer.status_code, answer.headers["Allow"], answer.json()["status"]) == (405, "GET, HEAD", 405)
