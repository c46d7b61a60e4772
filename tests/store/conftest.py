"""A real PostgreSQL for the tests of this room."""

import databases
import pytest


@pytest.fixture(scope="session")
def postgres_url() -> str:
    """Give the URL of the server named by ZHIKE_TEST_POSTGRES, or of the run's own."""
    return databases.postgres_url()
