//! What a type seems to be in protobuf, by the names that are written.
//!
//! Only the compiler knows what they mean. Where they seem to be what they should be, the compiler need not keep in mind
//! where they stand, which for thousands of fields is worth its while.

use syn::{PathArguments, Type};

use crate::parse::types;

/// What a field of the type holds, in the words of `api.lock`.
pub(super) fn field(ty: &Type) -> Option<String> {
    if let Some(inner) = types::last_argument(ty, "Option") {
        return value(inner);
    }
    for list in ["Vec", "VecDeque", "HashSet", "BTreeSet"] {
        if let Some(inner) = types::last_argument(ty, list) {
            return value(inner).map(|inner| format!("repeated {inner}"));
        }
    }
    for map in ["HashMap", "BTreeMap"] {
        let mut arguments = types::arguments(ty, map);
        if let (Some(key), Some(inner)) = (arguments.next(), arguments.next()) {
            return Some(format!("map<{}, {}>", one(key)?, value(inner)?));
        }
    }
    value(ty)
}

fn value(ty: &Type) -> Option<String> {
    one(ty).map(str::to_owned).or_else(|| message(ty))
}

/// The word for a type of the language or of its library.
fn one(ty: &Type) -> Option<&'static str> {
    Some(match &*name(ty)? {
        "bool" => "bool",
        "i8" | "i16" | "i32" => "int32",
        "u8" | "u16" | "u32" => "uint32",
        "i64" | "isize" => "int64",
        "u64" | "usize" => "uint64",
        "f32" => "float",
        "f64" => "double",
        "char" | "String" => "string",
        _ => return None,
    })
}

/// The name of a message.
fn message(ty: &Type) -> Option<String> {
    name(ty).filter(|name| name.starts_with(char::is_uppercase))
}

/// The last word of a type without arguments.
fn name(ty: &Type) -> Option<String> {
    let Type::Path(path) = types::ungroup(ty) else {
        return None;
    };
    let last = path.path.segments.last()?;
    (last.arguments == PathArguments::None).then(|| last.ident.to_string())
}

#[cfg(test)]
mod tests {
    use super::*;
    use syn::parse_quote;

    #[test]
    fn usual_types_have_their_words() {
        let types: [(Type, Option<&str>); 9] = [
            (parse_quote!(u16), Some("uint32")),
            (parse_quote!(std::string::String), Some("string")),
            (parse_quote!(Option<f64>), Some("double")),
            (parse_quote!(Vec<model::Task>), Some("repeated Task")),
            (
                parse_quote!(HashMap<String, Task>),
                Some("map<string, Task>"),
            ),
            (parse_quote!(Option<Vec<u8>>), None),
            (parse_quote!(Vec<Vec<u8>>), None),
            (parse_quote!(Page<Task>), None),
            (parse_quote!([u8; 2]), None),
        ];
        for (ty, expected) in types {
            assert_eq!(field(&ty).as_deref(), expected, "{ty:?}");
        }
    }
}
