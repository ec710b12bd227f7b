"""Several nodes count together in a real Redis, which learns no address either."""

import pytest
from limits import parse

from locator.web.rate_limits import SALT_KEY, RateLimits
from tests.programs import need_program
from tools.programs import free_port, listens, running

pytestmark = [pytest.mark.server, pytest.mark.xdist_group("redis")]

CLIENT, OTHER = "203.0.113.9", "203.0.113.10"
LIMIT = parse("3 per minute")


@pytest.fixture(scope="module")
def redis_url(tmp_path_factory):
    program = need_program("redis-server", "redis-server")
    port, folder = free_port(), tmp_path_factory.mktemp("redis")
    command = [program, "--port", str(port), "--bind", "127.0.0.1", "--save", ""]
    with running([*command, "--dir", folder], lambda: listens(port)):
        yield f"redis://127.0.0.1:{port}/0"


@pytest.fixture
def nodes(redis_url):
    nodes = [RateLimits(redis_url), RateLimits(redis_url)]
    nodes[0]._storage.storage.flushall()
    yield nodes
    for node in nodes:
        node._storage.storage.connection_pool.disconnect()


def test_a_client_has_one_limit_on_all_nodes(nodes):
    one, two = nodes

    within = [node.hit(LIMIT, "api", CLIENT) for node in (one, two, one, two)]

    assert within == [True, True, True, False]
    assert one.is_over(LIMIT, "api", CLIENT)
    assert not two.is_over(LIMIT, "api", OTHER)


def test_redis_holds_a_salt_for_a_day_and_no_address(nodes):
    nodes[0].hit(LIMIT, "api", CLIENT)
    redis = nodes[1]._storage.storage

    held = b"".join(redis.keys("*"))
    assert CLIENT.encode() not in held
    assert SALT_KEY.encode() in held
    assert 86_000 < redis.ttl(SALT_KEY) <= 86_400
    assert len(redis.get(SALT_KEY)) == 32
