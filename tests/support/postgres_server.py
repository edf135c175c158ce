"""A PostgreSQL server of a story's own: initdb in a temporary folder, a Unix socket and a port of 127.0.0.1, SCRAM for
everybody but the administrator on the socket. Standard Python only; runs as `postgres` or `nobody` where the story is root."""
import os
import pathlib
import pwd
import shutil
import signal
import socket
import subprocess
import tempfile

from expectation import expect, wait_until

CONFIGURATION = "fsync = off\nlisten_addresses = '127.0.0.1'\n"
WHO_MAY = "local all admin trust\nlocal all all scram-sha-256\nhost all all 127.0.0.1/32 scram-sha-256\n"


def find_programs():
    folders = sorted(pathlib.Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda path: int(path.parts[4]))
    expect(folders, "no PostgreSQL server is installed: apt install postgresql")
    return folders[-1].parent


def other_user():
    """PostgreSQL does not run as root; -> options of subprocess."""
    if os.getuid() != 0:
        return {}
    names = {entry.pw_name for entry in pwd.getpwall()}
    user = pwd.getpwnam("postgres" if "postgres" in names else "nobody")
    return {"user": user.pw_uid, "group": user.pw_gid, "extra_groups": []}


class PostgresServer:
    """use: with PostgresServer() as server:   server.port   server.admin_url"""

    def __enter__(self):
        self.programs, self.user = find_programs(), other_user()
        self.folder = pathlib.Path(tempfile.mkdtemp(prefix="uketsuke-postgres-"))
        if self.user:
            os.chown(self.folder, self.user["user"], self.user["group"])
        data = self.folder / "data"
        subprocess.run([self.programs / "initdb", "-D", data, "-U", "admin", "-A", "trust", "-N", "--no-instructions", "-E", "UTF8", "--locale=C"],
                       cwd=self.folder, check=True, stdout=subprocess.DEVNULL, timeout=60, **self.user)
        (data / "pg_hba.conf").write_text(WHO_MAY, encoding="utf-8")
        with open(data / "postgresql.conf", "a", encoding="utf-8") as file:
            file.write(CONFIGURATION)
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port = free.getsockname()[1]
        log = open(self.folder / "log", "w", encoding="utf-8")
        self.process = subprocess.Popen([self.programs / "postgres", "-D", data, "-k", self.folder, "-p", str(self.port)], cwd=self.folder, stdout=log,
                                        stderr=log, **self.user)
        wait_until(self.answers, 30, lambda: (self.folder / "log").read_text(encoding="utf-8"))
        return self

    def answers(self):
        expect(self.process.poll() is None, (self.folder / "log").read_text(encoding="utf-8"))
        try:
            socket.create_connection(("127.0.0.1", self.port), 1).close()
        except OSError:
            return False
        return True

    @property
    def admin_url(self):
        return f"postgresql:///postgres?host={self.folder}&port={self.port}&user=admin"

    def __exit__(self, kind, error, trace):
        self.process.send_signal(signal.SIGQUIT)
        self.process.wait(10)
        shutil.rmtree(self.folder, ignore_errors=True)
