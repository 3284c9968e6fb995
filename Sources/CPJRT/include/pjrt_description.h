// What the other headers declare, as data: for the plugin loader and for the tests.

#ifndef PENZAI_CPJRT_PJRT_DESCRIPTION_H
#define PENZAI_CPJRT_PJRT_DESCRIPTION_H

#include <stdbool.h>
#include <stddef.h>

// A struct of the ABI as this header declares it.
typedef struct {
  const char *name;
  size_t size;
} penzai_pjrt_struct;

// A field of such a struct.
typedef struct {
  const char *struct_name;
  const char *name;
  size_t offset;
  size_t size;
} penzai_pjrt_field;

// A constant of the ABI.
typedef struct {
  const char *name;
  int value;
} penzai_pjrt_enumerator;

// An entry of the function table; `is_called` tells whether this package calls it.
typedef struct {
  const char *name;
  size_t offset;
  bool is_called;
} penzai_pjrt_entry;

const penzai_pjrt_struct *penzai_pjrt_structs(size_t *count);
const penzai_pjrt_field *penzai_pjrt_fields(size_t *count);
const penzai_pjrt_enumerator *penzai_pjrt_enumerators(size_t *count);
const penzai_pjrt_entry *penzai_pjrt_entries(size_t *count);

#endif
