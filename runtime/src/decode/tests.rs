//! The walk beside serde: what serde writes is taken, and of what is not, both think alike.

mod endless;
mod examples;
mod mutation;
mod oracle;
mod roundtrip;
mod sample;
