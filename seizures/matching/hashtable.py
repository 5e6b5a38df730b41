"""A read-only hash table in three flat arrays, made by sorting once and read by whole batches.

An entry is 64 bits: the upper 40 of the hash, then 24 of payload (a name's number). Entries are
sorted, so the upper bits of a hash lead straight to its bucket; a bit set in front of them answers
most of the looks in vain from the processor's cache.
"""

from dataclasses import dataclass

import numpy as np

from seizures.matching.arrays import Bytes, Hashes, Ints, Words, owners, ramps

PAYLOAD_BITS = 24
_PAYLOAD = np.uint64((1 << PAYLOAD_BITS) - 1)
_SHIFT = np.uint64(PAYLOAD_BITS)
_NONE: Ints = np.zeros(0, dtype=np.int64)


@dataclass(frozen=True, slots=True)
class HashTable:
    """Multimap from 64-bit hashes (40 bits compared) to payloads below 2**24."""

    entries: Hashes
    offsets: Words
    sieve: Bytes

    @property
    def _bucket_shift(self) -> np.uint64:
        return np.uint64(64 - (len(self.offsets) - 2).bit_length())

    @property
    def _sieve_shift(self) -> np.uint64:
        return np.uint64(64 - (len(self.sieve) * 8 - 1).bit_length())

    def maybe(self, hashes: Hashes) -> Ints:
        """Positions of the hashes that may be in the table (a few of the others slip in)."""
        if len(hashes) == 0:
            return _NONE
        bit = hashes >> self._sieve_shift
        within = bit.astype(np.uint8) & np.uint8(7)
        bit >>= np.uint64(3)
        byte = self.sieve.take(bit.view(np.int64))
        byte >>= within
        byte &= np.uint8(1)
        return np.flatnonzero(byte.view(np.bool_))

    def find(self, hashes: Hashes) -> tuple[Ints, Ints]:
        """All entries of all hashes: positions in `hashes`, and the payloads found there."""
        flat = hashes.reshape(-1)
        asked = self.maybe(flat)
        if len(asked) == 0:
            return asked, asked
        wanted = flat.take(asked)
        bucket = (wanted >> self._bucket_shift).view(np.int64)
        start = self.offsets.take(bucket).astype(np.int64)
        bucket += 1
        counts = self.offsets.take(bucket) - start
        who = owners(counts)
        entry = self.entries.take(start.take(who) + ramps(counts))
        wanted >>= _SHIFT
        right = np.flatnonzero((entry >> _SHIFT) == wanted.take(who))
        return asked.take(who.take(right)), (entry.take(right) & _PAYLOAD).view(np.int64)

    def holds(self, hashes: Hashes) -> "np.ndarray[tuple[int], np.dtype[np.bool_]]":
        """Which of the hashes are in the table."""
        answer = np.zeros(len(hashes), dtype=bool)
        answer[self.find(hashes)[0]] = True
        return answer


def build_table(hashes: Hashes, payloads: Ints) -> HashTable:
    """Sort the entries and lay the buckets and the bit set over them."""
    entries = (hashes & ~_PAYLOAD) | payloads.astype(np.uint64)
    entries.sort()
    if len(entries):
        entries = entries[np.concatenate(([True], entries[1:] != entries[:-1]))]
    bits = max(4, int(len(entries)).bit_length() - 2)  # two to four entries a bucket
    buckets = (entries >> np.uint64(64 - bits)).astype(np.int64)
    offsets = np.zeros((1 << bits) + 1, dtype=np.uint32)
    np.cumsum(np.bincount(buckets, minlength=1 << bits), out=offsets[1:])
    sieve_bits = bits + 5
    bit = entries >> np.uint64(64 - sieve_bits)
    flags = np.zeros(1 << sieve_bits, dtype=bool)
    flags[bit.astype(np.int64)] = True
    return HashTable(entries, offsets, np.packbits(flags, bitorder="little"))
