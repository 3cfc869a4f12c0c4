//! The data behind traitwire.
