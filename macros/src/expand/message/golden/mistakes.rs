#[message(nmae = "Task")]
#[derive(serde::Serialize, PartialEq)]
pub struct Task {
    #[serde(with = "hex")]
    id: u64,
    title: &'static str,
}

#[message]
enum Tree<T> {
    Leaf(T),
    Node { children: Vec<Tree<T>> },
}

#[message]
union Number {
    int: u32,
    float: f32,
}
