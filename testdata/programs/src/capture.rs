//! What every program shares: `capture` writes the backtrace of where it is called in every form that std
//! prints; `run` calls the scenario that the command line names.
//!
//!     program                         lists its scenarios, one a line
//!     program SCENARIO DIRECTORY      runs one and leaves its texts in the directory

use std::backtrace::Backtrace;
use std::fs;
use std::sync::Mutex;

static DIRECTORY: Mutex<Option<String>> = Mutex::new(None);

/// Writes the backtrace of its caller; the second and later calls of a process write nothing.
#[inline(never)]
pub fn capture() -> u32 {
    write(&Backtrace::force_capture());
    7
}

/// Writes a backtrace that was captured elsewhere, in an error's constructor for one.
pub fn write(backtrace: &Backtrace) {
    let directory = match DIRECTORY.lock().unwrap().take() {
        Some(directory) => directory,
        None => return,
    };
    let file = |name: &str, text: String| fs::write(format!("{}/{}", directory, name), text).unwrap();
    file("display.txt", format!("{}", backtrace));
    file("alternate.txt", format!("{:#}", backtrace));
    file("debug.txt", format!("{:?}", backtrace));
    file("pretty.txt", format!("{:#?}", backtrace));
}

/// Runs the scenario that the command line names, or lists all.
pub fn run(scenarios: &[(&str, fn())]) {
    let arguments: Vec<String> = std::env::args().collect();
    if arguments.len() < 3 {
        for (name, _) in scenarios {
            println!("{}", name);
        }
        return;
    }
    // The load addresses, so that an address of a text can be found in the binary's debug information.
    fs::copy("/proc/self/maps", format!("{}/maps.txt", arguments[2])).unwrap();
    *DIRECTORY.lock().unwrap() = Some(arguments[2].clone());
    for (name, scenario) in scenarios {
        if *name == arguments[1] {
            scenario();
            return;
        }
    }
    eprintln!("no scenario {}", arguments[1]);
    std::process::exit(2);
}

/// Writes a program's `main` from the names of its scenarios.
#[macro_export]
macro_rules! scenarios {
    ($($name:ident),* $(,)?) => {
        fn main() {
            capture::run(&[$((stringify!($name), $name as fn())),*]);
        }
    };
}
