// The constants of the PJRT C ABI, as lists C(name, value) and as the enumerations declared from them.

#ifndef PENZAI_CPJRT_PJRT_CONSTANTS_H
#define PENZAI_CPJRT_PJRT_CONSTANTS_H

// Status codes, numbered as in Abseil.
#define PJRT_ERROR_CODES(C) \
  C(PJRT_Error_Code_OK, 0) \
  C(PJRT_Error_Code_CANCELLED, 1) \
  C(PJRT_Error_Code_UNKNOWN, 2) \
  C(PJRT_Error_Code_INVALID_ARGUMENT, 3) \
  C(PJRT_Error_Code_DEADLINE_EXCEEDED, 4) \
  C(PJRT_Error_Code_NOT_FOUND, 5) \
  C(PJRT_Error_Code_ALREADY_EXISTS, 6) \
  C(PJRT_Error_Code_PERMISSION_DENIED, 7) \
  C(PJRT_Error_Code_RESOURCE_EXHAUSTED, 8) \
  C(PJRT_Error_Code_FAILED_PRECONDITION, 9) \
  C(PJRT_Error_Code_ABORTED, 10) \
  C(PJRT_Error_Code_OUT_OF_RANGE, 11) \
  C(PJRT_Error_Code_UNIMPLEMENTED, 12) \
  C(PJRT_Error_Code_INTERNAL, 13) \
  C(PJRT_Error_Code_UNAVAILABLE, 14) \
  C(PJRT_Error_Code_DATA_LOSS, 15) \
  C(PJRT_Error_Code_UNAUTHENTICATED, 16)

// Extensions that a plugin may offer beside its table.
#define PJRT_EXTENSION_TYPES(C) \
  C(PJRT_Extension_Type_Gpu_Custom_Call, 0) \
  C(PJRT_Extension_Type_Profiler, 1) \
  C(PJRT_Extension_Type_Custom_Partitioner, 2) \
  C(PJRT_Extension_Type_Stream, 3) \
  C(PJRT_Extension_Type_Layouts, 4) \
  C(PJRT_Extension_Type_FFI, 5) \
  C(PJRT_Extension_Type_MemoryDescriptions, 6) \
  C(PJRT_Extension_Type_Triton, 7) \
  C(PJRT_Extension_Type_RawBuffer, 8) \
  C(PJRT_Extension_Type_PhaseCompile, 9) \
  C(PJRT_Extension_Type_Example, 10) \
  C(PJRT_Extension_Type_Unknown, 11) \
  C(PJRT_Extension_Type_CrossHostTransfers, 12) \
  C(PJRT_Extension_Type_ExecutableMetadata, 13) \
  C(PJRT_Extension_Type_Callback, 14) \
  C(PJRT_Extension_Type_HostAllocator, 15)

// Kinds of value that an attribute or option may have.
#define PJRT_NAMED_VALUE_TYPES(C) \
  C(PJRT_NamedValue_kString, 0) \
  C(PJRT_NamedValue_kInt64, 1) \
  C(PJRT_NamedValue_kInt64List, 2) \
  C(PJRT_NamedValue_kFloat, 3) \
  C(PJRT_NamedValue_kBool, 4)

// Element types of a buffer.
#define PJRT_BUFFER_TYPES(C) \
  C(PJRT_Buffer_Type_INVALID, 0) \
  C(PJRT_Buffer_Type_PRED, 1) \
  C(PJRT_Buffer_Type_S8, 2) \
  C(PJRT_Buffer_Type_S16, 3) \
  C(PJRT_Buffer_Type_S32, 4) \
  C(PJRT_Buffer_Type_S64, 5) \
  C(PJRT_Buffer_Type_U8, 6) \
  C(PJRT_Buffer_Type_U16, 7) \
  C(PJRT_Buffer_Type_U32, 8) \
  C(PJRT_Buffer_Type_U64, 9) \
  C(PJRT_Buffer_Type_F16, 10) \
  C(PJRT_Buffer_Type_F32, 11) \
  C(PJRT_Buffer_Type_F64, 12) \
  C(PJRT_Buffer_Type_BF16, 13) \
  C(PJRT_Buffer_Type_C64, 14) \
  C(PJRT_Buffer_Type_C128, 15) \
  C(PJRT_Buffer_Type_F8E5M2, 16) \
  C(PJRT_Buffer_Type_F8E4M3FN, 17) \
  C(PJRT_Buffer_Type_F8E4M3B11FNUZ, 18) \
  C(PJRT_Buffer_Type_F8E5M2FNUZ, 19) \
  C(PJRT_Buffer_Type_F8E4M3FNUZ, 20) \
  C(PJRT_Buffer_Type_S4, 21) \
  C(PJRT_Buffer_Type_U4, 22) \
  C(PJRT_Buffer_Type_TOKEN, 23) \
  C(PJRT_Buffer_Type_S2, 24) \
  C(PJRT_Buffer_Type_U2, 25) \
  C(PJRT_Buffer_Type_F8E4M3, 26) \
  C(PJRT_Buffer_Type_F8E3M4, 27) \
  C(PJRT_Buffer_Type_F8E8M0FNU, 28) \
  C(PJRT_Buffer_Type_F4E2M1FN, 29)

// What the plugin may do with host memory after it was handed over.
#define PJRT_HOST_BUFFER_SEMANTICS(C) \
  C(PJRT_HostBufferSemantics_kImmutableOnlyDuringCall, 0) \
  C(PJRT_HostBufferSemantics_kImmutableUntilTransferCompletes, 1) \
  C(PJRT_HostBufferSemantics_kImmutableZeroCopy, 2) \
  C(PJRT_HostBufferSemantics_kMutableZeroCopy, 3)

// The two ways to describe a memory layout.
#define PJRT_MEMORY_LAYOUT_TYPES(C) \
  C(PJRT_Buffer_MemoryLayout_Type_Tiled, 0) \
  C(PJRT_Buffer_MemoryLayout_Type_Strides, 1)

#define PJRT_ENUMERATORS(C) \
  PJRT_ERROR_CODES(C) PJRT_EXTENSION_TYPES(C) PJRT_NAMED_VALUE_TYPES(C) PJRT_BUFFER_TYPES(C) \
  PJRT_HOST_BUFFER_SEMANTICS(C) PJRT_MEMORY_LAYOUT_TYPES(C)

#define PJRT_DECLARE_ENUMERATOR(name, value) name = value,
typedef enum { PJRT_ERROR_CODES(PJRT_DECLARE_ENUMERATOR) } PJRT_Error_Code;
typedef enum { PJRT_EXTENSION_TYPES(PJRT_DECLARE_ENUMERATOR) } PJRT_Extension_Type;
typedef enum { PJRT_NAMED_VALUE_TYPES(PJRT_DECLARE_ENUMERATOR) } PJRT_NamedValue_Type;
typedef enum { PJRT_BUFFER_TYPES(PJRT_DECLARE_ENUMERATOR) } PJRT_Buffer_Type;
typedef enum { PJRT_HOST_BUFFER_SEMANTICS(PJRT_DECLARE_ENUMERATOR) } PJRT_HostBufferSemantics;
typedef enum { PJRT_MEMORY_LAYOUT_TYPES(PJRT_DECLARE_ENUMERATOR) } PJRT_Buffer_MemoryLayout_Type;
#undef PJRT_DECLARE_ENUMERATOR

#endif
