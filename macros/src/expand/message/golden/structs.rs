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
