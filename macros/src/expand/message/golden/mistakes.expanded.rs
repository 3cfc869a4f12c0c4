#[derive(PartialEq)]
pub struct Task {
    id: u64,
    title: &'static str,
}
#[automatically_derived]
impl ::core::clone::Clone for Task {
    fn clone(&self) -> Self {
        ::core::unimplemented!("the type has mistakes")
    }
}
#[automatically_derived]
impl ::core::fmt::Debug for Task {
    fn fmt(&self, _: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
        ::core::unimplemented!("the type has mistakes")
    }
}
#[automatically_derived]
impl ::traitwire::__private::serde::Serialize for Task {
    fn serialize<S: ::traitwire::__private::serde::Serializer>(
        &self,
        _: S,
    ) -> ::core::result::Result<S::Ok, S::Error> {
        ::core::unimplemented!("the type has mistakes")
    }
}
#[automatically_derived]
impl ::traitwire::__private::schemars::JsonSchema for Task {
    fn schema_name() -> ::std::borrow::Cow<'static, str> {
        ::core::unimplemented!("the type has mistakes")
    }
    fn json_schema(
        _: &mut ::traitwire::__private::schemars::SchemaGenerator,
    ) -> ::traitwire::__private::schemars::Schema {
        ::core::unimplemented!("the type has mistakes")
    }
}
#[automatically_derived]
impl ::traitwire::Message for Task {
    const SHAPE: ::traitwire::__private::shape::ShapeRef = ::traitwire::__private::shape::ShapeRef::new(
        &::traitwire::__private::shape::Shape {
            name: "Task",
            doc: "",
            args: &[],
            package: ::core::option::Option::None,
            origin: "",
            body: ::traitwire::__private::shape::Body::Opaque,
            written_alike: true,
        },
    );
}
#[automatically_derived]
impl ::traitwire::__private::Sealed for Task {}
#[automatically_derived]
impl ::traitwire::Value for Task {
    const KIND: ::traitwire::__private::shape::Kind = ::traitwire::__private::shape::Kind::Opaque;
}
#[automatically_derived]
impl<'de> ::traitwire::__private::serde::Deserialize<'de> for Task {
    fn deserialize<D: ::traitwire::__private::serde::Deserializer<'de>>(
        _: D,
    ) -> ::core::result::Result<Self, D::Error> {
        ::core::unimplemented!("the type has mistakes")
    }
}
::traitwire::__private::protobuf! {
    #[automatically_derived] impl ::traitwire::__private::wire::Wire for Task < > { type
    Form = ::traitwire::__private::wire::Through < ::traitwire::__private::wire::Hidden,
    ::traitwire::__private::wire::MessageForm >; }
}
::core::compile_error! {
    "`nmae` is not known to `#[message(..)]`; did you mean `name`?\nnote: it knows `crate`, `name`, `package`"
}
::core::compile_error! {
    "`#[serde(with = \"..\")]` on `id` hides its JSON form from every schema; say what it looks like beside it: `#[schemars(with = \"String\")]`, with a type of that form"
}
::core::compile_error! {
    "the field `title` borrows, and a message owns its data; write `String` for `&str`, `Vec<T>` for `&[T]` and `T` for `&T`"
}
enum Tree<T> {
    Leaf(T),
    Node { children: Vec<Tree<T>> },
}
#[automatically_derived]
impl<T: ::traitwire::Value> ::core::clone::Clone for Tree<T> {
    fn clone(&self) -> Self {
        ::core::unimplemented!("the type has mistakes")
    }
}
#[automatically_derived]
impl<T: ::traitwire::Value> ::core::fmt::Debug for Tree<T> {
    fn fmt(&self, _: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
        ::core::unimplemented!("the type has mistakes")
    }
}
#[automatically_derived]
impl<T: ::traitwire::Value> ::traitwire::__private::serde::Serialize for Tree<T> {
    fn serialize<S: ::traitwire::__private::serde::Serializer>(
        &self,
        _: S,
    ) -> ::core::result::Result<S::Ok, S::Error> {
        ::core::unimplemented!("the type has mistakes")
    }
}
#[automatically_derived]
impl<T: ::traitwire::Value> ::traitwire::__private::schemars::JsonSchema for Tree<T> {
    fn schema_name() -> ::std::borrow::Cow<'static, str> {
        ::core::unimplemented!("the type has mistakes")
    }
    fn json_schema(
        _: &mut ::traitwire::__private::schemars::SchemaGenerator,
    ) -> ::traitwire::__private::schemars::Schema {
        ::core::unimplemented!("the type has mistakes")
    }
}
#[automatically_derived]
impl<T: ::traitwire::Value> ::traitwire::Message for Tree<T> {
    const SHAPE: ::traitwire::__private::shape::ShapeRef = ::traitwire::__private::shape::ShapeRef::new(
        &::traitwire::__private::shape::Shape {
            name: "Tree",
            doc: "",
            args: &[],
            package: ::core::option::Option::None,
            origin: "",
            body: ::traitwire::__private::shape::Body::Opaque,
            written_alike: true,
        },
    );
}
#[automatically_derived]
impl<T: ::traitwire::Value> ::traitwire::__private::Sealed for Tree<T> {}
#[automatically_derived]
impl<T: ::traitwire::Value> ::traitwire::Value for Tree<T> {
    const KIND: ::traitwire::__private::shape::Kind = ::traitwire::__private::shape::Kind::Opaque;
}
#[automatically_derived]
impl<'de, T: ::traitwire::Value> ::traitwire::__private::serde::Deserialize<'de>
for Tree<T> {
    fn deserialize<D: ::traitwire::__private::serde::Deserializer<'de>>(
        _: D,
    ) -> ::core::result::Result<Self, D::Error> {
        ::core::unimplemented!("the type has mistakes")
    }
}
::traitwire::__private::protobuf! {
    #[automatically_derived] impl < T : ::traitwire::Value >
    ::traitwire::__private::wire::Wire for Tree < T > { type Form =
    ::traitwire::__private::wire::Through < ::traitwire::__private::wire::Hidden,
    ::traitwire::__private::wire::MessageForm >; }
}
::core::compile_error! {
    "the generic message `Tree` contains itself in `children`, and the description of such a type has no end; write the type without parameters, or mark the field `#[message(opaque)]`"
}
union Number {
    int: u32,
    float: f32,
}
#[automatically_derived]
impl ::core::clone::Clone for Number {
    fn clone(&self) -> Self {
        ::core::unimplemented!("the type has mistakes")
    }
}
#[automatically_derived]
impl ::core::fmt::Debug for Number {
    fn fmt(&self, _: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
        ::core::unimplemented!("the type has mistakes")
    }
}
#[automatically_derived]
impl ::traitwire::__private::serde::Serialize for Number {
    fn serialize<S: ::traitwire::__private::serde::Serializer>(
        &self,
        _: S,
    ) -> ::core::result::Result<S::Ok, S::Error> {
        ::core::unimplemented!("the type has mistakes")
    }
}
#[automatically_derived]
impl ::traitwire::__private::schemars::JsonSchema for Number {
    fn schema_name() -> ::std::borrow::Cow<'static, str> {
        ::core::unimplemented!("the type has mistakes")
    }
    fn json_schema(
        _: &mut ::traitwire::__private::schemars::SchemaGenerator,
    ) -> ::traitwire::__private::schemars::Schema {
        ::core::unimplemented!("the type has mistakes")
    }
}
#[automatically_derived]
impl ::traitwire::Message for Number {
    const SHAPE: ::traitwire::__private::shape::ShapeRef = ::traitwire::__private::shape::ShapeRef::new(
        &::traitwire::__private::shape::Shape {
            name: "Number",
            doc: "",
            args: &[],
            package: ::core::option::Option::None,
            origin: "",
            body: ::traitwire::__private::shape::Body::Opaque,
            written_alike: true,
        },
    );
}
#[automatically_derived]
impl ::traitwire::__private::Sealed for Number {}
#[automatically_derived]
impl ::traitwire::Value for Number {
    const KIND: ::traitwire::__private::shape::Kind = ::traitwire::__private::shape::Kind::Opaque;
}
#[automatically_derived]
impl<'de> ::traitwire::__private::serde::Deserialize<'de> for Number {
    fn deserialize<D: ::traitwire::__private::serde::Deserializer<'de>>(
        _: D,
    ) -> ::core::result::Result<Self, D::Error> {
        ::core::unimplemented!("the type has mistakes")
    }
}
::traitwire::__private::protobuf! {
    #[automatically_derived] impl ::traitwire::__private::wire::Wire for Number < > {
    type Form = ::traitwire::__private::wire::Through <
    ::traitwire::__private::wire::Hidden, ::traitwire::__private::wire::MessageForm >; }
}
::core::compile_error! {
    "the union `Number` cannot be a message, since nothing tells which field it holds; make it an enum"
}
