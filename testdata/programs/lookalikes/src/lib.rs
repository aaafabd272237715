//! A user's library whose names read like those of the runtime and of the futures crate.
