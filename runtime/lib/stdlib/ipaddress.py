# SPDX-License-Identifier: ISC
# ipaddress: addresses, networks and interfaces of both versions.

IPV4LENGTH, IPV6LENGTH = 32, 128


class AddressValueError(ValueError):
    pass


class NetmaskValueError(ValueError):
    pass


class _Comparable:
    def __eq__(self, other):
        return type(other) is type(self) and self._key() == other._key()

    def __lt__(self, other):
        return self._ordered(other) and self._key() < other._key()

    def __le__(self, other):
        return self._ordered(other) and self._key() <= other._key()

    def __gt__(self, other):
        return self._ordered(other) and self._key() > other._key()

    def __ge__(self, other):
        return self._ordered(other) and self._key() >= other._key()

    def _ordered(self, other):
        if self.version != other.version:
            raise TypeError(f"{self} and {other} are not of the same version")
        return True

    def __hash__(self):
        return hash(self._key())

    def __repr__(self):
        return f"{type(self).__name__}('{self}')"


class _Address(_Comparable):
    def __init__(self, address):
        if isinstance(address, int):
            if not 0 <= address < 1 << self.max_prefixlen:
                raise AddressValueError(
                    f"{address} is not an address of version {self.version}"
                )
            self._ip = address
        elif isinstance(address, (bytes, bytearray)):
            if len(address) * 8 != self.max_prefixlen:
                raise AddressValueError(f"{address!r} has the wrong length")
            self._ip = int.from_bytes(address, "big")
        else:
            self._ip = self._parse(str(address))

    def _key(self):
        return self._ip

    def __int__(self):
        return self._ip

    def __add__(self, n):
        return type(self)(self._ip + n)

    def __sub__(self, n):
        return type(self)(self._ip - n)

    def __str__(self):
        return self._text(self._ip)

    @property
    def packed(self):
        return self._ip.to_bytes(self.max_prefixlen // 8, "big")

    @property
    def compressed(self):
        return str(self)

    def _in(self, name):
        return any(self in network for network in _known(self.version, name))

    @property
    def is_private(self):
        return self._in("private") and not self._in("shared")

    @property
    def is_global(self):
        return not self._in("private")

    @property
    def is_loopback(self):
        return self._in("loopback")

    @property
    def is_link_local(self):
        return self._in("link_local")

    @property
    def is_multicast(self):
        return self._in("multicast")

    @property
    def is_unspecified(self):
        return self._ip == 0


class _Four:
    version = 4
    max_prefixlen = 32

    @staticmethod
    def _parse(text):
        parts = text.split(".")
        if len(parts) != 4:
            raise AddressValueError(f"Expected 4 octets in {text!r}")
        ip = 0
        for part in parts:
            fine = part.isdigit() and len(part) <= 3 and int(part) < 256
            if not fine or (part[0] == "0" and len(part) > 1):
                raise AddressValueError(f"{part!r} is no octet, in {text!r}")
            ip = ip << 8 | int(part)
        return ip

    @staticmethod
    def _text(ip):
        return ".".join([str(ip >> shift & 255) for shift in (24, 16, 8, 0)])


class _Six:
    version = 6
    max_prefixlen = 128

    @staticmethod
    def _parse(text):
        wrong = AddressValueError(f"{text!r} is no IPv6 address")
        head, double, tail = text.partition("::")
        if "::" in tail or not text:
            raise wrong
        before, after = _groups(head, wrong), _groups(tail, wrong)
        missing = 8 - len(before) - len(after)
        if missing < (1 if double else 0) or (missing and not double):
            raise wrong
        ip = 0
        for group in before + [0] * missing + after:
            ip = ip << 16 | group
        return ip

    @staticmethod
    def _text(ip):
        groups = [ip >> shift & 0xFFFF for shift in range(112, -16, -16)]
        start, size = _zeros(groups)
        if size < 2:
            return ":".join([f"{group:x}" for group in groups])
        head = ":".join([f"{group:x}" for group in groups[:start]])
        tail = ":".join([f"{group:x}" for group in groups[start + size :]])
        return f"{head}::{tail}"

    @property
    def exploded(self):
        groups = [self._ip >> shift & 0xFFFF for shift in range(112, -16, -16)]
        return ":".join([f"{group:04x}" for group in groups])

    @property
    def ipv4_mapped(self):
        return IPv4Address(self._ip & 0xFFFFFFFF) if self._ip >> 32 == 0xFFFF else None


def _groups(text, wrong):
    if not text:
        return []
    found = []
    parts = text.split(":")
    for at, part in enumerate(parts):
        if "." in part and at == len(parts) - 1:
            ip = _Four._parse(part)
            found += [ip >> 16, ip & 0xFFFF]
        elif not part or len(part) > 4 or part.strip("0123456789abcdefABCDEF"):
            raise wrong
        else:
            found.append(int(part, 16))
    return found


def _zeros(groups):
    # The longest run of zeros: where it starts, and how long it is.
    best, start, size = 0, 0, 0
    for at, group in enumerate(groups):
        size = size + 1 if group == 0 else 0
        if size > best:
            best, start = size, at - size + 1
    return start, best


class IPv4Address(_Four, _Address):
    exploded = _Address.compressed


class IPv6Address(_Six, _Address):
    pass


class _Network(_Comparable):
    def __init__(self, address, strict=True):
        base, prefix = _split(address)
        self._address = self._make(base)
        self.max_prefixlen = self._address.max_prefixlen
        self.version = self._address.version
        self.prefixlen = _prefix(prefix, self.max_prefixlen)
        size = self.max_prefixlen - self.prefixlen
        self._size = 1 << size
        first = int(self._address) >> size << size
        if strict and first != int(self._address):
            raise ValueError(f"{address} has host bits set")
        self.network_address = self._make(first)
        self.broadcast_address = self._make(first + self._size - 1)
        self.netmask = self._make((1 << self.max_prefixlen) - self._size)
        self.hostmask = self._make(self._size - 1)

    def _key(self):
        return int(self.network_address), self.prefixlen

    def __str__(self):
        return self.with_prefixlen

    @property
    def with_prefixlen(self):
        return f"{self.network_address}/{self.prefixlen}"

    @property
    def with_netmask(self):
        return f"{self.network_address}/{self.netmask}"

    @property
    def num_addresses(self):
        return self._size

    def __contains__(self, other):
        if isinstance(other, _Network) or other.version != self.version:
            return False
        return 0 <= int(other) - int(self.network_address) < self._size

    def __iter__(self):
        first = int(self.network_address)
        return (self._make(first + n) for n in range(self._size))

    def __getitem__(self, n):
        n = n + self._size if n < 0 else n
        if not 0 <= n < self._size:
            raise IndexError("address out of range")
        return self._make(int(self.network_address) + n)

    def hosts(self):
        # Without the network's own address, and of version 4 the broadcast one.
        first, size = int(self.network_address), self._size
        if size > 2:
            first, size = first + 1, size - (2 if self.version == 4 else 1)
        return (self._make(first + n) for n in range(size))

    def overlaps(self, other):
        return self.network_address in other or other.network_address in self

    def subnet_of(self, other):
        return self.network_address in other and self.broadcast_address in other

    def supernet_of(self, other):
        return other.subnet_of(self)

    def subnets(self, prefixlen_diff=1, new_prefix=None):
        prefix = new_prefix or self.prefixlen + prefixlen_diff
        if not self.prefixlen <= prefix <= self.max_prefixlen:
            raise ValueError("prefix length diff is invalid for netblock")
        step = 1 << (self.max_prefixlen - prefix)
        first = int(self.network_address)
        for n in range(1 << (prefix - self.prefixlen)):
            yield type(self)((first + n * step, prefix))

    def supernet(self, prefixlen_diff=1, new_prefix=None):
        prefix = (
            new_prefix if new_prefix is not None else self.prefixlen - prefixlen_diff
        )
        return type(self)((int(self.network_address), prefix), strict=False)

    def _in(self, name):
        ends = self.network_address, self.broadcast_address
        return all(end._in(name) for end in ends)

    @property
    def is_private(self):
        return self._in("private") and not self._in("shared")

    @property
    def is_loopback(self):
        return self._in("loopback")

    @property
    def is_multicast(self):
        return self._in("multicast")

    @property
    def is_link_local(self):
        return self._in("link_local")


def _split(address):
    if isinstance(address, tuple):
        return address[0], address[1] if len(address) > 1 else None
    if isinstance(address, str) and "/" in address:
        base, _, prefix = address.partition("/")
        return base, prefix
    return address, None


def _prefix(prefix, most):
    if prefix is None:
        return most
    if isinstance(prefix, int) or prefix.isdigit():
        if not 0 <= int(prefix) <= most:
            raise NetmaskValueError(f"{prefix!r} is not a valid netmask")
        return int(prefix)
    if most != 32:
        raise NetmaskValueError(f"{prefix!r} is not a valid netmask")
    return _mask_length(prefix)


def _mask_length(prefix):
    # A netmask has its ones first, a hostmask last.
    try:
        mask = _Four._parse(prefix)
    except AddressValueError:
        raise NetmaskValueError(f"{prefix!r} is not a valid netmask") from None
    for value in (mask, mask ^ 0xFFFFFFFF):
        zeros = value ^ 0xFFFFFFFF
        if zeros & (zeros + 1) == 0:
            size = 32
            while zeros:
                zeros >>= 1
                size -= 1
            return size
    raise NetmaskValueError(f"{prefix!r} is not a valid netmask")


class IPv4Network(_Network):
    _make = IPv4Address


class IPv6Network(_Network):
    _make = IPv6Address


class IPv4Interface(IPv4Address):
    def __init__(self, address):
        base, prefix = _split(address)
        IPv4Address.__init__(self, base)
        self.network = IPv4Network((base, prefix), strict=False)
        self.netmask = self.network.netmask

    @property
    def ip(self):
        return IPv4Address(self._ip)

    def __str__(self):
        return f"{self.ip}/{self.network.prefixlen}"

    with_prefixlen = property(__str__)


class IPv6Interface(IPv6Address):
    def __init__(self, address):
        base, prefix = _split(address)
        IPv6Address.__init__(self, base)
        self.network = IPv6Network((base, prefix), strict=False)
        self.netmask = self.network.netmask

    @property
    def ip(self):
        return IPv6Address(self._ip)

    def __str__(self):
        return f"{self.ip}/{self.network.prefixlen}"

    with_prefixlen = property(__str__)


_KNOWN = {
    (4, "private"): (
        "0.0.0.0/8 10.0.0.0/8 127.0.0.0/8 169.254.0.0/16 172.16.0.0/12 192.0.0.0/29 "
        "192.0.0.170/31 192.0.2.0/24 192.168.0.0/16 198.18.0.0/15 198.51.100.0/24 "
        "203.0.113.0/24 240.0.0.0/4 255.255.255.255/32 100.64.0.0/10"
    ),
    (4, "shared"): "100.64.0.0/10",
    (4, "loopback"): "127.0.0.0/8",
    (4, "link_local"): "169.254.0.0/16",
    (4, "multicast"): "224.0.0.0/4",
    (6, "private"): (
        "::1/128 ::/128 ::ffff:0:0/96 100::/64 2001::/23 2001:2::/48 2001:db8::/32 "
        "2001:10::/28 fc00::/7 fe80::/10"
    ),
    (6, "shared"): "",
    (6, "loopback"): "::1/128",
    (6, "link_local"): "fe80::/10",
    (6, "multicast"): "ff00::/8",
}
_networks = {}


def _known(version, name):
    if (version, name) not in _networks:
        kind = IPv4Network if version == 4 else IPv6Network
        texts = _KNOWN[version, name].split()
        _networks[version, name] = [kind(text) for text in texts]
    return _networks[version, name]


def _either(four, six, address, *args):
    for kind in (four, six):
        try:
            return kind(address, *args)
        except (AddressValueError, NetmaskValueError):
            pass
    name = four.__name__[4:].lower()
    raise ValueError(f"{address!r} does not appear to be an IPv4 or IPv6 {name}")


def ip_address(address):
    return _either(IPv4Address, IPv6Address, address)


def ip_network(address, strict=True):
    return _either(IPv4Network, IPv6Network, address, strict)


def ip_interface(address):
    return _either(IPv4Interface, IPv6Interface, address)


def collapse_addresses(addresses):
    networks = [
        a if isinstance(a, _Network) else _either(IPv4Network, IPv6Network, str(a))
        for a in addresses
    ]
    networks = sorted(set(networks), key=lambda network: network._key())
    found = []
    for network in networks:
        if found and network.subnet_of(found[-1]):
            continue
        found.append(network)
        while len(found) > 1:
            above = found[-1].supernet() if found[-1].prefixlen else None
            pair = found[-2].prefixlen == found[-1].prefixlen
            if not (above and pair and found[-2].subnet_of(above)):
                break
            found[-2:] = [above]
    return iter(found)
