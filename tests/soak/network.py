"""A network for the soak: each machine in a namespace of its own (ip-netns(8)), where we may make
one; else all on loopback."""

import os
import shutil
import subprocess

BRIDGE, NET = "soak-bridge", "10.213.77"


class Network:
    """`address` is where the services listen. `machine()` gives the next machine's address and the
    words before a command that runs on it."""

    def __init__(self):
        self.names = []
        self.is_real = os.geteuid() == 0 and bool(shutil.which("ip")) and self._build()
        self.address = f"{NET}.1" if self.is_real else "127.0.0.1"

    def _build(self):
        self.close()  # what a killed run has left
        return (
            _ip("link", "add", BRIDGE, "type", "bridge")
            and _ip("addr", "add", f"{NET}.1/24", "dev", BRIDGE)
            and _ip("link", "set", BRIDGE, "up")
        )

    def machine(self) -> tuple[str, list[str]]:
        """(address, words)"""
        if not self.is_real:
            return "127.0.0.1", []
        number = len(self.names) + 2
        name, here, there = f"soak-{number}", f"soak-{number}a", f"soak-{number}b"
        self.names.append(name)
        address = f"{NET}.{number}"
        _ip("netns", "del", name)
        for words in [
            f"netns add {name}",
            f"link add {here} type veth peer name {there}",
            f"link set {there} netns {name}",
            f"link set {here} master {BRIDGE} up",
            f"-n {name} addr add {address}/24 dev {there}",
            f"-n {name} link set {there} up",
            f"-n {name} link set lo up",
        ]:
            if not _ip(*words.split()):
                raise RuntimeError(f"ip {words}")
        return address, ["ip", "netns", "exec", name]

    def close(self) -> None:
        """Take it down."""
        for name in self.names:
            _ip("netns", "del", name)
        _ip("link", "del", BRIDGE)


def _ip(*words):
    return not subprocess.call(["ip", *words], stderr=subprocess.DEVNULL)
