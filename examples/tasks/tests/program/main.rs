//! The program from outside: exit codes, stdout, stderr.

mod call;
mod changes;
mod commands;
mod lock;
mod serve;
mod support;
