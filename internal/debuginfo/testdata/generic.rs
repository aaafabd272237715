//! A library without std that is generic as a whole: there is no code of it.
#![no_std]
use standard as _;

pub fn apply<T: Copy>(value: T, f: impl Fn(T) -> T) -> T {
    let twice = |v: T| f(f(v));
    twice(value)
}
