#[message(name = "UserId", package = "users.v1", crate = crate::wire)]
struct Id(#[schemars(range(max = 9))] u64);

#[message]
pub struct Holder(Cache);

#[message]
struct Pair(u8, u16);

#[message]
#[serde(transparent)]
struct Maybe(Option<u8>);

#[message]
#[cfg(unix)]
struct Marker;

#[message]
#[serde(try_from = "String", into = "String", crate = "my::serde")]
#[schemars(crate = "my::schemars", rename = "Text")]
struct Upper(String);
