#!/usr/bin/env python3
"""A network between a kiosk and its hub that does what it is told: a TCP proxy on the loopback. Its argument is the port
to lead to; prints its own. Reads commands from stdin, a line each, and answers each with how often it swallowed something; ends when stdin closes.

pass: hands everything on.  cut: resets every connection and refuses new ones.  delay N: hands on N ms later.
hang: half-open; takes connections and bytes and answers nothing.  mute: hands on what is asked, swallows the answers.
A connection that lost bytes is reset once there is a `pass`, as by a router that forgot it.
"""
import asyncio
import os
import sys


class Link:
    """A connection and where it leads."""

    def __init__(self, near, far):
        self.ends, self.lost = [near, far], False

    def reset(self):
        for end in self.ends:
            end.transport.abort()


class Proxy:
    def __init__(self, port):
        self.port, self.mode, self.delay_s, self.links, self.swallowed = port, "pass", 0.0, set(), 0
        self.passes = asyncio.Event()
        self.passes.set()

    def obey(self, command):
        self.mode, *amount = command.split()
        self.delay_s = int(amount[0]) / 1000 if self.mode == "delay" else 0.0
        flows = self.mode in ("pass", "delay")
        self.passes.set() if flows else self.passes.clear()
        for link in list(self.links):
            if self.mode == "cut" or (flows and link.lost):
                link.reset()

    def swallows(self, is_answer):
        return self.mode in ("hang", "cut") or (self.mode == "mute" and is_answer)

    async def hand_on(self, link, reader, writer, is_answer):
        while part := await reader.read(1 << 16):
            if self.delay_s:
                await asyncio.sleep(self.delay_s)
            if self.swallows(is_answer):
                link.lost = True
                self.swallowed += 1
                continue
            writer.write(part)
            await writer.drain()

    async def serve(self, reader, writer):
        if self.mode == "cut":
            writer.transport.abort()
            return
        await self.passes.wait()  # a network that hangs takes the connection and says nothing
        link = None
        try:
            far_reader, far_writer = await asyncio.open_connection("127.0.0.1", self.port)
            link = Link(writer, far_writer)
            self.links.add(link)
            ways = [asyncio.ensure_future(self.hand_on(link, reader, far_writer, False)),
                    asyncio.ensure_future(self.hand_on(link, far_reader, writer, True))]
            await asyncio.wait(ways, return_when=asyncio.FIRST_COMPLETED)
            for way in ways:
                way.cancel()
            await asyncio.gather(*ways, return_exceptions=True)
        except OSError:
            pass
        if link is None:
            writer.transport.abort()
        else:
            self.links.discard(link)
            link.reset()


async def main():
    proxy = Proxy(int(sys.argv[1]))
    server = await asyncio.start_server(proxy.serve, "127.0.0.1", 0)
    print(server.sockets[0].getsockname()[1], flush=True)
    loop = asyncio.get_running_loop()
    while command := await loop.run_in_executor(None, sys.stdin.readline):
        proxy.obey(command)
        print(proxy.swallowed, flush=True)
    os._exit(0)  # whatever is on its way is lost, as with any network that goes


if __name__ == "__main__":
    asyncio.run(main())
