// Tables that describe the FFI ABI as `xla_ffi.h` declares it, for the tests.

#include "xla_ffi.h"

#define LENGTH(array) (sizeof(array) / sizeof((array)[0]))
#define FIELD(s, type, field) {#s, #field, offsetof(s, field), sizeof(((s *)0)->field)},
#define STRUCT(s) FIELD(s, , struct_size) FIELD(s, , extension_start) s##_FIELDS(FIELD, s)
#define IRREGULAR(s) s##_FIELDS(FIELD, s)
static const penzai_pjrt_field fields[] = {XLA_FFI_STRUCTS(STRUCT, IRREGULAR)};

#define ENUMERATOR(name) {#name, name},
static const penzai_pjrt_enumerator enumerators[] = {XLA_FFI_ENUMERATORS(ENUMERATOR)};

const penzai_pjrt_field *penzai_ffi_fields(size_t *count) {
  *count = LENGTH(fields);
  return fields;
}

const penzai_pjrt_enumerator *penzai_ffi_enumerators(size_t *count) {
  *count = LENGTH(enumerators);
  return enumerators;
}
