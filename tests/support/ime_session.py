"""A session with a Japanese input method for end-to-end tests: fcitx5 with mozc on a D-Bus of its own.

mozc refuses root, so a story that starts as root runs itself again as a system user that owns nothing else. HOME and
all XDG folders are thrown away afterwards, with the names that mozc has learnt. Where no session can be had, the story
ends as skipped, and says what is missing.
"""
import ctypes
import os
import pathlib
import pwd
import shutil
import signal
import subprocess
import sys
import tempfile
import time

from kiosk_process import ARTEFACTS, PROGRAM, Skipped, run, wait_until

USER = "uketsuke-ime-test"
INSIDE = "UKETSUKE_IME_SESSION"
PROGRAMS = ("fcitx5", "fcitx5-remote", "dbus-run-session", "Xvfb", "xdotool", "xprop", "import")
MOZC = pathlib.Path("/usr/lib/mozc/mozc_server")
PR_SET_CHILD_SUBREAPER = 36

PROFILE = """[Groups/0]
Name=Default
Default Layout=us
DefaultIM=mozc

[Groups/0/Items/0]
Name=keyboard-us
Layout=

[Groups/0/Items/1]
Name=mozc
Layout=

[GroupOrder]
0=Default
"""


def skip(words):
    raise Skipped(words)


def run_in_session(story):
    """Runs a story as `run` does, inside a D-Bus session and never as root."""
    if os.environ.get(INSIDE) == "1":
        run(story)
    else:
        run(lambda: run_outside(sys.argv[1:]))


def run_outside(arguments):
    """Makes the session and runs this script again in it; ends with its exit code."""
    missing = [name for name in PROGRAMS if shutil.which(name) is None]
    if missing or not MOZC.exists():
        skip(f"no input method here: {', '.join(missing) or MOZC} is missing (deploy/packages.txt)")
    user = find_user()
    home = pathlib.Path(tempfile.mkdtemp(prefix="uketsuke-ime-home-"))
    try:
        code = run_again_as(user, home, arguments)
    finally:
        end_left_over_children()
        shutil.rmtree(home, ignore_errors=True)
    if code != 0:
        sys.exit(code)


def find_user():
    """Who runs the session: whoever runs the test, but for root a system user made for it."""
    if os.getuid() != 0:
        return pwd.getpwuid(os.getuid())
    try:
        return pwd.getpwnam(USER)
    except KeyError:
        words = ["useradd", "--system", "--user-group", "--no-create-home", "--home-dir", "/nonexistent", "--shell", "/usr/sbin/nologin", USER]
        made = subprocess.run(words, capture_output=True, text=True, check=False) if shutil.which("useradd") else None
        if made is None or made.returncode != 0:
            skip(f"mozc refuses root, and the user {USER} cannot be made: {made.stderr.strip() if made else 'no useradd'}")
        return pwd.getpwnam(USER)


def identity_of(user):
    """What subprocess needs to become the user; nothing where we are it."""
    return {"user": user.pw_uid, "group": user.pw_gid, "extra_groups": []} if os.getuid() == 0 else {}


def find_python(identity):
    """The interpreter that runs this, else the system's: root's own may be nobody else's."""
    for python in (sys.executable, "/usr/bin/python3"):
        try:
            if subprocess.run([python, "-c", ""], check=False, **identity).returncode == 0:
                return python
        except PermissionError:
            pass
    return skip("no Python that another user than root may run")


def run_again_as(user, home, arguments):
    """This very script inside dbus-run-session; its pictures are brought to the artefacts; -> its exit code."""
    identity = identity_of(user)
    python = find_python(identity)
    for path in (PROGRAM, pathlib.Path(sys.argv[0]).resolve()):
        if subprocess.run(["test", "-r", str(path)], check=False, **identity).returncode != 0:
            skip(f"the user {user.pw_name} may not read {path}: mozc refuses root, and the tree is root's alone")
    environment = make_environment(home)
    if identity:
        for path in (home, *home.rglob("*")):
            os.chown(path, user.pw_uid, user.pw_gid)
    ctypes.CDLL(None).prctl(PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0)  # mozc's server leaves its parent; it becomes ours
    words = ["dbus-run-session", "--", python, str(pathlib.Path(sys.argv[0]).resolve()), *arguments]
    code = subprocess.run(words, env=environment, cwd=home, timeout=570, check=False, **identity).returncode
    pictures = ARTEFACTS / "screens"
    pictures.mkdir(parents=True, exist_ok=True)
    for picture in (home / "artefacts" / "screens").glob("*.png"):
        shutil.copyfile(picture, pictures / picture.name)
    return code


def make_environment(home):
    """HOME and XDG folders of the session's own, its input method's profile in them; -> the environment."""
    environment = {name: value for name, value in os.environ.items() if not name.startswith(("XDG_", "LC_", "DBUS_"))}
    folders = {"XDG_CONFIG_HOME": "config", "XDG_DATA_HOME": "data", "XDG_CACHE_HOME": "cache", "XDG_RUNTIME_DIR": "runtime"}
    for name, folder in folders.items():
        (home / folder).mkdir(mode=0o700)
        environment[name] = str(home / folder)
    (home / "artefacts").mkdir()
    (home / "config/fcitx5").mkdir()
    (home / "config/fcitx5/profile").write_text(PROFILE, encoding="utf-8")
    environment.update({INSIDE: "1", "HOME": str(home), "LANG": "C.UTF-8", "XMODIFIERS": "@im=fcitx", "PYTHONPATH": str(pathlib.Path(__file__).resolve().parent), "UKETSUKE_PROGRAM": str(PROGRAM),
                        "UKETSUKE_ARTEFACTS": str(home / "artefacts")})
    return environment


def end_left_over_children():
    """Ends what the session left: processes whose parent we are, nobody else's."""
    deadline = time.monotonic() + 10
    for how in (signal.SIGTERM, signal.SIGKILL):
        for child in children():
            os.kill(child, how)
        while children() and time.monotonic() < deadline:
            time.sleep(0.02)
        deadline += 5


def children():
    """Our own children that still run; ended ones are reaped."""
    while True:
        try:
            if os.waitpid(-1, os.WNOHANG)[0] == 0:
                break
        except ChildProcessError:
            return []
    text = pathlib.Path(f"/proc/self/task/{os.getpid()}/children").read_text(encoding="ascii")
    return [int(word) for word in text.split()]


class InputMethod:
    """fcitx5 with mozc on a world's display. Start it before the window, turn it on once the window has the keyboard."""

    def __init__(self, world):
        self.world = world
        self.log = open(world.folder / "fcitx5.log", "w", encoding="utf-8")
        world.start(["fcitx5", "--disable=wayland,waylandim,notifications"], env=world.display_environment(), stdout=self.log, stderr=self.log)
        wait_until(self.is_served, 30, lambda: "no XIM server: " + pathlib.Path(self.log.name).read_text(encoding="utf-8")[-1000:])

    def is_served(self):
        root = self.call("xprop", "-root", "XIM_SERVERS")
        return "fcitx" in root or "@server" in root

    def call(self, *words):
        return subprocess.run(words, env=self.world.display_environment(), capture_output=True, text=True, timeout=30, check=False).stdout

    def use(self, name):
        """"mozc" or "keyboard-us" for what has the keyboard now."""
        def is_on():
            self.call("fcitx5-remote", "-s", name)
            return self.call("fcitx5-remote", "-n").strip() == name
        wait_until(is_on, 20, lambda: f"{name} is not on: {self.call('fcitx5-remote', '-n')!r}")
