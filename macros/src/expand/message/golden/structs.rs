/// A unit of work.
#[message]
#[derive(PartialEq, serde::Serialize, Clone)]
#[serde(rename_all = "camelCase")]
pub struct Task {
    /// Server-assigned identifier.
    pub id: u64,
    #[schemars(length(min = 1, max = LONGEST), regex(pattern = "^[a-z]"))]
    pub(crate) title: String,
    #[serde(alias = "user", default)]
    user_name: Option<String>,
    children: Vec<Self>,
    #[schemars(range(min = -1, max = 0.5))]
    weight: f64,
    #[serde(skip)]
    cache: Cache,
    #[message(opaque)]
    foreign: Foreign,
    #[cfg(feature = "more")]
    #[serde(flatten)]
    more: More,
}

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
