//! From what the macros wrote down to a [`ServiceSpec`].

mod proto;

use std::sync::Arc;

use crate::decode;
use crate::def::{DocDef, ErrorDef, ExampleDef, MethodDef, OutcomeDef, ServiceDef};
use crate::schema::Schemas;
use crate::service::Unknown;
use crate::spec::proto::MethodProto;
use crate::spec::{
    Doc, ErrorSpec, ExampleOutcome, ExampleSpec, Hints, Json, MethodSpec, SPEC_VERSION, Schema,
    ScopeRule, ServiceSpec,
};

/// The description of a service, or why it has none.
#[derive(Debug)]
pub struct Described(Result<ServiceSpec, String>);

impl Described {
    /// The description.
    ///
    /// # Panics
    ///
    /// If the trait cannot be described: two types of one name, two methods of one name, a type that cannot be read, an
    /// example that does not fit. The compiler cannot see these, since types come from several crates and methods can be
    /// behind `#[cfg]`. Whoever asks first, and whoever asks later, is told why.
    #[track_caller]
    pub fn spec(&self) -> &ServiceSpec {
        match &self.0 {
            Ok(spec) => spec,
            Err(message) => panic!("{message}"),
        }
    }
}

/// Describes a service.
pub fn build(def: &ServiceDef) -> Described {
    Described(try_build(def).map_err(|message| {
        format!(
            "cannot describe the service `{}.{}`: {message}",
            def.package, def.name
        )
    }))
}

fn try_build(def: &ServiceDef) -> Result<ServiceSpec, String> {
    check_names(def)?;
    check_requests(def)?;
    let mut schemas = Schemas::new();
    let places: Vec<_> = def
        .methods
        .iter()
        .map(|method| (schemas.input(&method.input), schemas.output(&method.output)))
        .collect();
    let fields: Vec<_> = def
        .errors
        .iter()
        .map(|error| error.fields.as_ref().map(|ty| schemas.output(ty)))
        .collect();
    let described = schemas.finish()?;
    let (proto, forms) = proto::layout(def);
    let methods =
        def.methods
            .iter()
            .zip(places)
            .enumerate()
            .map(|(index, (method, (input, output)))| {
                let input = described.schema(input);
                let output = described.schema(output);
                let form = forms.get(index).cloned();
                method_spec(def, index, method, (input, output), form).map(Arc::new)
            });
    let errors = def.errors.iter().zip(fields).map(|(error, fields)| {
        error_spec(
            error,
            fields.map_or_else(Schema::empty_object, |place| described.schema(place)),
        )
    });
    Ok(ServiceSpec {
        spec_version: SPEC_VERSION,
        name: def.name.to_owned(),
        package: def.package.to_owned(),
        path: def.path.to_owned(),
        doc: doc(&def.doc),
        methods: methods.collect::<Result<_, _>>()?,
        errors: errors.collect(),
        types: described.types,
        proto,
    })
}

/// What is known only when all types are: whether requests can be read, and whether the examples are requests.
///
/// The compiler has checked the examples, but for patterns and for what is nested very deep.
fn check_requests(def: &ServiceDef) -> Result<(), String> {
    for method in def.methods {
        let input = &method.input.kind;
        decode::check_type(input)?;
        for example in method.examples {
            let misfit = |problem: &str| {
                let name = method.name;
                format!("an example of the method `{name}` is no request of it: {problem}")
            };
            for request in requests(method, example).map_err(misfit)? {
                decode::check(input, request.as_bytes(), Unknown::Deny)
                    .map_err(|status| misfit(status.message()))?;
            }
        }
    }
    Ok(())
}

/// What an example sends: its request, or each item of a stream.
fn requests(method: &MethodDef, example: &ExampleDef) -> Result<Vec<String>, &'static str> {
    if !method.kind.streams_input() {
        return Ok(vec![example.input.to_owned()]);
    }
    match Json::parse(example.input) {
        Ok(Json::Array(items)) => Ok(items.iter().map(ToString::to_string).collect()),
        _ => Err("a stream of requests is written as an array of them"),
    }
}

/// Methods behind `#[cfg]` can share a name without the macro seeing it.
fn check_names(def: &ServiceDef) -> Result<(), String> {
    for (index, method) in def.methods.iter().enumerate() {
        let twin = def.methods[..index]
            .iter()
            .find(|other| other.name == method.name || other.pascal == method.pascal);
        if let Some(twin) = twin {
            return Err(format!(
                "two methods are named `{}`: `{}` and `{}`; rename one with `#[method(name = \"..\")]`",
                method.pascal, twin.name, method.name
            ));
        }
    }
    Ok(())
}

fn doc(def: &DocDef) -> Doc {
    Doc::new(def.summary, def.description)
}

fn method_spec(
    service: &ServiceDef,
    index: usize,
    def: &MethodDef,
    (input, output): (Schema, Schema),
    proto: Option<MethodProto>,
) -> Result<MethodSpec, String> {
    let full_service = format!("{}.{}", service.package, service.name);
    let all = || {
        service
            .errors
            .iter()
            .map(|error| error.reason.to_owned())
            .collect()
    };
    let errors = match def.errors {
        None => all(),
        Some(reasons) => check_reasons(service, def, reasons)?,
    };
    Ok(MethodSpec {
        name: def.name.to_owned(),
        index,
        full_name: format!("{full_service}.{}", def.pascal),
        grpc_path: format!("/{full_service}/{}", def.pascal),
        http_path: format!("/api/{}/{}", service.path, def.name),
        tool: def.tool.then(|| format!("{}_{}", service.path, def.name)),
        kind: def.kind,
        doc: doc(&def.doc),
        input,
        output,
        proto,
        errors,
        examples: def.examples.iter().map(example).collect::<Result<_, _>>()?,
        hints: Hints {
            read_only: def.read_only,
            destructive: def.destructive,
            idempotent: def.idempotent,
        },
        scopes: def.scopes.iter().map(|any| scope_rule(any)).collect(),
        public: def.public,
        timeout_ms: def.timeout_ms,
        on: def.on.map(str::to_owned),
        deprecated: def.deprecated.map(str::to_owned),
    })
}

/// The macro of a trait does not see the error enum, so a wrong `@error` is found here.
fn check_reasons(
    service: &ServiceDef,
    def: &MethodDef,
    reasons: &[&str],
) -> Result<Vec<String>, String> {
    let known = |reason: &&&str| service.errors.iter().any(|error| error.reason == **reason);
    match reasons.iter().find(|reason| !known(reason)) {
        None => Ok(reasons.iter().map(|reason| (*reason).to_owned()).collect()),
        Some(reason) => {
            let all: Vec<_> = service
                .errors
                .iter()
                .map(|e| format!("`{}`", e.reason))
                .collect();
            Err(format!(
                "`@error {reason}` of the method `{}` names no variant of the error type; it has {}",
                def.name,
                all.join(", ")
            ))
        }
    }
}

fn example(def: &ExampleDef) -> Result<ExampleSpec, String> {
    let json =
        |text: &str| Json::parse(text).map_err(|error| format!("an example is no JSON: {error}"));
    let outcome = match def.outcome {
        None => None,
        Some(OutcomeDef::Reply(text)) => Some(ExampleOutcome::Reply(json(text)?)),
        Some(OutcomeDef::Error(reason)) => Some(ExampleOutcome::Error(reason.to_owned())),
    };
    Ok(ExampleSpec {
        title: def.title.map(str::to_owned),
        input: json(def.input)?,
        outcome,
    })
}

fn scope_rule(any: &[&str]) -> ScopeRule {
    match any {
        [one] => ScopeRule::One((*one).to_owned()),
        several => ScopeRule::Any {
            any: several.iter().map(|scope| (*scope).to_owned()).collect(),
        },
    }
}

fn error_spec(def: &ErrorDef, fields: Schema) -> ErrorSpec {
    ErrorSpec {
        reason: def.reason.to_owned(),
        number: def.number,
        code: def.code,
        grpc: def.code.grpc(),
        http: def.code.http(),
        retryable: def.retryable,
        doc: doc(&def.doc),
        fields,
    }
}
