"""Knows from which network a request comes. The last part of an address is dropped before anything else reads it."""

import ipaddress

from django.conf import settings

KEPT_BITS = {4: 24, 6: 48}  # as many as a household or a small firm shares
UNKNOWN = "unknown"


def network_of(request):
    """Return the network of the client, such as ``203.0.113.0/24``; ``unknown`` when no address can be read.

    Each of our own proxies (TRUSTED_PROXIES) adds one entry on the right of X-Forwarded-For: whom it heard. What stands
    left of these entries was written by the client and is never read. A request that came past the proxies has fewer.
    """
    heard = [one.strip() for one in request.META.get("HTTP_X_FORWARDED_FOR", "").split(",") if one.strip()]
    proxies = settings.TRUSTED_PROXIES
    told = heard[-proxies] if 0 < proxies <= len(heard) else request.META.get("REMOTE_ADDR", "")
    return truncated(told)


def truncated(address):
    """Return the network of a written address: its first 24 bits, or 48 of IPv6."""
    try:
        found = ipaddress.ip_address(_without_port(address))
    except ValueError:
        return UNKNOWN
    found = getattr(found, "ipv4_mapped", None) or found
    return str(ipaddress.ip_network((found, KEPT_BITS[found.version]), strict=False))


def _without_port(address):
    """Return an address less the port that some proxies add: ``192.0.2.1:443``, ``[2001:db8::1]:443``."""
    address = address.strip()
    if address.startswith("["):
        return address[1:].partition("]")[0]
    return address.partition(":")[0] if address.count(":") == 1 else address.partition("%")[0]
