//! What rustc-demangle makes of symbols: one symbol a line in, and out
//!
//!     symbol TAB {} TAB {:#}
//!
//! or `symbol TAB - TAB -` where it is no mangled Rust symbol.
//!
//! With an argument N it writes N of them that differ most: at first one of each shape of `{:#}`, that is what is left
//! when every word in it is one letter, then others. Which, depends on the symbols alone, not on their order.

use std::collections::{BTreeSet, HashSet};
use std::io::{self, BufRead, BufWriter, Write};

/// Longer symbols show nothing that shorter ones do not, but fill the list.
const LONGEST: usize = 400;

fn main() -> io::Result<()> {
    let wanted = std::env::args().nth(1).map(|n| n.parse().expect("a number of symbols"));
    let symbols = io::stdin().lock().lines().collect::<Result<Vec<_>, _>>()?;
    let symbols = match wanted {
        None => symbols,
        Some(wanted) => choose(symbols, wanted),
    };
    let mut out = BufWriter::new(io::stdout().lock());
    for symbol in symbols {
        match rustc_demangle::try_demangle(&symbol) {
            Ok(name) => writeln!(out, "{symbol}\t{name}\t{name:#}")?,
            Err(_) => writeln!(out, "{symbol}\t-\t-")?,
        }
    }
    out.flush()
}

fn choose(symbols: Vec<String>, wanted: usize) -> Vec<String> {
    let mut symbols: Vec<String> = BTreeSet::from_iter(symbols).into_iter().collect();
    symbols.retain(|symbol| symbol.len() <= LONGEST);
    symbols.sort_by_key(|symbol| hash(symbol));
    let mut shapes = HashSet::new();
    let (mut chosen, others): (Vec<_>, Vec<_>) =
        symbols.into_iter().partition(|symbol| shapes.insert(shape(symbol)));
    chosen.extend(others);
    chosen.truncate(wanted);
    // Names that are alike stand together, which halves the compressed list.
    chosen.sort_by_cached_key(|symbol| format!("{:#}", rustc_demangle::demangle(symbol)));
    chosen
}

fn shape(symbol: &str) -> String {
    let name = format!("{:#}", rustc_demangle::demangle(symbol));
    let mut shape = String::from(&symbol[..symbol.len().min(3)]);
    for c in name.chars() {
        if !(c.is_ascii_alphanumeric() || c == '_') {
            shape.push(c);
        } else if !shape.ends_with('x') {
            shape.push('x');
        }
    }
    shape
}

/// FNV-1a, to mix the symbols in the same way every time.
fn hash(symbol: &str) -> u64 {
    symbol.bytes().fold(0xcbf29ce484222325, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(0x100000001b3))
}
