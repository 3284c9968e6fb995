// The argument structs of the PJRT C ABI: for every function that is called, the fields F(struct, type, name) of its
// arguments and results, after the struct's size and its extensions. Results are marked `out`; the rest is the
// caller's.

#ifndef PENZAI_CPJRT_PJRT_ARGUMENTS_H
#define PENZAI_CPJRT_PJRT_ARGUMENTS_H

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

#endif
