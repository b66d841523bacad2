"""A client's address is read from the right place, and only its network is kept."""

import pytest
from django.test import RequestFactory

from experiences.networks import network_of, truncated


@pytest.mark.parametrize(
    ("address", "network"),
    [
        ("203.0.113.77", "203.0.113.0/24"),
        ("203.0.113.77:51234", "203.0.113.0/24"),
        ("::ffff:203.0.113.77", "203.0.113.0/24"),
        ("2001:db8:1:2:3:4:5:6", "2001:db8:1::/48"),
        ("[2001:db8:1:2::6]:443", "2001:db8:1::/48"),
        ("fe80::1%eth0", "fe80::/48"),
        ("::1", "::/48"),
        ("", "unknown"),
        ("a.b.c.d", "unknown"),
        ("1.2.3.4\n5.6.7.8", "unknown"),
    ],
)
def test_address_is_cut_to_its_network(address, network):
    assert truncated(address) == network


@pytest.mark.parametrize(
    ("proxies", "forwarded", "network"),
    [
        (0, "198.51.100.7", "192.0.2.0/24"),  # nobody of ours wrote that header
        (1, "198.51.100.7", "198.51.100.0/24"),
        (1, "10.9.9.9, 198.51.100.7", "198.51.100.0/24"),  # the client wrote the first
        (2, "10.9.9.9, 198.51.100.7, 172.16.0.1", "198.51.100.0/24"),
        (2, "198.51.100.7", "192.0.2.0/24"),  # past the proxies
        (1, "", "192.0.2.0/24"),
    ],
)
def test_only_what_our_own_proxies_wrote_is_believed(settings, proxies, forwarded, network):
    settings.TRUSTED_PROXIES = proxies
    request = RequestFactory().get("/", REMOTE_ADDR="192.0.2.1", HTTP_X_FORWARDED_FOR=forwarded)
    assert network_of(request) == network
