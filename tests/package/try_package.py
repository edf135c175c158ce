"""The Debian package in fresh systems: installed by apt, started under Xvfb, booted into the kiosk, killed, hung, removed.
use: try_package.py PACKAGE.deb [RELEASE...]     (bookworm trixie; root; needs the packages of stage "package")
Each thing that holds is a line; ends with 1 at the first that does not. Pictures: UKETSUKE_ARTEFACTS/package."""
import datetime
import json
import os
import pathlib
import shutil
import subprocess
import sys
import time

from fresh_system import Failure, FreshSystem, expect, run, wait_until

SOURCE = pathlib.Path(__file__).resolve().parents[2]
PICTURES = pathlib.Path(os.environ.get("UKETSUKE_ARTEFACTS", SOURCE / "build/artefacts")) / "package"
DATA = "/var/lib/uketsuke"
HIGHEST_EXPOSURE = 2.5
PRACTICE = "2025-10-24T18:05:00+09:00"


def holds(system, words):
    print(f"{system.release}: {words}", flush=True)


def picture(system, frame_buffer, name):
    """Xvfb's memory as a PNG."""
    PICTURES.mkdir(parents=True, exist_ok=True)
    path = PICTURES / f"{system.release}-{name}.png"
    run("convert", f"xwd:{frame_buffer}", path)
    return path


def brightness(path):
    """Mean of a picture, 0 black to 1 white."""
    return float(run("convert", path, "-colorspace", "gray", "-format", "%[fx:mean]", "info:").stdout)


def json_lines(done):
    return [json.loads(line) for line in done.stdout.splitlines() if line.startswith("{")]


def trace_of(path):
    if not path.exists():
        return []
    return [json.loads(line) for line in path.read_text(encoding="utf-8").split("\n")[:-1]]


def outcomes(path):
    return [line["outcome"] for line in trace_of(path) if "outcome" in line]


def type_scan(call, text, display):
    """As a keyboard-wedge scanner types."""
    call("xdotool", "type", "--delay", "4", text, environment=display)
    time.sleep(0.02)
    call("xdotool", "key", "Return", environment=display)


# Installed ------------------------------------------------------------------------------------------------------------


def check_installation(system, package):
    shutil.copy(package, system.root / "uketsuke.deb")
    system.call("apt-get", "update", timeout=600)
    system.call("apt-get", "install", "-y", "--no-install-recommends", "/uketsuke.deb", "cage", "xwayland", "seatd", timeout=1200)
    version = system.call("dpkg-query", "-W", "-f", "${Version} ${db:Status-Status}", "uketsuke").stdout
    expect(version.endswith(" installed"), version)
    missing = [line for line in system.call("ldd", "/usr/bin/uketsuke").stdout.splitlines() if "not found" in line]
    expect(not missing, f"libraries that are not there: {missing}")
    holds(system, f"apt installs {version.split()[0]}, every library is there")
    user = system.call("getent", "passwd", "uketsuke").stdout.strip().split(":")
    expect(user[5] == DATA and user[6].endswith("nologin") and int(user[2]) < 1000, f"the private user: {user}")
    facts = system.call("stat", "-c", "%U %a", DATA).stdout.split()
    expect(facts == ["uketsuke", "700"], f"{DATA}: {facts}")
    enabled = system.call("systemctl", "is-enabled", "uketsuke-kiosk.service", check=False).stdout.strip()
    expect(enabled == "disabled", f"nothing starts by itself: {enabled}")
    holds(system, f"private user {user[2]}, {DATA} is its own alone, no kiosk starts by itself")
    check_rules(system)


def check_rules(system):
    """Units and udev rules as the release's own tools read them (Debian 12's udevadm cannot verify)."""
    for name in ("service", "path"):
        system.call("systemd-analyze", "verify", "--man=no", *[f"/usr/lib/systemd/system/{unit.name}" for unit in (system.root / "usr/lib/systemd/system").glob(f"uketsuke-*.{name}")])
    holds(system, "systemd-analyze verifies the units")
    if system.release != "bookworm":
        system.call("udevadm", "verify", "/usr/lib/udev/rules.d/70-uketsuke.rules")
        holds(system, "udevadm verifies the rules")


def check_window(system):
    """By hand under Xvfb, as the private user: the scan screen, a scan, the entry in the store."""
    frame_buffers = system.root / "tmp/xvfb"
    frame_buffers.mkdir()
    system.start("Xvfb", ":9", "-screen", "0", "1280x720x24", "-nolisten", "tcp", "-fbdir", "/tmp/xvfb")
    wait_until((system.root / "tmp/.X11-unix/X9").exists, 20, "Xvfb")
    display = {"DISPLAY": ":9", "LIBGL_ALWAYS_SOFTWARE": "1", "HOME": "/tmp"}

    def practice(*words):
        return system.call("uketsuke", "--data", "/tmp/practice", "--json", *words, user="uketsuke")

    practice("init", "--practice")
    practice("--now", PRACTICE, "event", "add", "/usr/share/uketsuke/events/ebina.toml")
    practice("--now", PRACTICE, "roster", "import", "EBINA", "/usr/share/uketsuke/samples/ebina.csv")
    tickets = json_lines(practice("--now", PRACTICE, "ticket", "issue", "EBINA", "--out", "/tmp/tickets"))
    expect(len(tickets) == 30, f"{len(tickets)} tickets")
    window = system.start("uketsuke", "--data", "/tmp/practice", "--now", PRACTICE, "--event", "EBINA", "--windowed", "1280x720", "--camera", "off",
                          "--trace", "/tmp/practice/trace.jsonl", user="uketsuke", environment=display)
    trace = system.root / "tmp/practice/trace.jsonl"
    wait_until(lambda: trace_of(trace) or window.poll() is not None, 40, "the first frame")
    expect(window.poll() is None, "the window ended: " + (system.root / "tmp/started.log").read_text(encoding="utf-8")[-2000:])
    time.sleep(1)
    picture(system, frame_buffers / "Xvfb_screen0", "window")
    type_scan(system.call, tickets[0]["ticket"], display)
    wait_until(lambda: outcomes(trace), 20, "the scan")
    expect(outcomes(trace) == ["admitted"], f"the scan came to {outcomes(trace)}")
    time.sleep(0.5)
    picture(system, frame_buffers / "Xvfb_screen0", "window-admitted")
    window.terminate()
    expect(window.wait(20) == 0, "the window ends with 0 when it is asked to")
    expect(json_lines(practice("check"))[0]["ok"], "the store is whole")
    holds(system, "starts under Xvfb as the private user: scan screen, a scan is admitted, the store is whole")


# Booted ---------------------------------------------------------------------------------------------------------------


def prepare_kiosk(system, lines):
    """A real store with today's event, and kiosk.conf; -> tickets."""
    def kiosk(*words):
        return json_lines(system.call("uketsuke-kiosk", "--json", *words))

    if not (system.root / DATA.lstrip("/") / "uketsuke.db").exists():
        start = datetime.datetime.now(datetime.timezone.utc).replace(microsecond=0)
        (system.root / "root/today.toml").write_text(f'code = "TODAY"\ntitle = "本日の研修会"\nvenue = "会議室"\nstarts_at = "{start.isoformat()}"\n', encoding="utf-8")
        (system.root / "root/roster.csv").write_text("氏名,ふりがな,所属,職種\n山田 太郎,やまだ たろう,海老名訪問看護,看護師\n髙橋 花子,たかはし はなこ,さくら薬局,薬剤師\n", encoding="utf-8")
        kiosk("init")
        kiosk("event", "add", "/root/today.toml")
        kiosk("roster", "import", "TODAY", "/root/roster.csv")
        kiosk("ticket", "issue", "TODAY", "--out", "/root/tickets")
    (system.root / "etc/uketsuke/kiosk.conf").write_text("\n".join(lines) + "\n", encoding="utf-8")
    owners = set(system.call("find", DATA, "-printf", "%U\n").stdout.split())
    expect(len(owners) == 1, f"the store belongs to its user alone: {owners}")
    return [row["ticket"] for row in kiosk("roster", "list", "TODAY")]


def kiosk_process(system):
    return system.inside("pgrep", "-x", "uketsuke", check=False).stdout.strip()


def check_boot(system, name):
    """From power on to the scan screen."""
    begin = time.monotonic()
    system.start_up()
    state = wait_until(lambda: system.inside("systemctl", "is-active", "uketsuke-kiosk.service", check=False).stdout.strip() == "active", 90,
                       lambda: system.inside("journalctl", "--no-pager", "-u", "uketsuke-kiosk", "-u", "uketsuke-x", check=False).stdout[-3000:])
    expect(state, "active")
    holds(system, f"boots to the kiosk ({name}) in {time.monotonic() - begin:.1f} s: systemd was told that its window is open")
    time.sleep(2)


def take_picture(system, name):
    copy = system.root.with_suffix(".xwd")
    with open(copy, "wb") as file:
        subprocess.run(["nsenter", "-t", system.leader, "-m", "cat", "/run/uketsuke-x/Xvfb_screen0"], stdout=file, check=True)
    path = picture(system, copy, name)
    copy.unlink()
    return path


def check_scan_in_kiosk(system, ticket, count, name):
    trace = system.root / DATA.lstrip("/") / "trace.jsonl"
    type_scan(system.inside, ticket, {"DISPLAY": ":7", "XAUTHORITY": "/run/uketsuke-x/auth"})
    wait_until(lambda: len(outcomes(trace)) >= count, 30, lambda: f"scan {count}; seen: {outcomes(trace)}")
    time.sleep(0.5)
    take_picture(system, f"{name}-scanned")
    return outcomes(trace)[-1]


def check_restarts(system, ticket):
    """Ended by force, then hung: the service manager opens it anew, and what was on disk is there."""
    before = kiosk_process(system)
    system.inside("kill", "-9", before)
    wait_until(lambda: kiosk_process(system) not in ("", before), 30, "a new kiosk after kill -9")
    wait_until(lambda: system.inside("systemctl", "is-active", "uketsuke-kiosk.service", check=False).stdout.strip() == "active", 60, "its window")
    holds(system, "kill -9: open again")
    hung = kiosk_process(system)
    system.inside("kill", "-STOP", hung)
    begin = time.monotonic()
    wait_until(lambda: kiosk_process(system) not in ("", hung), 60, "a new kiosk after it hung")
    wait_until(lambda: system.inside("systemctl", "is-active", "uketsuke-kiosk.service", check=False).stdout.strip() == "active", 60, "its window")
    holds(system, f"hung: the watchdog opened it again after {time.monotonic() - begin:.0f} s")
    time.sleep(2)
    again = check_scan_in_kiosk(system, ticket, 2, "x")
    expect(again == "already_in", f"the entry before the crash is known: {again}")
    holds(system, "the entry of before is known afterwards")


def check_service(system):
    """Hardening as systemd counts it, no sleep, and who may draw on the kiosk's screen."""
    words = system.inside("systemd-analyze", "security", "--no-pager", "uketsuke-kiosk.service").stdout
    exposure = float(words.split("Overall exposure level for uketsuke-kiosk.service:")[1].split()[0])
    expect(exposure <= HIGHEST_EXPOSURE, f"exposure {exposure}")
    identity = system.inside("ps", "-o", "user=", "-p", kiosk_process(system)).stdout.strip()
    expect(identity == "uketsuke", identity)
    inhibitors = system.inside("systemd-inhibit", "--list", "--no-pager", "--no-legend").stdout
    expect("idle:sleep:handle-lid-switch" in inhibitors or "sleep:idle:handle-lid-switch" in inhibitors, f"kept awake: {inhibitors}")
    stranger = system.inside("runuser", "-u", "nobody", "--", "xdotool", "getmouselocation", check=False, environment={"DISPLAY": ":7"})
    expect(stranger.returncode != 0, "another user draws on the kiosk's screen")
    blank = system.inside("xset", "q", check=False, environment={"DISPLAY": ":7", "XAUTHORITY": "/run/uketsuke-x/auth"}).stdout
    expect(not blank or "timeout:  0" in blank, blank)
    holds(system, f"runs as uketsuke, exposure {exposure} of at most {HIGHEST_EXPOSURE}, the PC does not sleep, no other user reaches its screen")


def check_kiosk(system):
    tickets = prepare_kiosk(system, ["UKETSUKE_SESSION=x", "UKETSUKE_X_SERVER=/usr/bin/Xvfb -screen 0 1280x720x24 -fbdir /run/uketsuke-x",
                                     f"UKETSUKE_ARGUMENTS=--camera off --trace {DATA}/trace.jsonl", "LIBGL_ALWAYS_SOFTWARE=1"])
    system.call("systemctl", "enable", "uketsuke-kiosk.service", "uketsuke-kiosk.path")
    check_boot(system, "X")
    take_picture(system, "x-idle")
    outcome = check_scan_in_kiosk(system, tickets[0], 1, "x")
    expect(outcome == "admitted", f"the scan came to {outcome}")
    holds(system, "a scan in the booted kiosk is admitted")
    check_service(system)
    check_restarts(system, tickets[0])
    system.halt()


def check_cage(system):
    """The same session through cage; its screen is an X window here, because there is no graphics card."""
    prepare_kiosk(system, ["UKETSUKE_SESSION=cage", "UKETSUKE_OUTER_DISPLAY=:7", "WLR_BACKENDS=x11", "WLR_RENDERER=pixman", "LIBGL_ALWAYS_SOFTWARE=1",
                           "XAUTHORITY=/run/uketsuke-x/auth", f"UKETSUKE_ARGUMENTS=--camera off --trace {DATA}/trace.jsonl"])
    drop_in = system.root / "etc/systemd/system/uketsuke-x.service.d"
    drop_in.mkdir(parents=True)
    (drop_in / "test.conf").write_text("[Service]\nExecCondition=\nEnvironment=\"UKETSUKE_X_SERVER=/usr/bin/Xvfb -screen 0 1280x720x24 -fbdir /run/uketsuke-x\"\n",
                                       encoding="utf-8")
    trace = system.root / DATA.lstrip("/") / "trace.jsonl"
    trace.unlink(missing_ok=True)
    check_boot(system, "cage")
    wait_until(lambda: trace_of(trace), 60, "the first frame in cage")
    expect(system.inside("pgrep", "-x", "cage", check=False).stdout.strip(), "cage runs")
    wait_until(lambda: brightness(take_picture(system, "cage-idle")) > 0.3, 30, "the scan screen, which is light, in the picture of cage's screen")
    holds(system, "the kiosk's window is drawn through cage and Xwayland")
    system.halt()


def check_removal(system):
    words = system.call("apt-get", "purge", "-y", "uketsuke")
    expect("holds rosters and is kept" in words.stdout + words.stderr, "purge says that the store is kept")
    expect((system.root / DATA.lstrip("/") / "uketsuke.db").exists(), "the store is kept")
    left = [path for path in ("usr/bin/uketsuke", "usr/share/uketsuke", "usr/libexec/uketsuke", "usr/lib/uketsuke", "etc/uketsuke/kiosk.conf",
                              "etc/systemd/system/multi-user.target.wants/uketsuke-kiosk.service") if (system.root / path).is_symlink() or (system.root / path).exists()]
    expect(not left, f"left behind: {left}")
    holds(system, "purged: only the store is left, and that is said")


def main():
    package, releases = pathlib.Path(sys.argv[1]).resolve(), sys.argv[2:] or ["bookworm", "trixie"]
    for release in releases:
        with FreshSystem(release) as system:
            check_installation(system, package)
            check_window(system)
            check_kiosk(system)
            check_cage(system)
            check_removal(system)
    print(f"passed: {' '.join(releases)}")


if __name__ == "__main__":
    try:
        main()
    except Failure as failure:
        print(f"FAILED: {failure}", file=sys.stderr)
        sys.exit(1)
