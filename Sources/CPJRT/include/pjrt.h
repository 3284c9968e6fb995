// Declarations of the PJRT C ABI, API version 0.81, as far as this package calls it.
//
// PJRT is the binary interface between a framework and an XLA plugin. A plugin exports `GetPjrtApi`, which returns a
// table of functions. Every function takes one pointer to a struct of its arguments and results. Both begin with the
// size of the struct, as its caller knows it, and a chain of extensions, so that either side may be the newer one.
//
// The ABI is written down as lists, from which the structs are declared here, described in `pjrt.c`, and checked
// against a plugin's own header by the tests:
//   PJRT_API_TABLE             every entry of the function table, in order
//   PJRT_<Function>_FIELDS     the fields of that function's argument struct, after the two common ones
//   PJRT_PLAIN_STRUCTS         the structs that are not the arguments of a function
//   PJRT_ENUMERATORS           the constants
// Results are marked `out`; everything else is set by the caller.

#ifndef PENZAI_CPJRT_PJRT_H
#define PENZAI_CPJRT_PJRT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define PJRT_API_MAJOR 0
#define PJRT_API_MINOR 81

// Objects that only the plugin looks into.
typedef struct PJRT_Error PJRT_Error;
typedef struct PJRT_Event PJRT_Event;
typedef struct PJRT_Client PJRT_Client;
typedef struct PJRT_Device PJRT_Device;
typedef struct PJRT_DeviceDescription PJRT_DeviceDescription;
typedef struct PJRT_Memory PJRT_Memory;
typedef struct PJRT_Executable PJRT_Executable;
typedef struct PJRT_LoadedExecutable PJRT_LoadedExecutable;
typedef struct PJRT_SerializedExecutable PJRT_SerializedExecutable;
typedef struct PJRT_ExecuteContext PJRT_ExecuteContext;
typedef struct PJRT_Buffer PJRT_Buffer;
typedef struct PJRT_SendCallbackInfo PJRT_SendCallbackInfo;
typedef struct PJRT_RecvCallbackInfo PJRT_RecvCallbackInfo;

// ---- Constants --------------------------------------------------------------------------------------------------

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

// ---- Plain structs ----------------------------------------------------------------------------------------------

// One link in a chain of extensions.
typedef struct PJRT_Extension_Base {
  size_t struct_size;
  PJRT_Extension_Type type;
  struct PJRT_Extension_Base *next;
} PJRT_Extension_Base;

#define PJRT_DECLARE_FIELD(S, type, name) type name;
#define PJRT_DECLARE_STRUCT(S) \
  typedef struct S { \
    size_t struct_size; \
    PJRT_Extension_Base *extension_start; \
    S##_FIELDS(PJRT_DECLARE_FIELD, S) \
  } S;

// The version of the ABI that a plugin was built with.
#define PJRT_Api_Version_FIELDS(F, S) F(S, int, major_version) F(S, int, minor_version)
PJRT_DECLARE_STRUCT(PJRT_Api_Version)

// A program's text or bytes and the name of its format ("mlir" for StableHLO).
#define PJRT_Program_FIELDS(F, S) \
  F(S, char *, code) F(S, size_t, code_size) F(S, const char *, format) F(S, size_t, format_size)
PJRT_DECLARE_STRUCT(PJRT_Program)

// How one execution is to run; inputs listed as non-donatable keep their buffers.
#define PJRT_ExecuteOptions_FIELDS(F, S) \
  F(S, PJRT_SendCallbackInfo **, send_callbacks) F(S, PJRT_RecvCallbackInfo **, recv_callbacks) \
  F(S, size_t, num_send_ops) F(S, size_t, num_recv_ops) \
  F(S, int, launch_id) \
  F(S, const int64_t *, non_donatable_input_indices) F(S, size_t, num_non_donatable_input_indices) \
  F(S, PJRT_ExecuteContext *, context) F(S, const char *, call_location) \
  F(S, size_t, num_tasks) F(S, int *, task_ids) F(S, int64_t *, incarnation_ids)
PJRT_DECLARE_STRUCT(PJRT_ExecuteOptions)

// A layout as dimensions from the fastest varying to the slowest, and nested tiles.
#define PJRT_Buffer_MemoryLayout_Tiled_FIELDS(F, S) \
  F(S, const int64_t *, minor_to_major) F(S, size_t, minor_to_major_size) \
  F(S, const int64_t *, tile_dims) F(S, const size_t *, tile_dim_sizes) F(S, size_t, num_tiles)
PJRT_DECLARE_STRUCT(PJRT_Buffer_MemoryLayout_Tiled)

// A layout as the bytes to step for each dimension.
#define PJRT_Buffer_MemoryLayout_Strides_FIELDS(F, S) \
  F(S, const int64_t *, byte_strides) F(S, size_t, num_byte_strides)
PJRT_DECLARE_STRUCT(PJRT_Buffer_MemoryLayout_Strides)

// A memory layout in one of its two descriptions.
typedef struct PJRT_Buffer_MemoryLayout {
  size_t struct_size;
  PJRT_Extension_Base *extension_start;
  union {
    PJRT_Buffer_MemoryLayout_Tiled tiled;
    PJRT_Buffer_MemoryLayout_Strides strides;
  };
  PJRT_Buffer_MemoryLayout_Type type;
} PJRT_Buffer_MemoryLayout;

// An attribute or option; `value_size` counts the elements of a string or list and is 1 for a scalar.
typedef struct PJRT_NamedValue {
  size_t struct_size;
  PJRT_Extension_Base *extension_start;
  const char *name;
  size_t name_size;
  PJRT_NamedValue_Type type;
  union {
    const char *string_value;
    int64_t int64_value;
    const int64_t *int64_array_value;
    float float_value;
    bool bool_value;
  };
  size_t value_size;
} PJRT_NamedValue;

// The fields of the structs that do not fit the common form, for the layout table.
#define PJRT_Extension_Base_FIELDS(F, S) F(S, , struct_size) F(S, , type) F(S, , next)
#define PJRT_Buffer_MemoryLayout_FIELDS(F, S) \
  F(S, , struct_size) F(S, , extension_start) F(S, , tiled) F(S, , strides) F(S, , type)
#define PJRT_NamedValue_FIELDS(F, S) \
  F(S, , struct_size) F(S, , extension_start) F(S, , name) F(S, , name_size) F(S, , type) F(S, , string_value) \
  F(S, , int64_value) F(S, , int64_array_value) F(S, , float_value) F(S, , bool_value) F(S, , value_size)

// Every struct but the argument structs: STRUCT for the common form, IRREGULAR for the others.
#define PJRT_PLAIN_STRUCTS(STRUCT, IRREGULAR) \
  IRREGULAR(PJRT_Extension_Base) \
  STRUCT(PJRT_Api_Version) \
  STRUCT(PJRT_Program) \
  STRUCT(PJRT_ExecuteOptions) \
  STRUCT(PJRT_Buffer_MemoryLayout_Tiled) \
  STRUCT(PJRT_Buffer_MemoryLayout_Strides) \
  IRREGULAR(PJRT_Buffer_MemoryLayout) \
  IRREGULAR(PJRT_NamedValue)

// ---- Function types ---------------------------------------------------------------------------------------------

// Runs when an event is ready; owns `error`, which is null on success.
typedef void (*PJRT_Event_OnReadyCallback)(PJRT_Error *error, void *user_arg);

// Frees the memory behind a serialized executable's bytes.
typedef void (*PJRT_SerializedExecutableDeleter)(PJRT_SerializedExecutable *executable);

// ---- Fields of the argument structs -----------------------------------------------------------------------------

// Errors: returned by the plugin, destroyed by the caller; a message lives as long as its error.
#define PJRT_Error_Destroy_FIELDS(F, S) F(S, PJRT_Error *, error)
#define PJRT_Error_Message_FIELDS(F, S) \
  F(S, const PJRT_Error *, error) F(S, const char *, message /* out */) F(S, size_t, message_size /* out */)
#define PJRT_Error_GetCode_FIELDS(F, S) F(S, const PJRT_Error *, error) F(S, PJRT_Error_Code, code /* out */)

// The plugin itself; its attributes live as long as the process.
#define PJRT_Plugin_Initialize_FIELDS(F, S)
#define PJRT_Plugin_Attributes_FIELDS(F, S) \
  F(S, const PJRT_NamedValue *, attributes /* out */) F(S, size_t, num_attributes /* out */)

// Events: results of asynchronous work, destroyed by the caller.
#define PJRT_Event_Destroy_FIELDS(F, S) F(S, PJRT_Event *, event)
#define PJRT_Event_IsReady_FIELDS(F, S) F(S, PJRT_Event *, event) F(S, bool, is_ready /* out */)
#define PJRT_Event_Await_FIELDS(F, S) F(S, PJRT_Event *, event)
#define PJRT_Event_OnReady_FIELDS(F, S) \
  F(S, PJRT_Event *, event) F(S, PJRT_Event_OnReadyCallback, callback) F(S, void *, user_arg)

// Clients. The key-value callbacks serve processes that form one client together; all may be null.
#define PJRT_Client_Create_FIELDS(F, S) \
  F(S, const PJRT_NamedValue *, create_options) F(S, size_t, num_options) \
  F(S, void *, kv_get_callback) F(S, void *, kv_get_user_arg) \
  F(S, void *, kv_put_callback) F(S, void *, kv_put_user_arg) \
  F(S, PJRT_Client *, client /* out */) \
  F(S, void *, kv_try_get_callback) F(S, void *, kv_try_get_user_arg)
#define PJRT_Client_Destroy_FIELDS(F, S) F(S, PJRT_Client *, client)
#define PJRT_Client_PlatformName_FIELDS(F, S) \
  F(S, PJRT_Client *, client) F(S, const char *, platform_name /* out */) F(S, size_t, platform_name_size /* out */)
#define PJRT_Client_PlatformVersion_FIELDS(F, S) \
  F(S, PJRT_Client *, client) F(S, const char *, platform_version /* out */) \
  F(S, size_t, platform_version_size /* out */)
#define PJRT_Client_Devices_FIELDS(F, S) \
  F(S, PJRT_Client *, client) F(S, PJRT_Device *const *, devices /* out */) F(S, size_t, num_devices /* out */)
#define PJRT_Client_AddressableDevices_FIELDS(F, S) \
  F(S, PJRT_Client *, client) \
  F(S, PJRT_Device *const *, addressable_devices /* out */) F(S, size_t, num_addressable_devices /* out */)
#define PJRT_Client_Compile_FIELDS(F, S) \
  F(S, PJRT_Client *, client) F(S, const PJRT_Program *, program) \
  F(S, const char *, compile_options) F(S, size_t, compile_options_size) \
  F(S, PJRT_LoadedExecutable *, executable /* out */)
#define PJRT_Client_BufferFromHostBuffer_FIELDS(F, S) \
  F(S, PJRT_Client *, client) F(S, const void *, data) F(S, PJRT_Buffer_Type, type) \
  F(S, const int64_t *, dims) F(S, size_t, num_dims) \
  F(S, const int64_t *, byte_strides) F(S, size_t, num_byte_strides) \
  F(S, PJRT_HostBufferSemantics, host_buffer_semantics) \
  F(S, PJRT_Device *, device) F(S, PJRT_Memory *, memory) F(S, PJRT_Buffer_MemoryLayout *, device_layout) \
  F(S, PJRT_Event *, done_with_host_buffer /* out */) F(S, PJRT_Buffer *, buffer /* out */)

// Devices and their descriptions, owned by the client.
#define PJRT_DeviceDescription_Id_FIELDS(F, S) \
  F(S, PJRT_DeviceDescription *, device_description) F(S, int, id /* out */)
#define PJRT_DeviceDescription_Kind_FIELDS(F, S) \
  F(S, PJRT_DeviceDescription *, device_description) \
  F(S, const char *, device_kind /* out */) F(S, size_t, device_kind_size /* out */)
#define PJRT_DeviceDescription_ToString_FIELDS(F, S) \
  F(S, PJRT_DeviceDescription *, device_description) \
  F(S, const char *, to_string /* out */) F(S, size_t, to_string_size /* out */)
#define PJRT_Device_GetDescription_FIELDS(F, S) \
  F(S, PJRT_Device *, device) F(S, PJRT_DeviceDescription *, device_description /* out */)
#define PJRT_Device_LocalHardwareId_FIELDS(F, S) F(S, PJRT_Device *, device) F(S, int, local_hardware_id /* out */)

// Executables: the compiled program, apart from its being loaded on devices.
#define PJRT_Executable_Destroy_FIELDS(F, S) F(S, PJRT_Executable *, executable)
#define PJRT_Executable_NumOutputs_FIELDS(F, S) F(S, PJRT_Executable *, executable) F(S, size_t, num_outputs /* out */)
#define PJRT_Executable_GetCostAnalysis_FIELDS(F, S) \
  F(S, PJRT_Executable *, executable) \
  F(S, size_t, num_properties /* out */) F(S, const PJRT_NamedValue *, properties /* out */)
#define PJRT_Executable_Serialize_FIELDS(F, S) \
  F(S, const PJRT_Executable *, executable) \
  F(S, const char *, serialized_bytes /* out */) F(S, size_t, serialized_bytes_size /* out */) \
  F(S, PJRT_SerializedExecutable *, serialized_executable /* out */) \
  F(S, PJRT_SerializedExecutableDeleter, serialized_executable_deleter /* out */)
#define PJRT_Executable_DeserializeAndLoad_FIELDS(F, S) \
  F(S, PJRT_Client *, client) \
  F(S, const char *, serialized_executable) F(S, size_t, serialized_executable_size) \
  F(S, PJRT_LoadedExecutable *, loaded_executable /* out */) \
  F(S, const char *, overridden_serialized_compile_options) F(S, size_t, overridden_serialized_compile_options_size)
#define PJRT_Executable_Fingerprint_FIELDS(F, S) \
  F(S, PJRT_Executable *, executable) \
  F(S, const char *, executable_fingerprint /* out */) F(S, size_t, executable_fingerprint_size /* out */)
#define PJRT_Executable_GetCompiledMemoryStats_FIELDS(F, S) \
  F(S, PJRT_Executable *, executable) \
  F(S, int64_t, generated_code_size_in_bytes /* out */) F(S, int64_t, argument_size_in_bytes /* out */) \
  F(S, int64_t, output_size_in_bytes /* out */) F(S, int64_t, alias_size_in_bytes /* out */) \
  F(S, int64_t, temp_size_in_bytes /* out */) \
  F(S, int64_t, host_generated_code_size_in_bytes /* out */) F(S, int64_t, host_argument_size_in_bytes /* out */) \
  F(S, int64_t, host_output_size_in_bytes /* out */) F(S, int64_t, host_alias_size_in_bytes /* out */) \
  F(S, int64_t, host_temp_size_in_bytes /* out */) \
  F(S, int64_t, peak_memory_in_bytes /* out */)

// Executables loaded on devices. Lists of buffers are indexed by device, then by argument or output.
#define PJRT_LoadedExecutable_Destroy_FIELDS(F, S) F(S, PJRT_LoadedExecutable *, executable)
#define PJRT_LoadedExecutable_GetExecutable_FIELDS(F, S) \
  F(S, PJRT_LoadedExecutable *, loaded_executable) F(S, PJRT_Executable *, executable /* out */)
#define PJRT_LoadedExecutable_AddressableDevices_FIELDS(F, S) \
  F(S, PJRT_LoadedExecutable *, executable) \
  F(S, PJRT_Device *const *, addressable_devices /* out */) F(S, size_t, num_addressable_devices /* out */)
#define PJRT_LoadedExecutable_Delete_FIELDS(F, S) F(S, PJRT_LoadedExecutable *, executable)
#define PJRT_LoadedExecutable_IsDeleted_FIELDS(F, S) \
  F(S, PJRT_LoadedExecutable *, executable) F(S, bool, is_deleted /* out */)
#define PJRT_LoadedExecutable_Execute_FIELDS(F, S) \
  F(S, PJRT_LoadedExecutable *, executable) F(S, PJRT_ExecuteOptions *, options) \
  F(S, PJRT_Buffer *const *const *, argument_lists) F(S, size_t, num_devices) F(S, size_t, num_args) \
  F(S, PJRT_Buffer **const *, output_lists) F(S, PJRT_Event **, device_complete_events) \
  F(S, PJRT_Device *, execute_device)

// Buffers: arrays in a device's memory.
#define PJRT_Buffer_Destroy_FIELDS(F, S) F(S, PJRT_Buffer *, buffer)
#define PJRT_Buffer_ElementType_FIELDS(F, S) F(S, PJRT_Buffer *, buffer) F(S, PJRT_Buffer_Type, type /* out */)
#define PJRT_Buffer_Dimensions_FIELDS(F, S) \
  F(S, PJRT_Buffer *, buffer) F(S, const int64_t *, dims /* out */) F(S, size_t, num_dims /* out */)
#define PJRT_Buffer_OnDeviceSizeInBytes_FIELDS(F, S) \
  F(S, PJRT_Buffer *, buffer) F(S, size_t, on_device_size_in_bytes /* out */)
#define PJRT_Buffer_Device_FIELDS(F, S) F(S, PJRT_Buffer *, buffer) F(S, PJRT_Device *, device /* out */)
#define PJRT_Buffer_Delete_FIELDS(F, S) F(S, PJRT_Buffer *, buffer)
#define PJRT_Buffer_IsDeleted_FIELDS(F, S) F(S, PJRT_Buffer *, buffer) F(S, bool, is_deleted /* out */)
#define PJRT_Buffer_CopyToDevice_FIELDS(F, S) \
  F(S, PJRT_Buffer *, buffer) F(S, PJRT_Device *, dst_device) F(S, PJRT_Buffer *, dst_buffer /* out */)
#define PJRT_Buffer_ToHostBuffer_FIELDS(F, S) \
  F(S, PJRT_Buffer *, src) F(S, PJRT_Buffer_MemoryLayout *, host_layout) \
  F(S, void *, dst) F(S, size_t, dst_size) F(S, PJRT_Event *, event /* out */)
#define PJRT_Buffer_IsOnCpu_FIELDS(F, S) F(S, PJRT_Buffer *, buffer) F(S, bool, is_on_cpu /* out */)
#define PJRT_Buffer_GetMemoryLayout_FIELDS(F, S) \
  F(S, PJRT_Buffer *, buffer) F(S, PJRT_Buffer_MemoryLayout, layout /* out */)
#define PJRT_Buffer_IncreaseExternalReferenceCount_FIELDS(F, S) F(S, PJRT_Buffer *, buffer)
#define PJRT_Buffer_DecreaseExternalReferenceCount_FIELDS(F, S) F(S, PJRT_Buffer *, buffer)
#define PJRT_Buffer_OpaqueDeviceMemoryDataPointer_FIELDS(F, S) \
  F(S, PJRT_Buffer *, buffer) F(S, void *, device_memory_ptr /* out */)
#define PJRT_Buffer_ReadyEvent_FIELDS(F, S) F(S, PJRT_Buffer *, buffer) F(S, PJRT_Event *, event /* out */)

// ---- The function table -----------------------------------------------------------------------------------------

// Every entry in the ABI's order: CALL returns an error or null, VOID returns nothing, OTHER is not called here.
#define PJRT_API_TABLE(CALL, VOID, OTHER) \
  VOID(PJRT_Error_Destroy) \
  VOID(PJRT_Error_Message) \
  CALL(PJRT_Error_GetCode) \
  CALL(PJRT_Plugin_Initialize) \
  CALL(PJRT_Plugin_Attributes) \
  CALL(PJRT_Event_Destroy) \
  CALL(PJRT_Event_IsReady) \
  OTHER(PJRT_Event_Error) \
  CALL(PJRT_Event_Await) \
  CALL(PJRT_Event_OnReady) \
  CALL(PJRT_Client_Create) \
  CALL(PJRT_Client_Destroy) \
  CALL(PJRT_Client_PlatformName) \
  OTHER(PJRT_Client_ProcessIndex) \
  CALL(PJRT_Client_PlatformVersion) \
  CALL(PJRT_Client_Devices) \
  CALL(PJRT_Client_AddressableDevices) \
  OTHER(PJRT_Client_LookupDevice) \
  OTHER(PJRT_Client_LookupAddressableDevice) \
  OTHER(PJRT_Client_AddressableMemories) \
  CALL(PJRT_Client_Compile) \
  OTHER(PJRT_Client_DefaultDeviceAssignment) \
  CALL(PJRT_Client_BufferFromHostBuffer) \
  CALL(PJRT_DeviceDescription_Id) \
  OTHER(PJRT_DeviceDescription_ProcessIndex) \
  OTHER(PJRT_DeviceDescription_Attributes) \
  CALL(PJRT_DeviceDescription_Kind) \
  OTHER(PJRT_DeviceDescription_DebugString) \
  CALL(PJRT_DeviceDescription_ToString) \
  CALL(PJRT_Device_GetDescription) \
  OTHER(PJRT_Device_IsAddressable) \
  CALL(PJRT_Device_LocalHardwareId) \
  OTHER(PJRT_Device_AddressableMemories) \
  OTHER(PJRT_Device_DefaultMemory) \
  OTHER(PJRT_Device_MemoryStats) \
  OTHER(PJRT_Memory_Id) \
  OTHER(PJRT_Memory_Kind) \
  OTHER(PJRT_Memory_DebugString) \
  OTHER(PJRT_Memory_ToString) \
  OTHER(PJRT_Memory_AddressableByDevices) \
  CALL(PJRT_Executable_Destroy) \
  OTHER(PJRT_Executable_Name) \
  OTHER(PJRT_Executable_NumReplicas) \
  OTHER(PJRT_Executable_NumPartitions) \
  CALL(PJRT_Executable_NumOutputs) \
  OTHER(PJRT_Executable_SizeOfGeneratedCodeInBytes) \
  CALL(PJRT_Executable_GetCostAnalysis) \
  OTHER(PJRT_Executable_OutputMemoryKinds) \
  OTHER(PJRT_Executable_OptimizedProgram) \
  CALL(PJRT_Executable_Serialize) \
  CALL(PJRT_LoadedExecutable_Destroy) \
  CALL(PJRT_LoadedExecutable_GetExecutable) \
  CALL(PJRT_LoadedExecutable_AddressableDevices) \
  CALL(PJRT_LoadedExecutable_Delete) \
  CALL(PJRT_LoadedExecutable_IsDeleted) \
  CALL(PJRT_LoadedExecutable_Execute) \
  CALL(PJRT_Executable_DeserializeAndLoad) \
  OTHER(PJRT_LoadedExecutable_Fingerprint) \
  CALL(PJRT_Buffer_Destroy) \
  CALL(PJRT_Buffer_ElementType) \
  CALL(PJRT_Buffer_Dimensions) \
  OTHER(PJRT_Buffer_UnpaddedDimensions) \
  OTHER(PJRT_Buffer_DynamicDimensionIndices) \
  CALL(PJRT_Buffer_GetMemoryLayout) \
  CALL(PJRT_Buffer_OnDeviceSizeInBytes) \
  CALL(PJRT_Buffer_Device) \
  OTHER(PJRT_Buffer_Memory) \
  CALL(PJRT_Buffer_Delete) \
  CALL(PJRT_Buffer_IsDeleted) \
  CALL(PJRT_Buffer_CopyToDevice) \
  CALL(PJRT_Buffer_ToHostBuffer) \
  CALL(PJRT_Buffer_IsOnCpu) \
  CALL(PJRT_Buffer_ReadyEvent) \
  OTHER(PJRT_Buffer_UnsafePointer) \
  CALL(PJRT_Buffer_IncreaseExternalReferenceCount) \
  CALL(PJRT_Buffer_DecreaseExternalReferenceCount) \
  CALL(PJRT_Buffer_OpaqueDeviceMemoryDataPointer) \
  OTHER(PJRT_CopyToDeviceStream_Destroy) \
  OTHER(PJRT_CopyToDeviceStream_AddChunk) \
  OTHER(PJRT_CopyToDeviceStream_TotalBytes) \
  OTHER(PJRT_CopyToDeviceStream_GranuleSize) \
  OTHER(PJRT_CopyToDeviceStream_CurrentBytes) \
  OTHER(PJRT_TopologyDescription_Create) \
  OTHER(PJRT_TopologyDescription_Destroy) \
  OTHER(PJRT_TopologyDescription_PlatformName) \
  OTHER(PJRT_TopologyDescription_PlatformVersion) \
  OTHER(PJRT_TopologyDescription_GetDeviceDescriptions) \
  OTHER(PJRT_TopologyDescription_Serialize) \
  OTHER(PJRT_TopologyDescription_Attributes) \
  OTHER(PJRT_Compile) \
  OTHER(PJRT_Executable_OutputElementTypes) \
  OTHER(PJRT_Executable_OutputDimensions) \
  OTHER(PJRT_Buffer_CopyToMemory) \
  OTHER(PJRT_Client_CreateViewOfDeviceBuffer) \
  CALL(PJRT_Executable_Fingerprint) \
  OTHER(PJRT_Client_TopologyDescription) \
  CALL(PJRT_Executable_GetCompiledMemoryStats) \
  OTHER(PJRT_Memory_Kind_Id) \
  OTHER(PJRT_ExecuteContext_Create) \
  OTHER(PJRT_ExecuteContext_Destroy) \
  OTHER(PJRT_Buffer_CopyRawToHost) \
  OTHER(PJRT_AsyncHostToDeviceTransferManager_Destroy) \
  OTHER(PJRT_AsyncHostToDeviceTransferManager_TransferData) \
  OTHER(PJRT_Client_CreateBuffersForAsyncHostToDevice) \
  OTHER(PJRT_AsyncHostToDeviceTransferManager_RetrieveBuffer) \
  OTHER(PJRT_AsyncHostToDeviceTransferManager_Device) \
  OTHER(PJRT_AsyncHostToDeviceTransferManager_BufferCount) \
  OTHER(PJRT_AsyncHostToDeviceTransferManager_BufferSize) \
  OTHER(PJRT_AsyncHostToDeviceTransferManager_SetBufferError) \
  OTHER(PJRT_AsyncHostToDeviceTransferManager_AddMetadata) \
  OTHER(PJRT_Client_DmaMap) \
  OTHER(PJRT_Client_DmaUnmap) \
  OTHER(PJRT_Client_CreateUninitializedBuffer) \
  OTHER(PJRT_Client_UpdateGlobalProcessInfo) \
  OTHER(PJRT_TopologyDescription_Deserialize) \
  OTHER(PJRT_Client_CreateAliasBuffer) \
  OTHER(PJRT_Client_FulfillAliasBuffer) \
  OTHER(PJRT_LoadedExecutable_GetDeviceAssignment)

// The argument struct of every function that is called.
#define PJRT_NOTHING(name)
#define PJRT_DECLARE_ARGUMENTS(function) \
  typedef struct function##_Args { \
    size_t struct_size; \
    PJRT_Extension_Base *extension_start; \
    function##_FIELDS(PJRT_DECLARE_FIELD, ) \
  } function##_Args;
PJRT_API_TABLE(PJRT_DECLARE_ARGUMENTS, PJRT_DECLARE_ARGUMENTS, PJRT_NOTHING)
#undef PJRT_DECLARE_ARGUMENTS
#undef PJRT_DECLARE_STRUCT
#undef PJRT_DECLARE_FIELD
#undef PJRT_NOTHING

// The table that `GetPjrtApi` returns.
#define PJRT_DECLARE_CALL(function) PJRT_Error *(*function)(function##_Args *);
#define PJRT_DECLARE_VOID(function) void (*function)(function##_Args *);
#define PJRT_DECLARE_OTHER(function) void (*function)(void);
typedef struct PJRT_Api {
  size_t struct_size;
  PJRT_Extension_Base *extension_start;
  PJRT_Api_Version pjrt_api_version;
  PJRT_API_TABLE(PJRT_DECLARE_CALL, PJRT_DECLARE_VOID, PJRT_DECLARE_OTHER)
} PJRT_Api;
#undef PJRT_DECLARE_CALL
#undef PJRT_DECLARE_VOID
#undef PJRT_DECLARE_OTHER

// The signature of a plugin's only symbol.
typedef const PJRT_Api *(*PJRT_GetApi)(void);

// ---- Description of the above -----------------------------------------------------------------------------------

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
