#[message]
pub struct Page<T>
where
    T: Ord,
{
    pub items: Vec<T>,
    #[serde(default)]
    more: Vec<T>,
}

#[message(name = "Either")]
#[serde(bound = "")]
enum Choice<L: Clone, R> {
    Left(L),
    Right { of: R },
}
