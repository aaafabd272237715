//! What every program shares: `capture` writes the backtrace of where it is called in every form that std
//! prints; `run` calls the scenario that the command line names.
//!
//!     program                         lists its scenarios, one a line
//!     program SCENARIO DIRECTORY      runs one and leaves its texts in the directory

#![allow(dead_code)] // a program that only panics captures nothing

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

/// Returns the scenario that the command line names; without one, lists them all.
pub fn chosen(scenarios: &[&str]) -> Option<String> {
    let mut arguments = std::env::args().skip(1);
    let (scenario, directory) = match (arguments.next(), arguments.next()) {
        (Some(scenario), Some(directory)) => (scenario, directory),
        _ => {
            scenarios.iter().for_each(|name| println!("{}", name));
            return None;
        }
    };
    // The load addresses, so that an address of a text can be found in the binary's debug information.
    fs::copy("/proc/self/maps", format!("{}/maps.txt", directory)).unwrap();
    *DIRECTORY.lock().unwrap() = Some(directory);
    Some(scenario)
}

/// Runs the scenario that the command line names.
pub fn run(scenarios: &[(&str, fn())]) {
    let names: Vec<&str> = scenarios.iter().map(|(name, _)| *name).collect();
    let chosen = match chosen(&names) {
        Some(chosen) => chosen,
        None => return,
    };
    for (name, scenario) in scenarios {
        if *name == chosen {
            scenario();
        }
    }
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
