"""uketsuke-encrypt-data on a real kernel: a virtual machine (QEMU, no acceleration needed) in which a store moves onto LUKS,
doctor sees it, and no name that comes in afterwards can be read from the disk.
use: try_encryption.py PACKAGE.deb     (root; needs the packages of stage "package")"""
import pathlib
import shutil
import subprocess
import sys

from fresh_system import Failure, FreshSystem, expect

TOOLS = ["linux-image-amd64", "initramfs-tools", "kmod", "cryptsetup-bin", "e2fsprogs", "util-linux", "procps", "ca-certificates"]
MODULES = ["9p", "9pnet_virtio", "virtio_pci", "virtio_blk", "dm_crypt", "ext4", "loop"]
SECONDS = 900

# What the machine runs as its first process. Each line "holds: …" is one thing seen; anything else ends it.
GUEST = r"""#!/bin/bash
exec </dev/null >/dev/ttyS0 2>&1
mount -t devpts devpts /dev/pts 2>/dev/null; mkdir -p /dev/shm /run/lock
for module in dm_crypt ext4 loop; do modprobe $module; done
# The passphrase is stretched less than on a real PC: without acceleration that would take minutes a time.
printf '#!/bin/sh\ncase $* in *luksFormat*) set -- --pbkdf-memory 32768 --pbkdf-parallel 1 --pbkdf-force-iterations 4 "$@" ;; esac\nexec /usr/sbin/cryptsetup "$@"\n' >/usr/local/sbin/cryptsetup
chmod 755 /usr/local/sbin/cryptsetup
# Nobody answers for udev here; libdevmapper makes the device files itself.
export DM_DISABLE_UDEV=1
export PATH=/usr/local/sbin:/usr/sbin:/usr/bin:/sbin:/bin LC_ALL=C.UTF-8 HOME=/root UKETSUKE_DATA_FOLDER=/disk/uketsuke
trap 'sync; echo o >/proc/sysrq-trigger; sleep 60' EXIT
die() { echo "failed: $*"; exit 1; }
holds() { echo "holds: $*"; }
desk() { setpriv --reuid uketsuke --regid uketsuke --init-groups -- uketsuke --data $UKETSUKE_DATA_FOLDER --json "$@"; }
encryption() { desk doctor | grep '"check":"encryption"'; }

mkfs.ext4 -q /dev/vda && mkdir -p /disk && mount /dev/vda /disk || die "a disk"
install -d -m 0700 -o uketsuke -g uketsuke $UKETSUKE_DATA_FOLDER
printf '氏名,職種\nKakusu Namae,医師\n' >/tmp/roster.csv
desk init >/dev/null && desk event add /usr/share/uketsuke/events/lecture.toml >/dev/null || die "a store"
encryption | grep -q '"ok":false' || die "doctor before: $(encryption)"
holds "before: doctor says that the disk is not encrypted"

printf 'short' >/tmp/short
uketsuke-encrypt-data --size 1 --passphrase-file /tmp/short && die "a short passphrase was taken"
[ ! -e /disk/uketsuke.luks ] || die "the refused run left something"
printf 'correct horse battery\n' >/tmp/passphrase
uketsuke-encrypt-data --size 1 --passphrase-file /tmp/passphrase || die "uketsuke-encrypt-data"
encryption | grep -q '"ok":true' || die "doctor after: $(encryption)"
desk check | grep -q '"ok":true' || die "the store is whole after"
desk roster import $(desk event list | sed 's/.*"code":"\([^"]*\)".*/\1/') /tmp/roster.csv >/dev/null || die "a roster"
desk roster list $(desk event list | sed 's/.*"code":"\([^"]*\)".*/\1/') | grep -q 'Kakusu Namae' || die "the name is in the store"
holds "after: doctor says $(encryption | sed 's/.*"detail":"\([^"]*\)".*/\1/'), the store is whole"
sync; echo 3 >/proc/sys/vm/drop_caches
umount $UKETSUKE_DATA_FOLDER && cryptsetup close uketsuke-data || die "closing it"
grep -q 'Kakusu Namae' /dev/vda && die "the name can still be read from the disk"
holds "closed: nothing of the name is left on the disk, container included"
desk init 2>/dev/null && die "a store is made beside the closed disk"
holds "closed: nothing is written beside it"
uketsuke-encrypt-data --size 1 --passphrase-file /tmp/passphrase && die "a second run over the first"
printf 'another passphrase' | cryptsetup open --key-file - /disk/uketsuke.luks uketsuke-data && die "a wrong passphrase opens it"
printf 'correct horse battery' | cryptsetup open --key-file - $(sed -n 's/^uketsuke-data \([^ ]*\) .*/\1/p' /etc/crypttab) uketsuke-data || die "the passphrase opens it"
mount $UKETSUKE_DATA_FOLDER || die "fstab mounts it"
desk check | grep -q '"ok":true' || die "the store is whole again"
holds "opened by its passphrase alone, as crypttab and fstab say: the store is whole"
echo "done: all"
"""


def run_machine(system):
    """Boots the system in QEMU and hands its words on; -> all of them."""
    disk = system.root.with_suffix(".disk")
    with open(disk, "wb") as file:
        file.truncate(2 << 30)
    words = ["qemu-system-x86_64", "-accel", "tcg", "-cpu", "max", "-m", "1536", "-nographic", "-no-reboot", "-nic", "none",
             "-kernel", str(system.root / "vmlinuz"), "-initrd", str(system.root / "initrd.img"),
             "-append", "console=ttyS0 root=host0 rootfstype=9p rootflags=trans=virtio,version=9p2000.L,msize=262144 rw init=/root/guest quiet panic=1",
             "-fsdev", f"local,id=root,path={system.root},security_model=passthrough", "-device", "virtio-9p-pci,fsdev=root,mount_tag=host0",
             "-drive", f"file={disk},format=raw,if=virtio"]
    try:
        done = subprocess.run(words, stdin=subprocess.DEVNULL, capture_output=True, text=True, errors="replace", timeout=SECONDS, check=False)
        return done.stdout
    except subprocess.TimeoutExpired as late:
        raise Failure(f"not within {SECONDS} s: {(late.stdout or b'')[-3000:]!r}") from late
    finally:
        disk.unlink(missing_ok=True)


def prepare(system, package):
    modules = "\\n".join(MODULES)
    system.call("sh", "-c", f"printf '{modules}\\n' >>/etc/initramfs-tools/modules && update-initramfs -u", timeout=900)
    shutil.copy(package, system.root / "uketsuke.deb")
    system.call("apt-get", "update", timeout=600)
    system.call("apt-get", "install", "-y", "--no-install-recommends", "/uketsuke.deb", timeout=1200)
    guest = system.root / "root/guest"
    guest.write_text(GUEST, encoding="utf-8")
    guest.chmod(0o755)


def check(system):
    words = run_machine(system)
    held = [line.strip() for line in words.splitlines() if line.strip().startswith("holds: ")]
    for line in held:
        print(f"{system.release}: encrypted store, {line.removeprefix('holds: ')}", flush=True)
    expect("done: all" in words, words[-3000:])


def main():
    with FreshSystem("bookworm", TOOLS) as system:
        prepare(system, pathlib.Path(sys.argv[1]).resolve())
        check(system)
    print("passed: encryption")


if __name__ == "__main__":
    try:
        main()
    except Failure as failure:
        print(f"FAILED: {failure}", file=sys.stderr)
        sys.exit(1)
