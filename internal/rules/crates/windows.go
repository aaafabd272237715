package crates

// Windows: what runs between a throw and the block that catches it. Stacks have these frames where a panic happens in a
// destructor, or in a function that must not unwind, while another panic unwinds. Without symbols of the system's own libraries
// a frame has the name of the nearest function before it that is exported.

var windowsFrames = []Frame{
	{Pattern: "CxxThrowException", Class: Panic, Reason: "throws a C++ exception, as panics are on MSVC; dbghelp leaves the first underscore out", Seen: "captured"},
	{Pattern: "_CxxThrowException", Class: Panic, Reason: "throws a C++ exception, as panics are on MSVC", Seen: inSource},
	{Pattern: "RaiseException", Class: Panic, Reason: "kernelbase, which _CxxThrowException calls", Seen: "captured"},
	{Pattern: "RtlRaiseException", Class: Panic, Reason: "ntdll, which RaiseException calls", Seen: "captured"},
	{Pattern: "RtlRaiseStatus", Class: Panic, Reason: "ntdll, which raises what was raised while unwinding", Seen: inSource},
	{Pattern: "KiUserExceptionDispatch", Class: Panic, Reason: "ntdll, by which the kernel hands an exception to the program", Seen: inSource},
	{Pattern: "KiUserExceptionDispatcher", Class: Panic, Reason: "ntdll, by which the kernel hands an exception to the program", Seen: inSource},
	{Pattern: "RtlDispatchException", Class: Panic, Reason: "ntdll, which looks for who handles an exception", Seen: inSource},
	{Pattern: "RtlpExecuteHandlerForException", Class: Panic, Reason: "ntdll, which calls the language's handler of a frame", Seen: inSource},
	{Pattern: "RtlpExecuteHandlerForUnwind", Class: Panic, Reason: "ntdll, which calls the language's handler of a frame that unwinds", Seen: inSource},
	{Pattern: "RtlUnwind", Class: Panic, Reason: "ntdll, which unwinds to the frame that catches", Seen: inSource},
	{Pattern: "RtlUnwindEx", Class: Panic, Reason: "ntdll, which unwinds to the frame that catches", Seen: "captured"},
	{Pattern: "RcConsolidateFrames", Class: Panic, Reason: "ntdll, which calls the catch or cleanup block of a frame that is unwound", Seen: inSource},
	{Pattern: "RtlCaptureContext2", Class: Panic, Reason: "the exported name before RcConsolidateFrames and the calls of handlers, as ntdll without symbols shows them", Seen: "captured"},
	{Pattern: "_chkstk", Class: Panic, Reason: "the exported name before RtlpExecuteHandlerForException, as ntdll without symbols shows it", Seen: "captured"},
	{Pattern: "RtlLocateExtendedFeature", Class: Panic, Reason: "the exported name before RtlDispatchException, as one ntdll without symbols shows it", Seen: "captured"},
	{Pattern: "RtlWow64GetCurrentCpuArea", Class: Panic, Reason: "the exported name before RtlDispatchException, as another ntdll without symbols shows it", Seen: "captured"},
	{Pattern: "_CxxFrameHandler3", Class: Panic, Reason: "vcruntime: the handler of frames with catch or cleanup blocks; dbghelp leaves the first underscore out", Seen: "captured"},
	{Pattern: "__CxxFrameHandler3", Class: Panic, Reason: "vcruntime: the handler of frames with catch or cleanup blocks", Seen: inSource},
	{Pattern: "_CxxFrameHandler4", Class: Panic, Reason: "vcruntime: the handler of frames with catch or cleanup blocks, compact tables; dbghelp leaves the first underscore out", Seen: "captured"},
	{Pattern: "__CxxFrameHandler4", Class: Panic, Reason: "vcruntime: the handler of frames with catch or cleanup blocks, compact tables", Seen: inSource},
	{Pattern: "_CxxCallCatchBlock", Class: Panic, Reason: "vcruntime, which calls a catch block", Seen: inSource},
	{Pattern: "is_exception_typeof", Class: Panic, Reason: "the exported name before vcruntime's private functions, as it shows them without symbols", Seen: "captured"},
	{Pattern: "_C_specific_handler", Class: Panic, Reason: "vcruntime: the handler of frames with __try; dbghelp leaves the first underscore out", Seen: "captured"},
	{Pattern: "__C_specific_handler", Class: Panic, Reason: "vcruntime: the handler of frames with __try", Seen: inSource},
	{Pattern: "RtlGetAppContainerNamedObjectPath", Class: Runtime, Reason: "the exported name before the function under which a thread starts, as ntdll of 32 bits without symbols shows it", Seen: "captured"},
	{Pattern: "_InternalCxxFrameHandler", Class: Panic, Reason: "vcruntime, under the handler of a frame; dbghelp leaves the first underscore out", Seen: inSource},
	{Pattern: "__InternalCxxFrameHandler", Class: Panic, Reason: "vcruntime, under the handler of a frame", Seen: inSource},
	{Pattern: "__chkstk", Class: Panic, Reason: "the exported name before RtlpExecuteHandlerForException, with its underscores", Seen: inSource},
}
