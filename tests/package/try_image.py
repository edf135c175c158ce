"""The stick that boots into the kiosk, in a virtual machine (QEMU with UEFI, no network): its passphrase, the first start
with a packed event from a second stick, one scan, a power cut, the second start with the entry still there.
use: try_image.py PACKAGE.deb [IMAGE]     (root; needs the packages of stages "package" and "image"; IMAGE: one made before,
with the passphrase below). The program of UKETSUKE_PROGRAM packs the event. Keys go in by the machine's keyboard, what is
seen is its screen. Pictures: UKETSUKE_ARTEFACTS/package."""
import json
import os
import pathlib
import shutil
import socket
import subprocess
import sys
import tempfile
import time

from fresh_system import Failure, expect, run, wait_until

SOURCE = pathlib.Path(__file__).resolve().parents[2]
PICTURES = pathlib.Path(os.environ.get("UKETSUKE_ARTEFACTS", SOURCE / "build/artefacts")) / "package"
PROGRAM = pathlib.Path(os.environ.get("UKETSUKE_PROGRAM", SOURCE / "build/dev/uketsuke")).resolve()
FIRMWARE = pathlib.Path("/usr/share/OVMF")
PACK_PASSPHRASE = "20251024"
PIN = "1357"
PASSPHRASE = "correct horse battery"
SOMEBODY = "髙橋".encode()
GREEN, BLUE = (0x0B, 0x70, 0x48), (0x12, 0x38, 0xB0)
# Without acceleration a machine is ten to twenty times slower than a PC.
SECONDS_TO_START = 900
SECONDS_A_STEP = 90
BOOT_PART = 1 << 20


def holds(words):
    print(f"image: {words}", flush=True)


class Machine:
    """A PC that starts from the stick; a second one is plugged in. use: with Machine(image, folder, stick) as machine: …"""

    def __init__(self, image, folder, stick):
        self.folder, self.image, self.stick = folder, image, stick
        self.serial = folder / "serial.log"

    def __enter__(self):
        monitor, variables = self.folder / "monitor", self.folder / "variables.fd"
        monitor.unlink(missing_ok=True)
        self.serial.unlink(missing_ok=True)
        shutil.copy(FIRMWARE / "OVMF_VARS_4M.fd", variables)
        # The clock of a PC that Windows runs on otherwise: local time.
        self.process = subprocess.Popen(
            ["qemu-system-x86_64", "-machine", "q35", "-accel", "tcg", "-cpu", "max", "-smp", "2", "-m", "3072", "-nic", "none",
             "-display", "none", "-vga", "none", "-device", "VGA,xres=1280,yres=720", "-rtc", "base=localtime",
             "-drive", f"if=pflash,format=raw,readonly=on,file={FIRMWARE}/OVMF_CODE_4M.fd", "-drive", f"if=pflash,format=raw,file={variables}",
             "-device", "qemu-xhci", "-drive", f"if=none,id=stick,format=raw,file={self.image}", "-device", "usb-storage,drive=stick,bootindex=1",
             "-drive", f"if=none,id=second,format=raw,file={self.stick}", "-device", "usb-storage,drive=second,removable=on",
             "-serial", f"file:{self.serial}", "-qmp", f"unix:{monitor},server=on,wait=off"],
            env={**os.environ, "TZ": "Asia/Tokyo"}, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL,
            stderr=open(self.folder / "qemu.log", "a", encoding="utf-8"))
        wait_until(monitor.exists, 30, lambda: (self.folder / "qemu.log").read_text(encoding="utf-8"))
        self.socket = socket.socket(socket.AF_UNIX)
        self.socket.connect(str(monitor))
        self.lines = self.socket.makefile("rw", encoding="utf-8")
        self.lines.readline()
        self.ask("qmp_capabilities")
        return self

    def __exit__(self, *_):
        self.cut_power()

    def cut_power(self):
        if self.process.poll() is None:
            self.process.kill()
        self.process.wait()

    def ask(self, what, **arguments):
        self.lines.write(json.dumps({"execute": what, "arguments": arguments}) + "\n")
        self.lines.flush()
        while True:
            answer = json.loads(self.lines.readline())
            if "return" in answer or "error" in answer:
                expect("return" in answer, f"{what}: {answer}")
                return answer["return"]

    # The keyboard -----------------------------------------------------------------------------------------------------

    def press(self, key):
        self.ask("send-key", keys=[{"type": "qcode", "data": key}], **{"hold-time": 10})
        time.sleep(0.03)

    def type(self, text, pause=0.0):
        """Small letters, digits, spaces; then Enter."""
        for character in text.lower():
            self.press({" ": "spc"}.get(character, character))
            time.sleep(pause)
        self.press("ret")

    def enter(self, text):
        """As a person fills in a field, whatever it holds."""
        for _ in range(12):
            self.press("backspace")
        self.type(text, pause=0.3)

    # The screen -------------------------------------------------------------------------------------------------------

    def colours(self):
        """Of a small picture of the screen, as (red, green, blue)."""
        path = self.folder / "screen.ppm"
        self.ask("screendump", filename=str(path))
        done = subprocess.run(["convert", str(path), "-resize", "32x18!", "-depth", "8", "rgb:-"], capture_output=True, check=False).stdout
        return [tuple(done[i:i + 3]) for i in range(0, len(done), 3)]

    def is_light(self):
        seen = self.colours()
        return bool(seen) and sum(sum(one) for one in seen) > 0.5 * 765 * len(seen)

    def shows(self, colour):
        """Whether a good part of the screen is that colour."""
        seen = self.colours()
        return sum(all(abs(a - b) <= 40 for a, b in zip(one, colour)) for one in seen) > 0.4 * len(seen)

    def head(self):
        """Of the uppermost part of the screen, where a page has its title; what is typed or waited for changes nothing there."""
        return self.colours()[:32]

    def shows_another_head(self, before):
        return sum(any(abs(a - b) > 16 for a, b in zip(one, other)) for one, other in zip(self.head(), before)) >= 3

    def picture(self, name):
        PICTURES.mkdir(parents=True, exist_ok=True)
        self.ask("screendump", filename=str(self.folder / "screen.ppm"))
        run("convert", self.folder / "screen.ppm", PICTURES / f"image-{name}.png")

    def said(self):
        return self.serial.read_text(encoding="utf-8", errors="replace") if self.serial.exists() else ""

    def words(self):
        self.picture("failed")
        return f"see {PICTURES}/image-failed.png; {self.said()[-2000:]}"

    # What a person does -----------------------------------------------------------------------------------------------

    def start_up(self):
        """Until the kiosk's page shows: types the passphrase where it is asked for. -> seconds"""
        begin, answered = time.monotonic(), 0
        while not self.is_light():
            if time.monotonic() - begin > SECONDS_TO_START:
                raise Failure(f"not within {SECONDS_TO_START} s: the kiosk's page; {self.words()}")
            asked = self.said().count("enter passphrase")
            if asked > answered:
                answered = asked
                time.sleep(3)
                self.picture("passphrase-of-the-stick")
                self.type(PASSPHRASE, pause=0.1)
            time.sleep(2)
        expect(answered > 0, "the passphrase was asked for")
        return time.monotonic() - begin

    def go_on(self, deed, name):
        """Does what leads to another page; once more where this slow machine lost or doubled a key."""
        before = self.head()
        for _ in range(4):
            deed()
            try:
                wait_until(lambda: time.sleep(1) or self.shows_another_head(before), SECONDS_A_STEP, name)
                time.sleep(5)
                return self.picture(name)
            except Failure:
                self.picture(f"{name}-not-yet")
        raise Failure(f"{name}: {self.words()}")

    def scan(self, ticket, colour, name):
        """As a scanner types; once more where this slow machine tore the code in two."""
        def shown():
            time.sleep(0.5)
            return self.shows(colour)

        for _ in range(4):
            self.type(ticket)
            try:
                wait_until(shown, 30, name)
                return self.picture(name)
            except Failure:
                self.picture(f"{name}-not-yet")
        raise Failure(f"{name}: {self.words()}")


def make_pack(folder):
    """The shipped event as the office packs it; -> the pack and a ticket."""
    def office(*words):
        done = run(PROGRAM, "--data", folder / "office", "--json", "--by", "office", *words)
        return [json.loads(line) for line in done.stdout.splitlines()]

    (folder / "words").write_text(PACK_PASSPHRASE + "\n", encoding="utf-8")
    office("init")
    office("event", "add", SOURCE / "assets/events/ebina.toml")
    office("roster", "import", "EBINA", SOURCE / "assets/samples/ebina.csv")
    expect(SOMEBODY in json.dumps(office("roster", "list", "EBINA"), ensure_ascii=False).encode(), "somebody to look for")
    tickets = office("ticket", "issue", "EBINA", "--out", folder / "tickets")
    office("event", "pack", "EBINA", "--out", folder / "ebina.pack", "--passphrase-file", folder / "words")
    return folder / "ebina.pack", tickets[0]["ticket"]


def make_image(package, folder):
    """The stick, and how long that takes. Its passphrase is stretched less than on a real one: without acceleration that
    would take minutes."""
    begin = time.monotonic()
    (folder / "passphrase").write_text(PASSPHRASE + "\n", encoding="utf-8")
    tools = folder / "tools"
    tools.mkdir()
    less = "--pbkdf-memory 32768 --pbkdf-parallel 1 --pbkdf-force-iterations 4"
    (tools / "cryptsetup").write_text(f'#!/bin/sh\ncase $* in *luksFormat*) set -- "$@" {less} ;; esac\nexec /usr/sbin/cryptsetup "$@"\n', encoding="utf-8")
    (tools / "cryptsetup").chmod(0o755)
    image = folder / "uketsuke.img"
    run(SOURCE / "deploy/image", "--package", package, "--out", image, "--passphrase-file", folder / "passphrase", "--data-size", "1",
        timeout=3600, env={**os.environ, "PATH": f"{tools}:{os.environ['PATH']}"})
    holds(f"made in {time.monotonic() - begin:.0f} s, {image.stat().st_blocks * 512 >> 20} MB")
    return image


def give_it_time(image, folder):
    """The kiosk is not opened anew where it takes 20 seconds to answer: on this machine that is no fault of its own."""
    part, config = f"{image}@@{BOOT_PART}", folder / "grub.cfg"
    config.unlink(missing_ok=True)
    run("mcopy", "-i", part, "::/EFI/debian/grub.cfg", config)
    words = config.read_text(encoding="utf-8")
    if "service_watchdogs" not in words:
        expect(" quiet " in words, words)
        config.write_text(words.replace(" quiet ", " quiet systemd.service_watchdogs=no "), encoding="utf-8")
        run("mcopy", "-o", "-i", part, config, "::/EFI/debian/grub.cfg")


def make_stick(folder, file):
    stick = folder / "second.img"
    with open(stick, "wb") as image:
        image.truncate(64 << 20)
    run("mkfs.vfat", "-n", "OFFICE", stick)
    run("mcopy", "-i", stick, file, "::/")
    return stick


def check_first_start(machine, ticket):
    seconds = machine.start_up()
    time.sleep(5)
    machine.picture("first-start")
    holds(f"starts from the stick, asks for the passphrase, opens the first start's page ({seconds:.0f} s)")
    machine.go_on(lambda: machine.press("1"), "pin")
    machine.go_on(lambda: machine.enter(PIN) or time.sleep(6) or machine.enter(PIN), "files")
    machine.go_on(lambda: machine.press("ret"), "pack")
    machine.go_on(lambda: machine.enter(PACK_PASSPHRASE), "scan-screen")
    machine.scan(ticket, GREEN, "admitted")
    holds("a PIN, the packed event of a second stick by its passphrase, a scan: green")


def check_after_power_cut(machine, ticket):
    seconds = machine.start_up()
    time.sleep(10)
    machine.picture("scan-screen-again")
    machine.scan(ticket, BLUE, "already-in")
    holds(f"after a power cut it starts to the scan screen ({seconds:.0f} s); the entry is there: already in")


def check_what_lies_on_it(image):
    """The encrypted part as whoever finds the stick reads it."""
    parts = json.loads(run("sfdisk", "--json", image).stdout)["partitiontable"]["partitions"]
    data = next(part for part in parts if part["name"] == "uketsuke-data")
    with open(image, "rb") as file:
        file.seek(data["start"] * 512)
        bytes_of_it = file.read(data["size"] * 512)
    expect(bytes_of_it[:4] == b"LUKS", "the part is encrypted")
    written = len(bytes_of_it) - bytes_of_it.count(b"\0")
    expect(written > 1 << 20, f"a store was written: {written} bytes")
    for words in (SOMEBODY, b"SQLite format 3"):
        expect(words not in bytes_of_it, f"{words!r} can be read from the stick")
    holds("no name and no store can be read from the stick itself")


def main():
    folder = pathlib.Path(tempfile.mkdtemp(prefix="uketsuke-image-try-", dir="/var/tmp"))
    pack, ticket = make_pack(folder)
    stick = make_stick(folder, pack)
    image = pathlib.Path(sys.argv[2]) if len(sys.argv) > 2 else make_image(pathlib.Path(sys.argv[1]).resolve(), folder)
    give_it_time(image, folder)
    with Machine(image, folder, stick) as machine:
        check_first_start(machine, ticket)
        machine.cut_power()
    with Machine(image, folder, stick) as machine:
        check_after_power_cut(machine, ticket)
    check_what_lies_on_it(image)
    shutil.rmtree(folder, ignore_errors=True)
    print("passed: image")


if __name__ == "__main__":
    try:
        main()
    except Failure as failure:
        print(f"FAILED: {failure}", file=sys.stderr)
        sys.exit(1)
