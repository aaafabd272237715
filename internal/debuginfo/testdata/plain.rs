//! A library without std, without closures of its own.
#![no_std]

#[no_mangle]
pub fn start(n: u64) -> u64 {
    standard::checked(n) + 1
}
