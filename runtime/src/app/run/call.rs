//! `call`: one call of a tool.

mod items;

use std::sync::Arc;

use super::command::INPUT;
use super::parse::Parsed;
use super::problem::Problem;
use super::types::Types;
use super::{Program, arguments, environment, input, output};
use crate::endpoint::{Credentials, Endpoint, Target, Transport};
use crate::spec::{Code, Json, suggest};
use crate::{Body, Context, Outcome, Payload, Status};

/// The reason of a request that does not fit its type; the message says all of it.
const INVALID: &str = "invalid_request";

/// Calls the tool of the command line as a model would: unknown fields are refused.
pub(super) async fn run(
    program: &Program,
    parsed: &Parsed,
    endpoint: &Arc<Endpoint>,
) -> Result<(), Problem> {
    let Some((tool, fields)) = parsed.positional.split_first() else {
        let hint = format!("`{} tools` lists the tools", program.name);
        return Err(Problem::usage("`call` needs the name of a tool").hint(hint));
    };
    let target = find(program, endpoint, tool)?;
    let input = if target.method.kind.streams_input() {
        items::input(parsed, endpoint, target, fields)?
    } else {
        one(&input(parsed, target, fields)?).into()
    };
    let cx = context(endpoint).await?;
    let called = endpoint.call(target, input, cx, Transport::Local).await;
    let Outcome::Complete(reply) = called.map_err(|status| failed(endpoint, &status))?;
    match reply.output {
        Body::One(payload) => show(&payload.bytes),
        Body::Stream(replies) => items::show(endpoint, replies).await,
    }
}

fn one(input: &Json) -> Payload {
    Payload::strict_json(input.to_string().into_bytes())
}

/// The tool of a name.
pub(super) fn find<'a>(
    program: &Program,
    endpoint: &'a Arc<Endpoint>,
    name: &str,
) -> Result<&'a Target, Problem> {
    if let Some(target) = endpoint.tool(name) {
        return Ok(target);
    }
    let methods = || endpoint.targets().iter().map(|target| &*target.method);
    // A method's own name says which tool is meant.
    let meant = methods().find(|method| method.name == name || method.full_name == name);
    let close = || suggest::closest(name, methods().filter_map(|method| method.tool.as_deref()));
    let hint = match meant
        .and_then(|method| method.tool.as_deref())
        .or_else(close)
    {
        Some(tool) => format!("did you mean `{tool}`?"),
        None => format!("`{} tools` lists the tools", program.name),
    };
    Err(Problem::usage(format!("there is no tool `{name}`")).hint(hint))
}

fn input(parsed: &Parsed, target: &Target, fields: &[String]) -> Result<Json, Problem> {
    let Some(given) = parsed.value(&INPUT)? else {
        let types = Types(target.service.spec());
        return arguments::input(types, &target.method.input, fields);
    };
    if let Some(field) = fields.first() {
        return Err(Problem::usage(format!(
            "`--input` is the whole input, and `{field}` is given too"
        )));
    }
    let hint = "write `{\"key\": value}`";
    match given.value.as_str() {
        "-" => object(&stdin()?, "what came on stdin", hint),
        text => object(text.as_bytes(), &format!("`{}`", given.from), hint),
    }
}

/// The input that a text is. `hint` says how it is written.
fn object(text: &[u8], from: &str, hint: &str) -> Result<Json, Problem> {
    match Json::parse(text) {
        Ok(input @ Json::Object(_)) => Ok(input),
        Ok(_) => Err(Problem::usage(format!("{from} is no JSON object")).hint(hint)),
        Err(error) => Err(Problem::usage(format!("{from} is no JSON: {error}"))),
    }
}

fn stdin() -> Result<Vec<u8>, Problem> {
    input::stdin().map_err(|error| Problem::failure(format!("cannot read stdin: {error}")))
}

/// The context of the caller whose token is in the environment.
async fn context(endpoint: &Endpoint) -> Result<Context, Problem> {
    let token = environment::read(environment::TOKEN)?;
    let credentials = token.map_or_else(Credentials::none, Credentials::bearer);
    let caller = endpoint.authenticate(credentials).await;
    let caller = caller.map_err(|status| failed(endpoint, &status))?;
    Ok(caller.map_or_else(Context::new, |caller| Context::new().with_caller(caller)))
}

/// A failed call in the words of the service, with what a program could act on.
fn failed(endpoint: &Endpoint, status: &Status) -> Problem {
    let reason = status.reason().filter(|reason| *reason != INVALID);
    let mut more: Vec<_> = reason
        .map(|reason| format!("reason {reason}"))
        .into_iter()
        .collect();
    if let Some(details) = status
        .details()
        .filter(|_| !says_its_details(endpoint, status))
    {
        more.push(format!("details {}", String::from_utf8_lossy(details)));
    }
    let more = match more.join(", ") {
        none if none.is_empty() => none,
        more => format!(" ({more})"),
    };
    let message = format!("{}: {}{more}", status.code(), status.message());
    Problem::failure(message).maybe_hint(advice(endpoint, status))
}

/// Whether the message has all that is in the details: requests that do not fit, and the plain fields of the errors
/// of a trait.
fn says_its_details(endpoint: &Endpoint, status: &Status) -> bool {
    let Some(reason) = status.reason() else {
        return false;
    };
    let details = status
        .details()
        .and_then(|details| Json::parse(details).ok());
    let plain = |(_, value): &(String, Json)| !matches!(value, Json::Array(_) | Json::Object(_));
    let all_plain = details.is_some_and(|details| {
        details
            .as_object()
            .is_some_and(|fields| fields.iter().all(plain))
    });
    let mut declared = endpoint.specs().flat_map(|spec| &spec.errors);
    reason == INVALID || all_plain && declared.any(|error| error.reason == reason)
}

fn advice(endpoint: &Endpoint, status: &Status) -> Option<String> {
    match status.code() {
        Code::Unauthenticated if !endpoint.authenticates() => {
            Some("the program knows no callers; `App::authenticate` teaches it".to_owned())
        }
        Code::Unauthenticated => Some(format!(
            "set `{}` to a token that the program knows",
            environment::TOKEN
        )),
        _ if status.is_retryable() => Some("the same call may succeed later".to_owned()),
        _ => None,
    }
}

fn show(reply: &[u8]) -> Result<(), Problem> {
    if output::is_terminal()
        && let Ok(json) = Json::parse(reply)
    {
        return output::print_document(&json);
    }
    let text = String::from_utf8_lossy(reply);
    output::print(&format!("{text}\n"))
}
