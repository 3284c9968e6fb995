"""npy.json and npz.json: files that NumPy wrote, and the arrays in them."""

import base64
import io
import zipfile

import ml_dtypes
import numpy as np
from record import Golden, array

rng = np.random.default_rng(20250207)
npy = Golden("npy")
npz = Golden("npz")

DTYPES = [
    "bool", "int8", "int16", "int32", "int64", "uint8", "uint16", "uint32", "uint64", "float16", "float32", "float64",
    "complex64", "complex128", ml_dtypes.bfloat16,
]  # fmt: skip
SHAPES = [(), (1,), (3,), (2, 3), (3, 1, 2), (0, 4), (12, 7)]


def text(content):
    return base64.b64encode(content).decode("ascii")


def draw(dtype, shape):
    dtype = np.dtype(dtype)
    if dtype == np.bool_:
        return rng.integers(0, 2, shape).astype(bool)
    if dtype.kind in "iu":
        limits = np.iinfo(dtype)
        return np.asarray(rng.integers(limits.min, limits.max, shape, dtype=dtype, endpoint=True))
    return np.asarray(rng.standard_normal(shape)).astype(dtype)


def saved(value, version=None):
    file = io.BytesIO()
    np.lib.format.write_array(file, value, version, allow_pickle=True)
    return file.getvalue()


def arrays():
    """Every type in both orders of bytes and axes; `plain` ones are what our own writer must give."""
    for dtype in DTYPES:
        for shape in SHAPES:
            value = draw(dtype, shape)
            npy.add(name="plain", file=text(saved(value)), value=array(value), plain=True)
            if value.ndim > 1:
                npy.add(name="fortran", file=text(saved(np.asfortranarray(value))), value=array(value))
            if value.dtype.itemsize > 1 and value.dtype.kind != "V":
                swapped = value.astype(value.dtype.newbyteorder(">"))
                npy.add(name="big-endian", file=text(saved(swapped)), value=array(value))
                if value.ndim > 1:
                    both = np.asfortranarray(swapped)
                    npy.add(name="big-endian fortran", file=text(saved(both)), value=array(value))
    for version in [(1, 0), (2, 0), (3, 0)]:
        value = draw("float32", (2, 2))
        npy.add(name=f"version {version[0]}", file=text(saved(value, version)), value=array(value))
    special = np.array([np.nan, np.inf, -np.inf, -0.0, 1e-45, 3.4e38], np.float32)
    npy.add(name="special", file=text(saved(special)), value=array(special), plain=True)


def refused():
    """Arrays of NumPy's that are no arrays of ours, with words that the message must have."""
    values = {
        "Python objects": np.array([1, "a", None], object),
        "numbers of this size": np.zeros(2, np.clongdouble),
        "Texts": np.array(["ab", "c"]),
        "arrays of numbers": np.array([b"ab", b"c"]),
        "dates and durations": np.array(["2020-01-01"], "datetime64[D]"),
        "astype('int64')": np.array([3], "timedelta64[s]"),
        "Raw bytes": np.zeros(2, "V3"),
        "array.view(dtype)": np.zeros(2, "V2"),
        "of this size": np.zeros(2, np.longdouble),
        "records of several fields": np.zeros(2, [("a", "<f4"), ("b", "<i4")]),
        "say nothing": np.zeros(2, ml_dtypes.float8_e4m3fn),
    }
    for words, value in values.items():
        npy.add(name=f"refused {value.dtype}", file=text(saved(value)), error=words)


class Pipe(io.BytesIO):
    """A file that cannot go back, so that zipfile writes sizes after the data."""

    def seekable(self):
        return False

    def seek(self, *_):
        raise io.UnsupportedOperation

    def tell(self):
        raise io.UnsupportedOperation


def archives():
    values = {f"every/{np.dtype(dtype).name}": draw(dtype, (2, 3)) for dtype in DTYPES}
    values |= {"scalar": draw("float32", ()), "nothing": draw("int16", (0, 3)), "\u00e9\u4e2d": draw("uint8", (5,))}
    values |= {"zeros": np.zeros((64, 64), np.float32), "fortran": np.asfortranarray(draw("float64", (3, 2)))}

    def record(name, content, members=values):
        listed = [{"name": key, "value": array(value)} for key, value in members.items()]
        npz.add(name=name, file=text(content), arrays=listed)

    for name, save in [("stored", np.savez), ("deflated", np.savez_compressed)]:
        file = io.BytesIO()
        save(file, **values)
        record(name, file.getvalue())
    few = {"a": draw("int32", (4,)), "b": draw("float64", (2, 2))}
    for name, method in [("stored", zipfile.ZIP_STORED), ("deflated", zipfile.ZIP_DEFLATED)]:
        pipe = Pipe()
        with zipfile.ZipFile(pipe, "w", method) as archive:
            for key, value in few.items():
                archive.writestr(key + ".npy", saved(value))
        record(f"piped {name}", pipe.getvalue(), few)
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("readme.txt", "not an array")
        for key, value in few.items():
            archive.writestr(key + ".npy", saved(value))
        archive.comment = b"PK\x05\x06 in a comment"
    record("comment and texts", file.getvalue(), few)
    file = io.BytesIO()
    np.savez(file)
    record("empty", file.getvalue(), {})
    for name, method in [("bzip2", zipfile.ZIP_BZIP2), ("lzma", zipfile.ZIP_LZMA)]:
        file = io.BytesIO()
        with zipfile.ZipFile(file, "w", method) as archive:
            archive.writestr("a.npy", saved(few["a"]))
        npz.add(name=name, file=text(file.getvalue()), error="not stored (0) or deflated (8)")


def main():
    arrays()
    refused()
    archives()
    npy.write()
    npz.write()


if __name__ == "__main__":
    main()
