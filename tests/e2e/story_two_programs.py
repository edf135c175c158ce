"""Two programs on one store, two windows and the command line at once: everybody once, counts agree, the store is whole."""
import subprocess
import threading

from kiosk_process import Kiosk, PROGRAM, World, expect, run


def story():
    with World("two-programs") as world:
        world.make_store()
        tickets = [ticket["ticket"] for ticket in world.add_ebina()]
        world.open_display()
        first_display = world.display
        first = Kiosk(world)
        world.trace_of_first = first.trace_path.rename(world.folder / "first.jsonl")  # it writes on into the same file
        first.trace_path = world.trace_of_first
        world.open_display()
        second = Kiosk(world)
        lines = []

        def scan_on_command_line():
            done = subprocess.run([str(PROGRAM), "--data", str(world.data), "--now", world.now, "--json", "scan", "EBINA", *tickets[10:]],
                                  capture_output=True, text=True, timeout=120, check=False)
            lines.extend(done.stdout.splitlines())

        thread = threading.Thread(target=scan_on_command_line)
        thread.start()
        second_display = world.display
        for count in range(10):
            world.display = first_display
            first.type_scan(tickets[count])
            world.display = second_display
            second.type_scan(tickets[9 - count])
        thread.join()
        world.display = first_display
        outcomes = first.wait_for_scans(10)
        world.display = second_display
        outcomes = outcomes + second.wait_for_scans(10)
        expect(len(lines) == len(tickets) - 10, f"the command line answered {len(lines)}")
        expect(outcomes.count("admitted") == 10 and outcomes.count("already_in") == 10, f"each of ten at two doors: {outcomes}")
        expect(second.close() == 0, "the second ends")
        world.display = first_display
        expect(first.close() == 0, "the first ends")
        event = world.call("event", "show", "EBINA").one
        expect(event["admitted"] == event["inside"] == len(tickets), f"{event}")
        expect(world.call("check").one["ok"] is True, "the store is whole")


if __name__ == "__main__":
    run(story)
