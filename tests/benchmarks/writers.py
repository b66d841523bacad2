"""Eight writers at once at the real server: what rate it takes, how many errors and doubles, what a `kill -9` loses.

    .venv/bin/python -m tests.benchmarks.writers [--seconds 60] [--rate 10]
    .venv/bin/python -m tests.postgres .venv/bin/python -m tests.benchmarks.writers

Each writer opens the form and sends a story, so many times a second; one in ten is sent twice, as an impatient finger
does. The limits are raised by settings. Half way, every process of the server is killed while they write; it starts
again, and whatever was acknowledged before must be there. Writers who cannot keep the rate write as fast as they are
answered: the rate that was reached is printed, and what the machine did beside it, for the writers run on it, too.
"""

import argparse
import http.client
import os
import re
import signal
import subprocess
import sys
import tempfile
import threading
import time
import urllib.parse
from pathlib import Path

from tests.chromium import ROOT, free_port, wait_until_ready

WRITERS, TWICE = 8, 10  # every tenth text is sent twice
RAISED = {"LIMIT_STEPS": "1000000/minute", "LIMIT_SENDS": "1000000/minute", "SHORTEST_FILL": "0"}
FORM = {"Content-Type": "application/x-www-form-urlencoded"}
HIDDEN = re.compile(r'<input type="hidden" name="([^"]+)" value="([^"]*)"')


def main():
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--seconds", type=int, default=60)
    options.add_argument("--rate", type=float, default=10, help="texts a second of each writer")
    wanted = options.parse_args()
    seconds, rate = wanted.seconds, wanted.rate
    with tempfile.TemporaryDirectory(prefix="meds-kb-writers-") as folder:
        env = {**os.environ, **RAISED, "VAR_DIR": folder, "PORT": str(free_port())}
        tally = Tally()
        server = start(env)
        run(env["PORT"], 3, rate, Tally())  # every worker has read its names
        mine, others = time.process_time(), busy_seconds(server)
        run(env["PORT"], seconds / 2, rate, tally)
        steady, load = len(tally.acknowledged) / (seconds / 2), os.getloadavg()[0]
        costs = [1000 * spent / max(1, len(tally.took)) for spent in (busy_seconds(server) - others, time.process_time() - mine)]  # fmt: skip
        threading.Timer(3, kill, [server, tally]).start()
        run(env["PORT"], 5, rate, tally)
        server = start(env)
        tally.is_down = False
        run(env["PORT"], seconds / 2, rate, tally)
        server.terminate()
        server.wait(timeout=30)
        print(f"texts a second: {steady:.1f} of {WRITERS * rate:.0f} asked for; load of the machine {load:.1f}")
        print("milliseconds of CPU a sending: {:.1f} of the server, {:.1f} of the writers".format(*costs))
        tally.report(stored(env))


def busy_seconds(server):
    """Return the CPU seconds that the server and its workers have used so far; the database's own are not among them."""
    fields = (
        Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split() for pid in (server.pid, *children(server.pid))
    )
    return sum(int(one[11]) + int(one[12]) for one in fields) / os.sysconf("SC_CLK_TCK")


def children(pid):
    some = [int(one) for one in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]
    return [*some, *(deeper for one in some for deeper in children(one))]


def kill(server, tally):
    """Kill every process of the server while the writers write."""
    tally.is_down = True
    os.killpg(server.pid, signal.SIGKILL)


class Tally:
    """What the writers saw."""

    def __init__(self):
        self.lock, self.acknowledged, self.errors, self.took = threading.Lock(), set(), [], []
        self.is_down = False

    def note(self, story, status, took):
        with self.lock:
            self.took.append(took)
            if status == 200:
                self.acknowledged.add(story)
            elif not self.is_down:
                self.errors.append(status)

    def report(self, bodies):
        took = sorted(self.took)
        print(f"{len(self.took)} sendings of {len(self.acknowledged)} texts by {WRITERS} writers")
        print(f"errors while the server ran: {len(self.errors)} {sorted(set(map(str, self.errors)))[:5]}")
        print(f"stored more than once: {len(bodies) - len(set(bodies))}")
        print(f"acknowledged and lost: {len(self.acknowledged - set(bodies))}")
        if took:
            print(
                f"seconds a sending took: median {took[len(took) // 2]:.3f}, 99 of 100 under {took[len(took) * 99 // 100]:.3f}"
            )


def start(env):
    server = subprocess.Popen([sys.executable, "manage.py", "serve"], cwd=ROOT, env=env, start_new_session=True, stdout=subprocess.DEVNULL)  # fmt: skip
    wait_until_ready(server, f"http://127.0.0.1:{env['PORT']}", seconds=300)
    return server


def run(port, seconds, rate, tally):
    """Let the writers write for so long."""
    until = time.monotonic() + seconds
    writers = [
        threading.Thread(target=write, args=(port, f"{name}-{until}", until, rate, tally)) for name in range(WRITERS)
    ]
    for one in writers:
        one.start()
    for one in writers:
        one.join()


def write(port, name, until, rate, tally):
    number, due, connection = 0, time.monotonic(), http.client.HTTPConnection("127.0.0.1", int(port), timeout=30)
    while time.monotonic() < until:
        number += 1
        story = f"Writer {name}, text {number}: I take Imuran, and it helps a lot. It gave me nausea."
        try:
            send(connection, story, 1 + (number % TWICE == 0), tally)
        except (OSError, http.client.HTTPException) as error:
            tally.note(story, repr(error), 0)
            connection.close()
        due = max(due + 1 / rate, time.monotonic() - 1)  # nobody catches up more than a second
        time.sleep(max(0, due - time.monotonic()))
    connection.close()


def send(connection, story, times, tally):
    connection.request("GET", "/experiences/share/")
    answer = connection.getresponse()
    cookie = answer.headers["Set-Cookie"].partition(";")[0]
    fields = dict(HIDDEN.findall(answer.read().decode())) | {
        "story": story, "whose": "self", "do": "send", "is_16": "on", "agrees": "on", "use-0-drug": "azathioprine", "use-0-stage": "taking",
        "use-0-whose": "self", "use-0-effect-0-effect": "nausea", "use-0-effect-0-answer": "yes",
    }  # fmt: skip
    for _ in range(times):
        begun = time.monotonic()
        connection.request("POST", "/experiences/share/", urllib.parse.urlencode(fields), {**FORM, "Cookie": cookie})
        answer = connection.getresponse()
        is_receipt = b'class="code"' in answer.read()
        tally.note(
            story, answer.status if is_receipt else f"{answer.status} without a receipt", time.monotonic() - begun
        )


def stored(env):
    ask = "from experiences.models import Post; print(*Post.objects.filter(body__startswith='Writer ').values_list('body', flat=True), sep='\\n')"
    shell = [sys.executable, "manage.py", "shell", "-v0", "-c", ask]
    return subprocess.run(shell, cwd=Path(ROOT), env=env, capture_output=True, text=True, check=True).stdout.splitlines()  # fmt: skip


if __name__ == "__main__":
    main()
