//! JSON to descriptions: what [`ServiceSpec`] serialises to, read back.

mod proto;

use std::collections::HashSet;
use std::fmt;
use std::sync::Arc;

use super::{
    Doc, ErrorSpec, ExampleOutcome, ExampleSpec, Hints, MethodKind, MethodSpec, SPEC_VERSION,
    ServiceSpec, TypeSpec,
};
use crate::{Code, Json, Schema, ScopeRule, suggest};

/// A document that is no description of services: what is wrong and where.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SpecError {
    place: String,
    message: String,
}

impl SpecError {
    /// Where, such as `services[0].methods[2].kind`; empty for the document itself.
    pub fn place(&self) -> &str {
        &self.place
    }
}

impl fmt::Display for SpecError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &*self.place {
            "" => f.write_str(&self.message),
            place => write!(f, "`{place}`: {}", self.message),
        }
    }
}

impl std::error::Error for SpecError {}

impl ServiceSpec {
    /// Reads a description as it is serialised.
    ///
    /// Members that are not known are passed over, so that what a later release adds does no harm; a
    /// later [`spec_version`](Self::spec_version) is refused.
    ///
    /// ```
    /// use traitwire_spec::{Json, ServiceSpec};
    ///
    /// let json = Json::parse(r#"{"spec_version": 1, "name": "Tasks"}"#)?;
    /// let error = ServiceSpec::from_json(&json).unwrap_err();
    /// assert_eq!(error.to_string(), "`package` is missing");
    /// # Ok::<(), traitwire_spec::json::JsonError>(())
    /// ```
    pub fn from_json(json: &Json) -> Result<Self, SpecError> {
        service(&At::root(json))
    }

    /// Reads all services of a document: one that a program prints with its command `spec`
    /// (`{"name": .., "version": .., "services": [..]}`), an array of services, or a service alone.
    pub fn all_from_json(json: &Json) -> Result<Vec<Self>, SpecError> {
        let root = At::root(json);
        match json {
            Json::Array(_) => root.each(service),
            Json::Object(_) if json.get("services").is_some() => {
                root.field("services")?.each(service)
            }
            Json::Object(_) if json.get("spec_version").is_some() => Ok(vec![service(&root)?]),
            _ => Err(root.fail(
                "this is no description of services; the command `spec` of a program prints one",
            )),
        }
    }
}

/// A value and where it stands.
struct At<'a> {
    json: &'a Json,
    place: String,
}

impl<'a> At<'a> {
    fn root(json: &'a Json) -> Self {
        Self {
            json,
            place: String::new(),
        }
    }

    fn fail(&self, message: impl Into<String>) -> SpecError {
        SpecError {
            place: self.place.clone(),
            message: message.into(),
        }
    }

    fn expected(&self, what: &str) -> SpecError {
        self.fail(format!("expected {what}"))
    }

    fn place_of(&self, key: &str) -> String {
        match &*self.place {
            "" => key.to_owned(),
            place => format!("{place}.{key}"),
        }
    }

    /// The member of a key, which has to be there.
    fn field(&self, key: &str) -> Result<Self, SpecError> {
        self.optional(key)?.ok_or_else(|| SpecError {
            place: String::new(),
            message: format!("`{}` is missing", self.place_of(key)),
        })
    }

    fn optional(&self, key: &str) -> Result<Option<Self>, SpecError> {
        if self.json.as_object().is_none() {
            return Err(self.expected("an object"));
        }
        Ok(self.json.get(key).map(|json| Self {
            json,
            place: self.place_of(key),
        }))
    }

    fn each<T>(&self, read: impl Fn(&Self) -> Result<T, SpecError>) -> Result<Vec<T>, SpecError> {
        let elements = self.json.as_array();
        let elements = elements.ok_or_else(|| self.expected("an array"))?;
        let read = |(index, json)| {
            read(&At {
                json,
                place: format!("{}[{index}]", self.place),
            })
        };
        elements.iter().enumerate().map(read).collect()
    }

    /// Refuses elements of one name: a look-up by name would only ever find the first.
    fn are_unique<'n>(
        &self,
        list: &str,
        key: &str,
        names: impl Iterator<Item = &'n str>,
    ) -> Result<(), SpecError> {
        let mut seen = HashSet::new();
        for (index, name) in names.enumerate() {
            if !seen.insert(name) {
                return Err(SpecError {
                    place: format!("{}[{index}].{key}", self.place_of(list)),
                    message: format!("`{name}` is there twice; names have to differ"),
                });
            }
        }
        Ok(())
    }

    fn str(&self) -> Result<&'a str, SpecError> {
        self.json.as_str().ok_or_else(|| self.expected("a string"))
    }

    fn bool(&self) -> Result<bool, SpecError> {
        let value = self.json.as_bool();
        value.ok_or_else(|| self.expected("`true` or `false`"))
    }

    fn u64(&self) -> Result<u64, SpecError> {
        let value = self.json.as_u64();
        value.ok_or_else(|| self.expected("an integer from 0"))
    }

    fn u32(&self) -> Result<u32, SpecError> {
        let value = u32::try_from(self.u64()?).ok();
        value.ok_or_else(|| self.expected(&format!("an integer from 0 to {}", u32::MAX)))
    }

    fn string(&self) -> Result<String, SpecError> {
        self.str().map(str::to_owned)
    }

    fn schema(&self) -> Result<Schema, SpecError> {
        Schema::from_json(self.json.clone())
            .ok_or_else(|| self.expected("a schema: an object or a boolean"))
    }

    /// A path of HTTP or gRPC: it becomes part of requests.
    fn path(&self) -> Result<String, SpecError> {
        let path = self.string()?;
        let fits = |byte: u8| byte.is_ascii_alphanumeric() || b"/._-~".contains(&byte);
        if path.starts_with('/') && path.bytes().all(fits) {
            return Ok(path);
        }
        Err(self.fail(format!(
            "{path:?} is no path: it begins with `/`, and has letters, digits, `_`, `.`, `-`, `~` and `/`"
        )))
    }

    /// A name that the Model Context Protocol allows for a tool.
    fn tool_name(&self) -> Result<String, SpecError> {
        let name = self.string()?;
        let fits = |byte: u8| byte.is_ascii_alphanumeric() || b"_.-".contains(&byte);
        if (1..=128).contains(&name.len()) && name.bytes().all(fits) {
            return Ok(name);
        }
        Err(self.fail(format!(
            "{name:?} is no name of a tool: it has 1 to 128 letters, digits, `_`, `.` and `-`"
        )))
    }

    /// The thing of this name.
    fn named<T: Copy>(
        &self,
        known: &[T],
        name: impl Fn(T) -> &'static str,
    ) -> Result<T, SpecError> {
        let text = self.str()?;
        if let Some(found) = known.iter().find(|one| name(**one) == text) {
            return Ok(*found);
        }
        let names: Vec<_> = known.iter().map(|one| name(*one)).collect();
        let hint = match suggest::closest(text, names.iter().copied()) {
            Some(close) => format!("did you mean `{close}`?"),
            None => format!("known are `{}`", names.join("`, `")),
        };
        Err(self.fail(format!("`{text}` is not known; {hint}")))
    }
}

fn service(at: &At<'_>) -> Result<ServiceSpec, SpecError> {
    let spec = ServiceSpec {
        spec_version: version(&at.field("spec_version")?)?,
        name: at.field("name")?.string()?,
        package: at.field("package")?.string()?,
        path: at.field("path")?.string()?,
        doc: doc(&at.field("doc")?)?,
        methods: methods(&at.field("methods")?)?,
        errors: at.field("errors")?.each(error)?,
        types: at.field("types")?.each(named_type)?,
        proto: proto::spec(at)?,
    };
    let names = spec.methods.iter().map(|method| &*method.name);
    at.are_unique("methods", "name", names)?;
    let reasons = spec.errors.iter().map(|error| &*error.reason);
    at.are_unique("errors", "reason", reasons)?;
    let names = spec.types.iter().map(|ty| &*ty.name);
    at.are_unique("types", "name", names)?;
    Ok(spec)
}

fn methods(at: &At<'_>) -> Result<Vec<Arc<MethodSpec>>, SpecError> {
    let mut methods = at.each(method)?;
    for (index, method) in methods.iter_mut().enumerate() {
        method.index = index;
    }
    Ok(methods.into_iter().map(Arc::new).collect())
}

fn version(at: &At<'_>) -> Result<u32, SpecError> {
    let version = at.u64()?;
    if version == u64::from(SPEC_VERSION) {
        return Ok(SPEC_VERSION);
    }
    Err(at.fail(format!(
        "version {version} of descriptions is not known; this program reads version {SPEC_VERSION}"
    )))
}

fn doc(at: &At<'_>) -> Result<Doc, SpecError> {
    let description = at.optional("description")?;
    Ok(Doc {
        summary: at.field("summary")?.string()?,
        description: description.map_or(Ok(String::new()), |text| text.string())?,
    })
}

fn method(at: &At<'_>) -> Result<MethodSpec, SpecError> {
    let tool = at.optional("tool")?.filter(|tool| !tool.json.is_null());
    let text = |key| at.optional(key)?.map(|text| text.string()).transpose();
    Ok(MethodSpec {
        name: at.field("name")?.string()?,
        index: 0,
        full_name: at.field("full_name")?.string()?,
        grpc_path: at.field("grpc_path")?.path()?,
        http_path: at.field("http_path")?.path()?,
        tool: tool.map(|tool| tool.tool_name()).transpose()?,
        kind: at.field("kind")?.named(MethodKind::ALL, MethodKind::name)?,
        doc: doc(&at.field("doc")?)?,
        input: at.field("input")?.schema()?,
        output: at.field("output")?.schema()?,
        proto: proto::method(at)?,
        errors: at.field("errors")?.each(At::string)?,
        examples: at.field("examples")?.each(example)?,
        hints: hints(&at.field("hints")?)?,
        scopes: at.field("scopes")?.each(scope)?,
        public: at.field("public")?.bool()?,
        timeout_ms: at
            .optional("timeout_ms")?
            .map(|time| time.u64())
            .transpose()?,
        on: text("on")?,
        deprecated: text("deprecated")?,
    })
}

fn example(at: &At<'_>) -> Result<ExampleSpec, SpecError> {
    let title = at.optional("title")?.map(|title| title.string());
    let outcome = at
        .optional("outcome")?
        .map(|outcome| example_outcome(&outcome));
    Ok(ExampleSpec {
        title: title.transpose()?,
        input: at.field("input")?.json.clone(),
        outcome: outcome.transpose()?.flatten(),
    })
}

/// `None` for an outcome that only later releases know.
fn example_outcome(at: &At<'_>) -> Result<Option<ExampleOutcome>, SpecError> {
    if let Some(reply) = at.optional("reply")? {
        return Ok(Some(ExampleOutcome::Reply(reply.json.clone())));
    }
    let error = at.optional("error")?.map(|error| error.string());
    Ok(error.transpose()?.map(ExampleOutcome::Error))
}

fn hints(at: &At<'_>) -> Result<Hints, SpecError> {
    Ok(Hints {
        read_only: at.field("read_only")?.bool()?,
        destructive: at.field("destructive")?.bool()?,
        idempotent: at.field("idempotent")?.bool()?,
    })
}

fn scope(at: &At<'_>) -> Result<ScopeRule, SpecError> {
    if let Json::String(scope) = at.json {
        return Ok(ScopeRule::One(scope.clone()));
    }
    let any = at.field("any")?.each(At::string)?;
    Ok(ScopeRule::Any { any })
}

fn error(at: &At<'_>) -> Result<ErrorSpec, SpecError> {
    let code = at.field("code")?.named(&Code::ALL, Code::name)?;
    Ok(ErrorSpec {
        reason: at.field("reason")?.string()?,
        number: proto::error_number(at)?,
        code,
        // They follow from the code.
        grpc: code.grpc(),
        http: code.http(),
        retryable: at.field("retryable")?.bool()?,
        doc: doc(&at.field("doc")?)?,
        fields: at.field("fields")?.schema()?,
    })
}

fn named_type(at: &At<'_>) -> Result<TypeSpec, SpecError> {
    Ok(TypeSpec {
        name: at.field("name")?.string()?,
        schema: at.field("schema")?.schema()?,
    })
}
