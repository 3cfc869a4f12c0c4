//! Types can be declared inside functions, in private modules and behind `cfg`, and a crate may forbid much.
#![forbid(unsafe_code)]
#![deny(warnings, missing_docs, unreachable_pub, unused_qualifications)]

mod inner {
    /// A private type in a private module.
    #[traitwire::message]
    #[derive(PartialEq)]
    pub(super) struct Task {
        pub(in crate::inner) id: u64,
        pub(super) owner: Owner,
    }

    #[traitwire::message]
    #[derive(PartialEq, Copy)]
    pub(super) enum Owner {
        Nobody,
    }

    #[cfg(any())]
    #[traitwire::message]
    struct Absent {
        id: NoSuchType,
    }

    #[traitwire::message]
    #[cfg(any())]
    struct AbsentToo {
        id: NoSuchType,
    }

    pub(super) fn task() -> Task {
        Task { id: 1, owner: Owner::Nobody }
    }
}

fn main() {
    #[traitwire::message]
    struct Local {
        #[cfg(any())]
        absent: NoSuchType,
        #[cfg(all())]
        present: u8,
        task: inner::Task,
    }
    fn name<T: traitwire::Message>(_: &T) -> &'static str {
        T::SHAPE.get().name
    }
    let local = Local { present: 1, task: inner::task() };
    assert_eq!(name(&local), "Local");
    assert_eq!(local.clone().present, 1);
    assert_eq!(local.task, inner::task());
    assert!(matches!(local.task.owner, inner::Owner::Nobody));
}
