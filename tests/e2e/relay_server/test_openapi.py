"""Generated requests for every operation of the OpenAPI description: none makes the relay answer 5xx."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import Any

import pytest
import schemathesis
from hypothesis import HealthCheck, Phase, given, settings

from tests.support.relay import Running, running_relay

EXAMPLES = 12
BOUNDED = settings(
    max_examples=EXAMPLES,
    deadline=None,
    database=None,
    derandomize=True,
    phases=[Phase.explicit, Phase.generate],
    suppress_health_check=list(HealthCheck),
)


def probe(relay: Running, operation: schemathesis.APIOperation, statuses: Counter[int]) -> None:
    """Make generated requests to one operation."""
    # One of the operations ends the session that asks.
    headers = {"authorization": f"Bearer {relay.sign_in()['access_token']}"}

    @BOUNDED
    @given(case=operation.as_strategy())
    def probing(case: schemathesis.Case) -> None:
        answer = case.call(base_url=relay.url, headers=headers)
        assert answer.status_code < 500, (case.method, case.formatted_path, answer.text)
        statuses[answer.status_code] += 1

    probing()


@pytest.mark.slow
def test_no_generated_request_makes_a_server_error(tmp_path: Path, setup: dict[str, Any]) -> None:
    """ACC-95."""
    with running_relay(tmp_path, registration="open", **setup) as relay:
        relay.house.owner()
        schema = schemathesis.openapi.from_dict(relay.client.get("/api/v1/openapi.json").json())
        statuses: Counter[int] = Counter()
        operations = [result.ok() for result in schema.get_all_operations()]
        for operation in operations:
            probe(relay, operation, statuses)
        assert len(operations) >= 30
        # Most are refused, but not all: the requests do reach what they ask for.
        assert statuses[200] + statuses[201] + statuses[202] + statuses[204] > EXAMPLES
