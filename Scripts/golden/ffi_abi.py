"""ffi_abi.json: where the C compiler puts the fields of the structs in XLA's own FFI header, and its constants."""

import os
import subprocess
import tempfile

import jaxlib
from record import Golden

STRUCTS = {
    "XLA_FFI_Extension_Base": ["struct_size", "type", "next"],
    "XLA_FFI_ByteSpan": ["ptr", "len"],
    "XLA_FFI_Api_Version": ["struct_size", "extension_start", "major_version", "minor_version"],
    "XLA_FFI_Buffer": ["struct_size", "extension_start", "dtype", "data", "rank", "dims"],
    "XLA_FFI_Args": ["struct_size", "extension_start", "size", "types", "args"],
    "XLA_FFI_Rets": ["struct_size", "extension_start", "size", "types", "rets"],
    "XLA_FFI_Attrs": ["struct_size", "extension_start", "size", "types", "names", "attrs"],
    "XLA_FFI_Error_Create_Args": ["struct_size", "extension_start", "message", "errc"],
    "XLA_FFI_Api": ["struct_size", "extension_start", "api_version", "internal_api", "XLA_FFI_Error_Create"],
    "XLA_FFI_CallFrame": ["struct_size", "extension_start", "api", "ctx", "stage", "args", "rets", "attrs"],
    "XLA_FFI_Metadata": ["struct_size", "api_version", "traits"],
    "XLA_FFI_Metadata_Extension": ["extension_base", "metadata"],
}
CONSTANTS = [
    "XLA_FFI_Extension_Metadata", "XLA_FFI_ExecutionStage_EXECUTE", "XLA_FFI_ArgType_BUFFER",
    "XLA_FFI_RetType_BUFFER", "XLA_FFI_AttrType_STRING", "XLA_FFI_Error_Code_INTERNAL", "XLA_FFI_DataType_BF16",
    "XLA_FFI_DataType_C64", "XLA_FFI_DataType_C128",
]  # fmt: skip

golden = Golden("ffi_abi")


def program():
    lines = ['#include "xla/ffi/api/c_api.h"', "#include <stdio.h>", "int main(void) {"]
    for struct, fields in STRUCTS.items():
        for field in fields:
            size = f"sizeof((({struct} *)0)->{field})"
            lines.append(f'printf("{struct} {field} %zu %zu\\n", offsetof({struct}, {field}), {size});')
    lines += [f'printf("{name} %d\\n", (int){name});' for name in CONSTANTS]
    return "\n".join([*lines, "}"])


def main():
    with tempfile.TemporaryDirectory() as folder:
        source, binary = os.path.join(folder, "abi.c"), os.path.join(folder, "abi")
        with open(source, "w", encoding="utf-8") as file:
            file.write(program())
        include = os.path.join(os.path.dirname(jaxlib.__file__), "include")
        subprocess.run(["cc", "-I", include, source, "-o", binary], check=True)
        output = subprocess.run([binary], check=True, stdout=subprocess.PIPE, text=True).stdout
    for line in output.splitlines():
        words = line.split()
        if len(words) == 4:
            golden.add(struct=words[0], field=words[1], offset=int(words[2]), size=int(words[3]))
        else:
            golden.add(constant=words[0], value=int(words[1]))
    golden.write()


if __name__ == "__main__":
    main()
