// Declarations of XLA's FFI C ABI, version 0.1, as far as this package uses it: how a running program calls a function
// of the host. The field lists of the structs are also data, in `ffi.c`, which the tests compare with XLA's header.
//
// Later versions append fields, which nobody here looks at.

#ifndef PENZAI_CPJRT_XLA_FFI_H
#define PENZAI_CPJRT_XLA_FFI_H

#include "pjrt.h"
#include "pjrt_description.h"

typedef struct XLA_FFI_Error XLA_FFI_Error;
typedef struct XLA_FFI_ExecutionContext XLA_FFI_ExecutionContext;

typedef enum { XLA_FFI_Extension_Metadata = 1 } XLA_FFI_Extension_Type;
typedef enum { XLA_FFI_ExecutionStage_EXECUTE = 3 } XLA_FFI_ExecutionStage;
typedef enum { XLA_FFI_ArgType_BUFFER = 1 } XLA_FFI_ArgType;
typedef enum { XLA_FFI_RetType_BUFFER = 1 } XLA_FFI_RetType;
typedef enum { XLA_FFI_AttrType_STRING = 4 } XLA_FFI_AttrType;
typedef enum { XLA_FFI_Error_Code_INTERNAL = 13 } XLA_FFI_Error_Code;
typedef enum {
  XLA_FFI_DataType_C64 = 15,
  XLA_FFI_DataType_BF16 = 16,
  XLA_FFI_DataType_C128 = 18
} XLA_FFI_DataType;

typedef struct XLA_FFI_Extension_Base {
  size_t struct_size;
  XLA_FFI_Extension_Type type;
  struct XLA_FFI_Extension_Base *next;
} XLA_FFI_Extension_Base;

// Text that need not end with a zero.
typedef struct {
  const char *ptr;
  size_t len;
} XLA_FFI_ByteSpan;

#define XLA_FFI_DECLARE_FIELD(S, type, name) type name;
#define XLA_FFI_DECLARE_STRUCT(S) \
  typedef struct S { \
    size_t struct_size; \
    XLA_FFI_Extension_Base *extension_start; \
    S##_FIELDS(XLA_FFI_DECLARE_FIELD, S) \
  } S;

#define XLA_FFI_Api_Version_FIELDS(F, S) F(S, int, major_version) F(S, int, minor_version)
XLA_FFI_DECLARE_STRUCT(XLA_FFI_Api_Version)

// An array on the device: dense and row-major, as the programs of this package ask.
#define XLA_FFI_Buffer_FIELDS(F, S) \
  F(S, XLA_FFI_DataType, dtype) F(S, void *, data) F(S, int64_t, rank) F(S, int64_t *, dims)
XLA_FFI_DECLARE_STRUCT(XLA_FFI_Buffer)

#define XLA_FFI_Args_FIELDS(F, S) F(S, int64_t, size) F(S, XLA_FFI_ArgType *, types) F(S, void **, args)
XLA_FFI_DECLARE_STRUCT(XLA_FFI_Args)

#define XLA_FFI_Rets_FIELDS(F, S) F(S, int64_t, size) F(S, XLA_FFI_RetType *, types) F(S, void **, rets)
XLA_FFI_DECLARE_STRUCT(XLA_FFI_Rets)

#define XLA_FFI_Attrs_FIELDS(F, S) \
  F(S, int64_t, size) F(S, XLA_FFI_AttrType *, types) F(S, XLA_FFI_ByteSpan **, names) F(S, void **, attrs)
XLA_FFI_DECLARE_STRUCT(XLA_FFI_Attrs)

#define XLA_FFI_Error_Create_Args_FIELDS(F, S) F(S, const char *, message) F(S, XLA_FFI_Error_Code, errc)
XLA_FFI_DECLARE_STRUCT(XLA_FFI_Error_Create_Args)

// The first functions of the table that a handler may call.
typedef XLA_FFI_Error *(*XLA_FFI_Error_Create_Function)(XLA_FFI_Error_Create_Args *);
#define XLA_FFI_Api_FIELDS(F, S) \
  F(S, XLA_FFI_Api_Version, api_version) F(S, const void *, internal_api) \
  F(S, XLA_FFI_Error_Create_Function, XLA_FFI_Error_Create)
XLA_FFI_DECLARE_STRUCT(XLA_FFI_Api)

// One call of a handler.
#define XLA_FFI_CallFrame_FIELDS(F, S) \
  F(S, const XLA_FFI_Api *, api) F(S, XLA_FFI_ExecutionContext *, ctx) F(S, XLA_FFI_ExecutionStage, stage) \
  F(S, XLA_FFI_Args, args) F(S, XLA_FFI_Rets, rets) F(S, XLA_FFI_Attrs, attrs)
XLA_FFI_DECLARE_STRUCT(XLA_FFI_CallFrame)

typedef XLA_FFI_Error *(*XLA_FFI_Handler)(XLA_FFI_CallFrame *);

// What a handler answers when it is asked for the version that it was written for.
typedef struct XLA_FFI_Metadata {
  size_t struct_size;
  XLA_FFI_Api_Version api_version;
  uint32_t traits;
} XLA_FFI_Metadata;
#define XLA_FFI_Metadata_FIELDS(F, S) F(S, , struct_size) F(S, , api_version) F(S, , traits)

typedef struct XLA_FFI_Metadata_Extension {
  XLA_FFI_Extension_Base extension_base;
  XLA_FFI_Metadata *metadata;
} XLA_FFI_Metadata_Extension;
#define XLA_FFI_Metadata_Extension_FIELDS(F, S) F(S, , extension_base) F(S, , metadata)

#define XLA_FFI_Extension_Base_FIELDS(F, S) F(S, , struct_size) F(S, , type) F(S, , next)
#define XLA_FFI_ByteSpan_FIELDS(F, S) F(S, , ptr) F(S, , len)

// Every struct: STRUCT for the common form, IRREGULAR for the others.
#define XLA_FFI_STRUCTS(STRUCT, IRREGULAR) \
  IRREGULAR(XLA_FFI_Extension_Base) \
  IRREGULAR(XLA_FFI_ByteSpan) \
  STRUCT(XLA_FFI_Api_Version) \
  STRUCT(XLA_FFI_Buffer) \
  STRUCT(XLA_FFI_Args) \
  STRUCT(XLA_FFI_Rets) \
  STRUCT(XLA_FFI_Attrs) \
  STRUCT(XLA_FFI_Error_Create_Args) \
  STRUCT(XLA_FFI_Api) \
  STRUCT(XLA_FFI_CallFrame) \
  IRREGULAR(XLA_FFI_Metadata) \
  IRREGULAR(XLA_FFI_Metadata_Extension)

#define XLA_FFI_ENUMERATORS(C) \
  C(XLA_FFI_Extension_Metadata) C(XLA_FFI_ExecutionStage_EXECUTE) C(XLA_FFI_ArgType_BUFFER) \
  C(XLA_FFI_RetType_BUFFER) C(XLA_FFI_AttrType_STRING) C(XLA_FFI_Error_Code_INTERNAL) C(XLA_FFI_DataType_BF16) \
  C(XLA_FFI_DataType_C64) C(XLA_FFI_DataType_C128)

// ---- PJRT's extension for handlers --------------------------------------------------------------------------------

// The arguments of a registration; unlike those of PJRT's own functions they have no chain of extensions.
typedef struct PJRT_FFI_Register_Handler_Args {
  size_t struct_size;
  const char *target_name;
  size_t target_name_size;
  XLA_FFI_Handler handler;
  const char *platform_name;
  size_t platform_name_size;
  uint32_t traits;
} PJRT_FFI_Register_Handler_Args;

typedef struct PJRT_FFI_Extension {
  PJRT_Extension_Base base;
  void (*type_register)(void);
  void (*user_data_add)(void);
  PJRT_Error *(*register_handler)(PJRT_FFI_Register_Handler_Args *);
} PJRT_FFI_Extension;

const penzai_pjrt_field *penzai_ffi_fields(size_t *count);
const penzai_pjrt_enumerator *penzai_ffi_enumerators(size_t *count);

#endif
