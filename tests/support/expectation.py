"""What every test program in Python does: expects something, waits for it, ends what it started. Standard Python only."""
import signal
import subprocess
import time


class Failure(AssertionError):
    """What was seen instead of what holds."""


def expect(condition, words):
    if not condition:
        raise Failure(words)


def wait_until(condition, seconds, words):
    """The condition's first true value; a Failure with `words` after so many seconds."""
    deadline = time.monotonic() + seconds
    while True:
        value = condition()
        if value:
            return value
        if time.monotonic() > deadline:
            raise Failure(f"not within {seconds} s: {words() if callable(words) else words}")
        time.sleep(0.02)


def end(process, seconds=10):
    """Asks a process to end, then ends it; -> its exit code."""
    if process.poll() is None:
        process.send_signal(signal.SIGTERM)
        try:
            process.wait(seconds)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
    return process.returncode
