#!/usr/bin/env python3
"""Makes the kiosk's tones: short, soft, each of its own shape so that they are told apart by ear alone.

welcome    two rising notes
already    two equal notes
attention  one long middle note
refuse     two falling low notes, no alarm
fault      three short low notes
Run in any folder; writes beside itself (--check compares instead). Standard library only; the same bytes every time.
"""
import io
import math
import pathlib
import struct
import sys
import wave

RATE = 44100
# name: [(frequency in Hz, seconds, pause after it in seconds)]
TONES = {
    "welcome": [(659.3, 0.12, 0.02), (987.8, 0.26, 0.0)],
    "already": [(784.0, 0.12, 0.06), (784.0, 0.18, 0.0)],
    "attention": [(587.3, 0.42, 0.0)],
    "refuse": [(440.0, 0.20, 0.04), (329.6, 0.34, 0.0)],
    "fault": [(293.7, 0.12, 0.08), (293.7, 0.12, 0.08), (293.7, 0.20, 0.0)],
}


def note(frequency, seconds):
    count = int(RATE * seconds)
    for i in range(count):
        t = i / RATE
        rise = min(1.0, t / 0.01)
        fall = min(1.0, (seconds - t) / 0.08)
        value = math.sin(2 * math.pi * frequency * t) + 0.25 * math.sin(4 * math.pi * frequency * t)
        yield 0.35 * rise * max(0.0, fall) * value


def tone(notes):
    """-> the bytes of a WAV file."""
    samples = []
    for frequency, seconds, pause in notes:
        samples.extend(note(frequency, seconds))
        samples.extend([0.0] * int(RATE * pause))
    file = io.BytesIO()
    with wave.open(file, "wb") as out:
        out.setnchannels(1)
        out.setsampwidth(2)
        out.setframerate(RATE)
        out.writeframes(b"".join(struct.pack("<h", int(32000 * max(-1.0, min(1.0, s)))) for s in samples))
    return file.getvalue()


def main():
    folder = pathlib.Path(__file__).resolve().parent
    for name, notes in TONES.items():
        path = folder / f"{name}.wav"
        if "--check" not in sys.argv[1:]:
            path.write_bytes(tone(notes))
        elif not path.is_file() or path.read_bytes() != tone(notes):
            sys.exit(f"{path} is not what make_sounds.py makes")


if __name__ == "__main__":
    main()
