"""How the site is reached: the path under which it lies, and the proxies that are believed about scheme and host.

LEDGER_PREFIX        path under which readers find the site, such as /ledger; a proxy may take it off or leave it
FORWARDED_ALLOW_IPS  addresses or networks of proxies whose X-Forwarded-Proto, -Host and -For are believed; * for all

And what the server grants a connection: questions and answers are buffered, so that a slow client holds no thread.
"""

from __future__ import annotations

import ipaddress
import logging
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from flask import abort, request
from werkzeug.middleware.proxy_fix import ProxyFix

from dashboard.texts import say, translations

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIApplication, WSGIEnvironment

Network = ipaddress.IPv4Network | ipaddress.IPv6Network
EVERYWHERE = (ipaddress.ip_network("0.0.0.0/0"), ipaddress.ip_network("::/0"))
_PREFIX = re.compile(r"^(/[A-Za-z0-9._~-]+)*$")
_HOST = re.compile(r"^([A-Za-z0-9._-]+|\[[0-9A-Fa-f:.]+\])(:[0-9]{1,5})?$")
# Dash reads these by itself, and then moves its own addresses alone
_OF_DASH = ("DASH_URL_BASE_PATHNAME", "DASH_REQUESTS_PATHNAME_PREFIX", "DASH_ROUTES_PATHNAME_PREFIX")


class SettingError(ValueError):
    """A setting that cannot be used; the message names it and says what it may be."""


@dataclass(frozen=True, kw_only=True)
class Reached:
    """The settings: `prefix` is empty or begins with a slash and does not end with one."""

    prefix: str = ""
    proxies: tuple[Network, ...] = ()

    def around(self, inner: WSGIApplication) -> WSGIApplication:
        """`inner`, which then sees how its reader reached the site."""
        believing = ProxyFix(inner, x_for=1, x_proto=1, x_host=1)

        def application(question: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
            question["SCRIPT_NAME"] = self.prefix
            question["PATH_INFO"] = self._inside(question.get("PATH_INFO", ""))
            trusted = self.believes(question.get("REMOTE_ADDR", ""))
            return (believing if trusted else inner)(question, start_response)

        return application

    def _inside(self, path: str) -> str:
        if self.prefix and f"{path}/".startswith(f"{self.prefix}/"):
            return path[len(self.prefix) :] or "/"
        return path

    def believes(self, address: str) -> bool:
        """Whether what a proxy at `address` says is believed."""
        try:
            other = ipaddress.ip_address(address)
        except ValueError:
            return False
        # a socket of IPv6 that takes IPv4 too gives its readers addresses such as ::ffff:127.0.0.1
        names = (other, getattr(other, "ipv4_mapped", None) or other)
        return any(name in network for network in self.proxies for name in names)


def settings(env: Mapping[str, str]) -> Reached:
    """What the environment says. SettingError for what cannot be used."""
    for name in _OF_DASH:
        if name in env:
            raise SettingError(f"{name} is not used here: set LEDGER_PREFIX instead")
    prefix = env.get("LEDGER_PREFIX", "").rstrip("/")
    if not _PREFIX.match(prefix):
        raise SettingError(f"LEDGER_PREFIX={prefix} is no path: it needs a slash, then letters, digits and -._~")
    if translations.language() not in translations.languages():
        known = ", ".join(translations.languages())
        raise SettingError(f"LEDGER_LANGUAGE={translations.language()} has no translation: there is {known}")
    return Reached(prefix=prefix, proxies=tuple(_networks(env.get("FORWARDED_ALLOW_IPS", "127.0.0.1,::1"))))


def _networks(text: str) -> Iterable[Network]:
    for part in filter(None, (part.strip() for part in text.split(","))):
        if part == "*":
            yield from EVERYWHERE
            continue
        try:
            yield ipaddress.ip_network(part, strict=False)
        except ValueError as err:
            raise SettingError(f"FORWARDED_ALLOW_IPS: {part} is no address and no network") from err


def check_host() -> None:
    """Called before each request: 400 for a Host that is no name of a host, which pages would repeat."""
    if not _HOST.match(request.host):
        abort(400, say("error.host"))


LARGEST_QUESTION = 256 * 1024  # bytes of a body that a reader sends: our own callbacks send a few hundred
#: settings of waitress: https://docs.pylonsproject.org/projects/waitress/en/stable/arguments.html
WAITRESS: dict[str, Any] = {
    "ident": None,  # no Server header
    "max_request_header_size": 16 * 1024,
    "max_request_body_size": LARGEST_QUESTION,
    "channel_timeout": 20,  # seconds without a byte in either direction; the next question of a reader comes sooner
    "cleanup_interval": 5,
    "connection_limit": 800,  # below the usual limit of 1,024 open files
    "asyncore_use_poll": True,  # select() ends at 1,024 files
    "outbuf_high_watermark": 64 * 2**20,  # above every answer, or a thread would wait for its slow reader
    "clear_untrusted_proxy_headers": False,  # `Reached` decides who is believed
}


def quiet() -> None:
    """waitress logs each moment in which more questions than threads are there."""
    logging.getLogger("waitress.queue").setLevel(logging.ERROR)
