"""The start says in one line what stands in its way, before it does any work."""

import os
import socket

import pytest

from meds_kb.management.commands.serve import server_command
from tests.house.test_start import manage


@pytest.fixture
def taken_port():
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        yield other.getsockname()[1]


def test_taken_port_stops_the_start_in_one_line_and_makes_nothing(taken_port, tmp_path):
    answer = manage("serve", VAR_DIR=str(tmp_path), PORT=str(taken_port))
    assert answer.returncode != 0
    assert (
        answer.stderr == f"CommandError: Port {taken_port} is taken; choose another: make run PORT={taken_port + 1}\n"
    )
    assert [path.name for path in tmp_path.iterdir()] == ["secret_key"]


def test_server_runs_one_single_threaded_process_for_each_core():
    command = server_command(8000)
    assert command[command.index("--workers") + 1] == str(len(os.sched_getaffinity(0)))
    assert command[command.index("--blocking-threads") + 1] == "1"
    assert command[command.index("--host") + 1] == "127.0.0.1"
    assert "--no-access-log" in command
    # Without it a server that is told to end while its workers start hangs for good (seen; the real thing takes 6 s).
    assert 0 < int(command[command.index("--workers-kill-timeout") + 1]) < 20
