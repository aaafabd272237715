package crates

// What ends a program by a signal: debuggers and core dumps show it innermost, where a panic aborts.

var abortFrames = []Frame{
	{Pattern: "raise", Class: Panic, Reason: "glibc and musl: sends the signal by which abort ends the program", Seen: "captured"},
	{Pattern: "__GI_raise", Class: Panic, Reason: "glibc's raise, as debuggers name it", Seen: "captured"},
	{Pattern: "abort", Class: Panic, Reason: "ends the program", Seen: "captured"},
	{Pattern: "__GI_abort", Class: Panic, Reason: "glibc's abort, as debuggers name it", Seen: "captured"},
	{Pattern: "pthread_kill", Class: Panic, Reason: "sends a thread the signal that raise asks for", Seen: inSource},
	{Pattern: "__pthread_kill", Class: Panic, Reason: "macOS: the system call under pthread_kill", Seen: inSource},
	{Pattern: "__pthread_kill_implementation", Class: Panic, Reason: "glibc 2.34 on, under pthread_kill", Seen: "captured"},
	{Pattern: "__pthread_kill_internal", Class: Panic, Reason: "glibc 2.34 on, under pthread_kill", Seen: "captured"},
	{Pattern: "__GI___pthread_kill", Class: Panic, Reason: "glibc 2.34 on, pthread_kill as debuggers name it", Seen: inSource},
	{Pattern: "___pthread_kill", Class: Panic, Reason: "glibc 2.34 on, pthread_kill as symbol tables name it", Seen: inSource},
	{Pattern: "gsignal", Class: Panic, Reason: "glibc's raise, by its other name", Seen: inSource},
	{Pattern: "pthread_kill@@GLIBC_2.34", Class: Panic, Reason: "sends a thread the signal, with its symbol version", Seen: inSource},
	{Pattern: "tgkill", Class: Panic, Reason: "Android: the system call under pthread_kill", Seen: inSource},
}
