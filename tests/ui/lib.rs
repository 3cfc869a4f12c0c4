//! What the macros accept, and what they say where they do not: see `ui.rs`.
