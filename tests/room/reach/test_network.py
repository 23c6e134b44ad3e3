"""Which of this computer's networks the phones can reach: real computers as tables."""

from __future__ import annotations

import pytest

from workshop.room.reach.network import LABELS, Interface, Kind, Networks
from workshop.words import LANGS, Words

LO = Interface("lo", "127.0.0.1", "255.0.0.0")
WLAN = Interface("wlan0", "192.168.43.7", "255.255.255.0")
CABLE = Interface("enp3s0", "10.1.2.3", "255.255.0.0")
DOWN = Interface("wlp2s0", "192.168.1.9", "255.255.255.0", is_up=False)
TUNNEL = Interface("tun0", "100.64.3.9", "255.255.255.0", is_point_to_point=True)


def alone(name: str, address: str, **more: bool) -> Interface:
    return Interface(name, address, "255.255.255.0", **more)


@pytest.mark.parametrize(
    ("interfaces", "way_out", "expected"),
    [
        # A VPN takes the way out; the phones are in the Wi-Fi.
        ([LO, TUNNEL, WLAN], "100.64.3.9", "192.168.43.7"),
        ([LO, alone("wg0", "10.8.0.2"), WLAN], "10.8.0.2", "192.168.43.7"),
        ([LO, alone("corp", "10.8.0.2", is_point_to_point=True), WLAN], "10.8.0.2", WLAN.address),
        ([LO, Interface("Ethernet 3", "10.9.9.9", "255.255.255.255"), WLAN], "", WLAN.address),
        ([LO, alone("tailscale0", "100.101.102.103"), CABLE], "10.1.2.3", "10.1.2.3"),
        (
            [alone("lo0", "127.0.0.1"), alone("utun4", "10.2.2.2"), alone("en0", "10.0.0.4")],
            "",
            "10.0.0.4",
        ),
        # A switch of one's own, a laptop as hotspot: there is no way out at all.
        ([LO, alone("eth0", "192.168.8.20")], "", "192.168.8.20"),
        ([LO, alone("wlan0", "10.42.0.1"), alone("eth0", "172.16.0.5")], "172.16.0.5", "10.42.0.1"),
        ([LO, alone("eth0", "10.42.0.1"), WLAN], WLAN.address, "10.42.0.1"),
        (
            [alone("Local Area Connection* 10", "192.168.137.1"), alone("Wi-Fi", "10.0.0.9")],
            "10.0.0.9",
            "192.168.137.1",
        ),
        (
            [alone("LAN-Verbindung* 2", "192.168.137.1"), alone("Ethernet", "10.0.0.9")],
            "10.0.0.9",
            "192.168.137.1",
        ),
        ([alone("bridge100", "192.168.2.1"), alone("en0", "10.0.0.9")], "10.0.0.9", "192.168.2.1"),
        ([LO, alone("wlan0", "172.20.10.2")], "172.20.10.2", "172.20.10.2"),
        # Containers and virtual machines have networks that end in this computer.
        (
            [LO, alone("docker0", "172.17.0.1"), alone("br-1a2b3c", "172.18.0.1"), WLAN],
            "",
            WLAN.address,
        ),
        (
            [LO, alone("veth12ab", "10.0.3.9"), alone("virbr0", "192.168.122.1"), CABLE],
            "",
            "10.1.2.3",
        ),
        ([LO, alone("cni0", "10.42.0.1"), CABLE], "10.1.2.3", "10.1.2.3"),
        ([alone("vEthernet (WSL)", "172.29.0.1"), alone("WLAN", "192.168.0.8")], "", "192.168.0.8"),
        (
            [alone("vEthernet (Default Switch)", "192.168.137.1"), alone("Ethernet", "10.0.0.2")],
            "",
            "10.0.0.2",
        ),
        (
            [alone("VMware Network Adapter VMnet8", "192.168.80.1"), alone("Wi-Fi", "10.0.0.2")],
            "",
            "10.0.0.2",
        ),
        (
            [alone("VirtualBox Host-Only Network", "192.168.56.1"), alone("Wi-Fi", "10.0.0.2")],
            "",
            "10.0.0.2",
        ),
        ([alone("bridge101", "192.168.64.1"), alone("en0", "10.0.0.2")], "", "10.0.0.2"),
        # The radio before the cable; of two of a kind, the one that leads somewhere.
        ([LO, CABLE, WLAN], "10.1.2.3", "192.168.43.7"),
        ([LO, alone("eth0", "10.0.0.2"), alone("eth1", "10.5.0.2")], "10.5.0.2", "10.5.0.2"),
        ([alone("en0", "10.0.0.2"), alone("en7", "10.5.0.2")], "", "10.0.0.2"),
        ([LO, alone("eth0", "141.20.1.5")], "141.20.1.5", "141.20.1.5"),
        # Off, unplugged, without an address from anybody, or on the road.
        ([LO, DOWN, CABLE], "", "10.1.2.3"),
        ([LO, alone("eth0", "169.254.10.20"), WLAN], "", "192.168.43.7"),
        ([LO, alone("wwan0", "10.64.1.2"), WLAN], "10.64.1.2", "192.168.43.7"),
        ([LO, alone("eth0", "169.254.10.20")], "", None),
        ([LO, alone("wwan0", "10.64.1.2")], "10.64.1.2", None),
        ([LO, TUNNEL, alone("docker0", "172.17.0.1")], "100.64.3.9", None),
        ([LO, DOWN], "", None),
        ([LO], "", None),
        ([], "", None),
    ],
)
def test_the_network_the_phones_are_in_is_taken(
    interfaces: list[Interface], way_out: str, expected: str | None
) -> None:
    """Never a tunnel or a bridge to containers unasked, and no way out is needed."""
    best = Networks(tuple(interfaces), way_out).best

    assert expected == (best.address if best else None)


def test_what_is_not_taken_is_still_named() -> None:
    """A person may know better: all that leads out of here is listed, the likeliest first."""
    around = Networks((LO, TUNNEL, CABLE, WLAN, DOWN, alone("docker0", "172.17.0.1")))
    expected = ["192.168.43.7", "10.1.2.3", "100.64.3.9", "172.17.0.1"]

    assert expected == [one.address for one in around.others]
    assert around.listed.startswith("192.168.43.7 (wlan0), 10.1.2.3 (enp3s0), 100.64.3.9 (tun0)")


def test_an_address_is_here_only_while_its_network_is_up() -> None:
    """A cable that was pulled leaves its address behind; nobody reaches it."""
    around = Networks((LO, WLAN, DOWN))

    assert WLAN == around.at("192.168.43.7")
    assert around.at(DOWN.address) is None
    assert around.at("192.0.2.1") is None


@pytest.mark.parametrize("lang", LANGS)
def test_every_kind_has_a_name_for_people(lang: str) -> None:
    """“wlp2s0” says nothing to whoever looks for the Wi-Fi."""
    words = Words("de" if lang == "de" else "en")

    assert set(Kind) == set(LABELS)
    assert "WLAN (wlan0)" == WLAN.label(Words("de"))
    assert len({words(label) for label in LABELS.values()}) == len(Kind)
