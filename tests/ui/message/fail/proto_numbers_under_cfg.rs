use traitwire::message;

#[message]
struct Fields {
    #[proto(1)]
    first: u8,
    #[cfg(all())]
    #[proto(1)]
    second: u8,
    // It is not there.
    #[cfg(any())]
    #[proto(1)]
    third: u8,
}

#[message]
enum Choice {
    #[cfg(all())]
    HTTP,
    #[cfg(all())]
    #[allow(non_camel_case_types)]
    http,
    Data {
        #[cfg(all())]
        #[proto(7)]
        first: u8,
        #[proto(7)]
        second: u8,
    },
}

fn main() {
    let _ = |fields: Fields| (fields.first, fields.second);
    let _ = |choice: Choice| match choice {
        Choice::HTTP | Choice::http => 0,
        Choice::Data { first, second } => first + second,
    };
}
