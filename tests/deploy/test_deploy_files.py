"""The files an IT office deploys from: what they promise stands in them."""

from __future__ import annotations

import re
import subprocess

import pytest
from helpers import ROOT

from deploy.replicas import configuration, nginx

COMPOSE = (ROOT / "deploy" / "compose.yaml").read_text(encoding="utf-8")
CONTAINER = (ROOT / "deploy" / "Containerfile").read_text(encoding="utf-8")
UNIT = (ROOT / "deploy" / "systemd" / "atlas@.service").read_text(encoding="utf-8")


def test_nginx_takes_the_file(tmp_path):
    """Nginx itself finds no fault with the installation's configuration."""
    conf = tmp_path / "nginx.conf"
    conf.write_text(configuration(8600, [8601, 8602], tmp_path), encoding="utf-8")
    done = subprocess.run(
        [nginx(), "-t", "-p", str(tmp_path), "-c", str(conf)],
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr


def test_the_tried_file_differs_in_addresses_and_tls_only(tmp_path):
    """What `make replicas` runs is what an office deploys, but for addresses and TLS."""
    tried = configuration(8600, [8601, 8602], tmp_path)
    assert "server 127.0.0.1:8601 max_fails=1" in tried
    assert "server 127.0.0.1:8602 max_fails=1" in tried
    assert not re.search(r"replica\d:|\bssl|8443|listen 8080", tried)
    for kept in ("hash $reader consistent", "proxy_read_timeout 24h", "limit_conn sockets"):
        assert kept in tried


@pytest.mark.parametrize(
    "line",
    ["  read_only: true", "  cap_drop: [ALL]", '  security_opt: ["no-new-privileges:true"]',
     "  networks: [inside]"],
)  # fmt: skip
def test_a_replica_in_a_container_may_do_little(line):
    """Read-only, without rights, in a network of its own that reaches nothing, not published."""
    replica = COMPOSE.split("x-replica:")[1].split("services:")[0]
    assert line in replica.splitlines()
    assert "ports:" not in replica
    assert COMPOSE.count("<<: *replica") == 2
    assert "  inside:\n    internal: true" in COMPOSE


def test_the_compose_file_is_plain_yaml():
    """No tabs, and every line is indented by twos, so that no reader of it stumbles."""
    lines = [line for line in COMPOSE.splitlines() if line.strip()]
    assert not [line for line in lines if "\t" in line]
    assert not [line for line in lines if (len(line) - len(line.lstrip())) % 2]


def test_every_mounted_file_of_the_project_is_there():
    """The compose file names no file of the project that does not exist."""
    theirs = {"./secrets.toml", "./tls"}  # an installation's own
    named = set(re.findall(r"[ :](\./[\w./-]+)", COMPOSE)) - theirs
    assert named
    for path in named:
        assert (ROOT / "deploy" / path).exists()


def test_the_container_runs_without_root_and_says_how_it_is():
    """A user of its own, the lock with its hashes, and a health check that asks for readiness."""
    assert re.search(r"^USER 10001$", CONTAINER, re.MULTILINE)
    assert "--require-hashes" in CONTAINER
    assert "/readyz" in CONTAINER.split("HEALTHCHECK")[1]


@pytest.mark.parametrize(
    "line",
    ["ProtectSystem=strict", "NoNewPrivileges=yes", "CapabilityBoundingSet=", "User=atlas",
     "SystemCallFilter=@system-service", "IPAddressDeny=any", "KillSignal=SIGTERM"],
)  # fmt: skip
def test_the_unit_is_hardened(line):
    """The unit of systemd gives the server no more than it needs."""
    assert line in UNIT.splitlines()
