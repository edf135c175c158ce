"""A fresh Debian in a folder: made by mmdebstrap through the mirror that this machine's apt uses, entered by chroot, booted
by systemd-nspawn. Root only. Ends only what it started."""
import pathlib
import shutil
import subprocess
import sys
import tempfile

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1] / "support"))
from expectation import Failure, end, expect, wait_until  # noqa: E402

TOOLS = ["systemd-sysv", "dbus", "udev", "xvfb", "xauth", "xdotool", "procps", "ca-certificates"]


def run(*words, check=True, **options):
    """A command's Done; a Failure with its words where it fails."""
    done = subprocess.run([str(word) for word in words], capture_output=True, text=True, check=False, **options)
    expect(not check or done.returncode == 0, f"{' '.join(map(str, words))}: exit {done.returncode}\n{done.stdout[-3000:]}{done.stderr[-3000:]}")
    return done


def mirror():
    """The Debian archive in this machine's apt settings."""
    listing = run("apt-get", "indextargets", "--format", "$(LABEL)|$(REPO_URI)|$(COMPONENT)", "Created-By: Packages").stdout
    for line in listing.splitlines():
        label, uri, component = line.split("|")
        if label == "Debian" and component == "main":
            return uri
    raise Failure("apt names no Debian mirror on this machine")


class FreshSystem:
    """use: with FreshSystem("trixie") as system: …"""

    def __init__(self, release, tools=None):
        self.release, self.tools = release, tools or TOOLS
        self.root = pathlib.Path(tempfile.mkdtemp(prefix=f"uketsuke-{release}-", dir="/var/tmp"))
        self.processes = []
        self.boot = None

    def __enter__(self):
        self.root.chmod(0o755)
        run("mmdebstrap", "--variant=apt", f"--include={','.join(self.tools)}", self.release, self.root, mirror(), timeout=1200)
        self.mount_kernel()
        shutil.copy("/etc/resolv.conf", self.root / "etc/resolv.conf")
        return self

    def __exit__(self, kind, error, trace):
        self.halt()
        for process in reversed(self.processes):
            end(process)
        self.unmount_kernel()
        if kind is None:
            shutil.rmtree(self.root, ignore_errors=True)
        else:
            print(f"{self.release}: the system is kept: {self.root}")

    def mount_kernel(self):
        for kind, name in (("proc", "proc"), ("sysfs", "sys"), ("devpts", "dev/pts")):
            run("mount", "-t", kind, kind, self.root / name)

    def unmount_kernel(self):
        for name in ("dev/pts", "sys", "proc"):
            run("umount", "--lazy", self.root / name, check=False)

    # By chroot --------------------------------------------------------------------------------------------------------

    def call(self, *words, user=None, check=True, environment=None, timeout=300):
        """A command inside, as root or another user."""
        enter = ["chroot", self.root, "env", "-i", "PATH=/usr/sbin:/usr/bin:/sbin:/bin", "LC_ALL=C.UTF-8", "DEBIAN_FRONTEND=noninteractive",
                 *[f"{key}={value}" for key, value in (environment or {}).items()]]
        change = ["setpriv", "--reuid", user, "--regid", user, "--init-groups", "--"] if user else []
        return run(*enter, *change, *words, check=check, timeout=timeout)

    def start(self, *words, user=None, environment=None):
        """A process inside that goes on; ended with the system."""
        change = ["setpriv", "--reuid", user, "--regid", user, "--init-groups", "--"] if user else []
        log = open(self.root / "tmp/started.log", "a", encoding="utf-8")
        process = subprocess.Popen(["chroot", str(self.root), "env", "-i", "PATH=/usr/sbin:/usr/bin:/sbin:/bin", "LC_ALL=C.UTF-8",
                                    *[f"{key}={value}" for key, value in (environment or {}).items()], *change, *map(str, words)],
                                   stdout=log, stderr=log)
        self.processes.append(process)
        return process

    # Booted -----------------------------------------------------------------------------------------------------------

    def start_up(self):
        """Boots it, its own systemd as process 1, without a network."""
        self.unmount_kernel()
        self.log = open(self.root.with_suffix(".boot.log"), "w", encoding="utf-8")
        self.boot = subprocess.Popen(["systemd-nspawn", "-q", "--register=no", "--keep-unit", "--private-network", "--console=pipe", "-bD", str(self.root)],
                                     stdin=subprocess.DEVNULL, stdout=self.log, stderr=self.log)
        wait_until(self.is_up, 90, lambda: "the system's start: " + self.inside("systemctl", "--no-pager", "list-jobs", check=False).stdout)

    def is_up(self):
        # Looked for each time: the first child of systemd-nspawn only makes the second.
        self.leader = self.find_leader()
        return self.leader and self.inside("systemctl", "is-system-running", check=False).stdout.strip() in ("running", "degraded")

    def find_leader(self):
        expect(self.boot.poll() is None, "systemd-nspawn ended: " + self.root.with_suffix(".boot.log").read_text(encoding="utf-8")[-2000:])
        children = run("pgrep", "-P", self.boot.pid, check=False).stdout.split()
        return children[0] if children else None

    def inside(self, *words, check=True, environment=None):
        """A command in the booted system, as root."""
        return run("nsenter", "-t", self.leader, "-m", "-u", "-i", "-n", "-p", "-C", "env", "-i", "PATH=/usr/sbin:/usr/bin:/sbin:/bin", "LC_ALL=C.UTF-8",
                   *[f"{key}={value}" for key, value in (environment or {}).items()], *words, check=check, timeout=120)

    def halt(self):
        if self.boot is None or self.boot.poll() is not None:
            return
        self.inside("systemctl", "poweroff", check=False)
        try:
            self.boot.wait(60)
        except subprocess.TimeoutExpired:
            end(self.boot)
        self.mount_kernel()
