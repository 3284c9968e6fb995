// Tables that describe the ABI as `pjrt.h` declares it: which structs, fields, constants and functions there are and
// where they lie. The plugin loader finds in them the functions a plugin must have; the tests compare them with the
// header that a plugin brings along.

#include "pjrt.h"
#include "pjrt_description.h"

#define LENGTH(array) (sizeof(array) / sizeof((array)[0]))
#define NOTHING(...)

// Structs.
#define STRUCT(s) {#s, sizeof(s)},
#define ARGUMENTS(function) STRUCT(function##_Args)
static const penzai_pjrt_struct structs[] = {
    PJRT_PLAIN_STRUCTS(STRUCT, STRUCT)
    PJRT_API_TABLE(ARGUMENTS, ARGUMENTS, NOTHING)
    STRUCT(PJRT_Api)
};
#undef ARGUMENTS
#undef STRUCT

// Fields, with where they lie.
#define FIELD(s, type, field) {#s, #field, offsetof(s, field), sizeof(((s *)0)->field)},
#define COMMON(s) FIELD(s, , struct_size) FIELD(s, , extension_start)
#define STRUCT(s) COMMON(s) s##_FIELDS(FIELD, s)
#define IRREGULAR(s) s##_FIELDS(FIELD, s)
#define ARGUMENTS(function) COMMON(function##_Args) function##_FIELDS(FIELD, function##_Args)
#define ENTRY(function) FIELD(PJRT_Api, , function)
static const penzai_pjrt_field fields[] = {
    PJRT_PLAIN_STRUCTS(STRUCT, IRREGULAR)
    PJRT_API_TABLE(ARGUMENTS, ARGUMENTS, NOTHING)
    COMMON(PJRT_Api) FIELD(PJRT_Api, , pjrt_api_version)
    PJRT_API_TABLE(ENTRY, ENTRY, ENTRY)
};

// Constants.
#define ENUMERATOR(name, value) {#name, name},
static const penzai_pjrt_enumerator enumerators[] = {
    PJRT_ENUMERATORS(ENUMERATOR)
    ENUMERATOR(PJRT_API_MAJOR, ) ENUMERATOR(PJRT_API_MINOR, )
};

// Functions.
#define CALLED(function) {#function, offsetof(PJRT_Api, function), true},
#define UNCALLED(function) {#function, offsetof(PJRT_Api, function), false},
static const penzai_pjrt_entry entries[] = {PJRT_API_TABLE(CALLED, CALLED, UNCALLED)};

const penzai_pjrt_struct *penzai_pjrt_structs(size_t *count) {
  *count = LENGTH(structs);
  return structs;
}

const penzai_pjrt_field *penzai_pjrt_fields(size_t *count) {
  *count = LENGTH(fields);
  return fields;
}

const penzai_pjrt_enumerator *penzai_pjrt_enumerators(size_t *count) {
  *count = LENGTH(enumerators);
  return enumerators;
}

const penzai_pjrt_entry *penzai_pjrt_entries(size_t *count) {
  *count = LENGTH(entries);
  return entries;
}
