//! The command `wirecopy`.

fn main() {}
