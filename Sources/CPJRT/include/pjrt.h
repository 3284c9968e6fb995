// Declarations of the PJRT C ABI, API version 0.81, as far as this package calls it.
//
// PJRT is the binary interface between a framework and an XLA plugin. A plugin exports `GetPjrtApi`, which returns a
// table of functions. Every function takes one pointer to a struct of its arguments and results. Both begin with the
// size of the struct, as its caller knows it, and a chain of extensions, so that either side may be the newer one.
//
// The ABI is written down as lists, from which the structs are declared here, described in `pjrt.c`, and checked
// against a plugin's own header by the tests:
//   PJRT_API_TABLE             every entry of the function table, in order
//   PJRT_<Function>_FIELDS     the fields of that function's argument struct (pjrt_arguments.h)
//   PJRT_PLAIN_STRUCTS         the structs that are not the arguments of a function
//   PJRT_ENUMERATORS           the constants (pjrt_constants.h)

#ifndef PENZAI_CPJRT_PJRT_H
#define PENZAI_CPJRT_PJRT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "pjrt_arguments.h"
#include "pjrt_constants.h"

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

#endif
