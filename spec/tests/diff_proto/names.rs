//! Names, which the wire does not have.

use super::*;

#[test]
fn names_mean_nothing() {
    assert_eq!(
        broken(&["string a = 1"], &["string b = 1"]),
        Broken::Nowhere
    );
    let of = |inner: &str| {
        let m = message("p.M", vec![field(&format!("{inner} x = 1"))]);
        proto(vec![m, message(inner, vec![field("uint64 n = 1")])])
    };
    assert_eq!(
        broken_between(&of("p.One"), &of("p.Other")),
        Broken::Nowhere
    );
}

/// They are names of generated code, and told for that.
#[test]
fn names_are_told() {
    let only = |told: &[Change]| match told {
        [one] => (one.what, one.place.path.clone(), one.breaks.len()),
        _ => panic!("{told:?}"),
    };
    let told = changes_of(&["string a = 1"], &["string b = 1"]);
    assert_eq!(only(&told), (What::ProtoName, "a".to_owned(), 0));
    let inner = |name: &str| {
        let m = message("p.M", vec![field(&format!("{name} x = 1"))]);
        proto(vec![m, message(name, Vec::new())])
    };
    let told = changes(&inner("p.One"), &inner("p.Other"));
    assert_eq!(only(&told).0, What::Message);
    let mut new = of(&["p.State x = 1"]);
    new.enums[0].values[2].name = "STATE_CLOSED".to_owned();
    let told = changes(&of(&["p.State x = 1"]), &new);
    assert_eq!(only(&told).0, What::ProtoName);
    assert!(told[0].text.contains("`STATE_CLOSED`"), "{told:?}");
    let named = |name: &str| {
        let mut spec = of(&["string a = 1"]);
        spec.messages[0].oneof = Some(name.to_owned());
        spec
    };
    assert_eq!(
        only(&changes(&named("kind"), &named("kind_"))).0,
        What::ProtoName
    );
}

/// A value that another one follows on its number is gone, and no new name for it.
#[test]
fn a_value_whose_number_another_takes_is_gone() {
    let mut new = of(&["p.State x = 1"]);
    let [_, open, done] = &mut new.enums[0].values[..] else {
        panic!("three values");
    };
    done.number = open.number;
    *open = ProtoValue {
        name: "STATE_LATE".to_owned(),
        number: 2,
        doc: String::new(),
    };
    let told = changes(&of(&["p.State x = 1"]), &new);
    let whats: Vec<_> = told.iter().map(|one| one.what).collect();
    let expected = [What::VariantRemoved, What::Number, What::VariantAdded];
    assert_eq!(whats, expected, "{told:?}");
}

/// Another package is told of the service.
#[test]
fn a_package_is_told_once() {
    let proto = |package: &str| {
        let m = message(&format!("{package}.M"), vec![field("string a = 1")]);
        ProtoSpec {
            messages: vec![m],
            ..ProtoSpec::default()
        }
    };
    let in_package = |package: &str| {
        let mut spec = service(proto(package));
        spec.package = package.to_owned();
        for method in &mut spec.methods {
            let method = Arc::make_mut(method).proto.as_mut().unwrap();
            for name in [&mut method.request, &mut method.reply] {
                *name = name.replace("p.M", &format!("{package}.M"));
            }
        }
        spec
    };
    let told = diff(&[&in_package("p")], &[&in_package("q")]);
    assert_eq!(texts(&told), ["renamed to `q.S`"]);
}
