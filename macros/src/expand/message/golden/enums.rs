/// How far a task has come.
#[message]
#[serde(rename_all = "snake_case")]
pub enum State {
    ToDo,
    /// By somebody.
    Doing {
        by: String,
    },
    Done(u64, u64),
    #[serde(other)]
    Unknown,
    #[serde(skip)]
    Internal(Secret),
}

#[message]
#[serde(tag = "kind")]
enum Event {
    Created(Task),
    #[cfg(feature = "more")]
    Deleted,
}

#[message]
#[serde(tag = "kind", content = "of", deny_unknown_fields)]
enum Adjacent {
    #[serde(with = "hex")]
    #[schemars(with = "String")]
    Hex(u64),
    Plain {
        id: u64,
    },
}

#[message]
#[serde(untagged)]
enum Any {
    Number(f64),
    List(Vec<Any>),
}
