//! Demangles symbols as std's backtrace does: one a line in, its `{}` a line out. The generator of the
//! truth compares names of texts with symbols of debug information by it.

use std::io::{BufRead, Write};

fn main() {
    let input = std::io::stdin();
    let mut output = std::io::stdout();
    for line in input.lock().lines() {
        let line = line.unwrap();
        let name = rustc_demangle::demangle(&line);
        writeln!(output, "{}", name).unwrap();
    }
}
