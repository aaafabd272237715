#[inline(never)] pub fn __rust_end_short_backtrace<F: FnOnce() -> u32>(f: F) -> u32 { std::hint::black_box(f()) }
mod q { #[inline(never)] pub fn __rust_begin_short_backtrace<F: FnOnce() -> u32>(f: F) -> u32 { std::hint::black_box(f()) } #[inline(never)] pub fn hidden() -> u32 { std::hint::black_box(super::__rust_end_short_backtrace(|| super::shown2())) } }
#[inline(never)] fn shown2() -> u32 { let x = q::__rust_begin_short_backtrace(|| hidden2()); x + 1 }
#[inline(never)] fn hidden2() -> u32 { std::hint::black_box(__rust_end_short_backtrace(|| inner())) }
#[inline(never)] fn inner() -> u32 { panic!("x") }
fn main() { println!("{}", q::__rust_begin_short_backtrace(|| q::hidden())); }
