//! What programs that send requests and measure have in common.

pub mod arguments;
pub mod clocks;
pub mod concurrent;
pub mod cpu;
pub mod figures;
