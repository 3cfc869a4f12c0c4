//! What has become of a field or a value: both have a name and a number.

/// A name and a number.
pub(super) type Entry<'a> = (&'a str, u32);

/// The place of what it is now, if it is there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Fate {
    /// It is there, perhaps by another name.
    Kept(usize),
    /// Its name has another number.
    Renumbered(usize),
    Removed,
}

/// What has become of one of the old entries.
pub(super) fn fate((name, number): Entry<'_>, old: &[Entry<'_>], new: &[Entry<'_>]) -> Fate {
    let numbered = new.iter().position(|other| other.1 == number);
    let named = new.iter().position(|other| other.0 == name);
    match (numbered, named) {
        (Some(at), Some(same)) if at == same => Fate::Kept(at),
        (_, Some(at)) => Fate::Renumbered(at),
        // Something new may have the name; what has moved here from another number is itself.
        (Some(at), None) if old.iter().all(|other| other.0 != new[at].0) => Fate::Kept(at),
        _ => Fate::Removed,
    }
}
