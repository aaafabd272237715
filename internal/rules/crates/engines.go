package crates

// Engines for games and desktop programs: they run systems, and tasks on executors of their own.

var engines = []Crate{
	{
		Name: "bevy_tasks",
		Frames: []Frame{
			{Pattern: "bevy_tasks::**", Class: Runtime, Reason: "task pools", Seen: "read in the source of bevy_tasks 0.20.0-dev"},
		},
		Callers: []Caller{
			{Pattern: "bevy_tasks::task_pool::TaskPool::**", Role: Invokes, Reason: "scope takes FnOnce(&Scope), and threads call what on_thread_spawn was given", Seen: "read in the source of bevy_tasks 0.20.0-dev"},
		},
	},
	{
		Name: "bevy_ecs",
		Frames: []Frame{
			{Pattern: "bevy_ecs::**", Class: Dependency, Reason: "entities, components and queries, not plumbing", Seen: "read in the source of bevy_ecs 0.20.0-dev"},
			{Pattern: "bevy_ecs::schedule::**", Class: Runtime, Reason: "runs the systems of a schedule", Seen: "read in the source of bevy_ecs 0.20.0-dev"},
			{Pattern: "bevy_ecs::system::function_system::**", Class: Runtime, Reason: "calls a function as a system", Seen: "read in the source of bevy_ecs 0.20.0-dev"},
			{Pattern: "bevy_ecs::system::exclusive_function_system::**", Class: Runtime, Reason: "calls a function as an exclusive system", Seen: "read in the source of bevy_ecs 0.20.0-dev"},
			{Pattern: "bevy_ecs::system::combinator::**", Class: Runtime, Reason: "calls a system with what another returned", Seen: "read in the source of bevy_ecs 0.20.0-dev"},
			{Pattern: "bevy_ecs::system::adapter_system::**", Class: Runtime, Reason: "calls a system, and maps what it returns", Seen: "read in the source of bevy_ecs 0.20.0-dev"},
			{Pattern: "bevy_ecs::world::command_queue::**", Class: Runtime, Reason: "applies the commands that systems queued", Seen: "read in the source of bevy_ecs 0.20.0-dev"},
			{Pattern: "<_ as bevy_ecs::system::function_system::SystemParamFunction>::**", Class: Runtime, Reason: "blanket impl for F: FnMut over parameters", Seen: "read in the source of bevy_ecs 0.20.0-dev"},
			{Pattern: "bevy_ecs::error::bevy_error::bevy_error_panic_hook", Class: Panic, Reason: "a panic hook around another", Seen: "read in the source of bevy_ecs 0.20.0-dev"},
		},
		Callers: []Caller{
			{Pattern: "bevy_ecs::system::function_system::**", Role: Invokes, Reason: "systems are bounded by FnMut", Seen: "read in the source of bevy_ecs 0.20.0-dev"},
			{Pattern: "<_ as bevy_ecs::system::function_system::SystemParamFunction>::run", Role: Invokes, Reason: "impl SystemParamFunction for Func: FnMut(…) -> Out", Seen: "read in the source of bevy_ecs 0.20.0-dev"},
		},
	},
	{
		Name: "bevy_app",
		Frames: []Frame{
			{Pattern: "bevy_app::**", Class: Runtime, Reason: "builds an app of plugins and runs its schedules", Seen: "read in the source of bevy_app 0.20.0-dev"},
		},
	},
	{
		Name: "gpui",
		Frames: []Frame{
			{Pattern: "gpui::**", Class: Dependency, Reason: "elements, windows and entities, not plumbing", Seen: "read in the source of gpui in Zed, 2024"},
			{Pattern: "gpui::executor::**", Class: Runtime, Reason: "executors of the foreground and the background", Seen: "read in the source of gpui in Zed, 2024"},
		},
		Callers: []Caller{
			{Pattern: "gpui::executor::BackgroundExecutor::block_internal", Role: Polls, Reason: "block_internal<R>(…, impl Future<Output = R>) polls what it pinned", Seen: "read in the source of gpui in Zed, 2024"},
		},
		Arguments: []Argument{
			{Path: "gpui::executor::BackgroundExecutor::block_internal", Futures: []int{1}, Reason: "block_internal<R>(…, impl Future<Output = R>, …)", Seen: "read in the source of gpui in Zed, 2024"},
			{Path: "gpui::executor::BackgroundExecutor::block", Futures: []int{1}, Reason: "block<R>(impl Future<Output = R>)", Seen: "read in the source of gpui in Zed, 2024"},
			{Path: "gpui::executor::BackgroundExecutor::spawn", Futures: []int{1}, Reason: "spawn<R>(impl Future<Output = R>)", Seen: "read in the source of gpui in Zed, 2024"},
			{Path: "gpui::executor::ForegroundExecutor::spawn", Futures: []int{1}, Reason: "spawn<R>(impl Future<Output = R>)", Seen: "read in the source of gpui in Zed, 2024"},
		},
	},
}
