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

    #[traitwire::message]
    pub(super) struct Old<T = Task> {
        #[deprecated]
        pub(super) id: T,
        pub(super) name: String,
    }

    #[traitwire::service_error]
    pub(super) enum OldError {
        /// Gone.
        #[code(not_found)]
        #[deprecated]
        Gone { id: u64 },
        /// Lost.
        #[code(not_found)]
        Lost {
            #[deprecated]
            id: u64,
        },
        #[code(call)]
        Call(traitwire::CallError),
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
    #[allow(deprecated)]
    let old = inner::Old { id: inner::task(), name: String::new() };
    #[allow(deprecated)]
    let errors = [inner::OldError::Gone { id: 1 }, inner::OldError::Lost { id: 1 }];
    assert_eq!(name::<inner::Old>(&old), "Old");
    assert_eq!(old.name.len() + errors.len(), 2);
    fn name<T: traitwire::Message>(_: &T) -> &'static str {
        T::SHAPE.get().name
    }
    let local = Local { present: 1, task: inner::task() };
    assert_eq!(name(&local), "Local");
    assert_eq!(local.clone().present, 1);
    assert_eq!(local.task, inner::task());
    assert!(matches!(local.task.owner, inner::Owner::Nobody));
}
