//! JSON-RPC messages as they arrive: borrowed from their text, in one pass over it.

use std::borrow::Cow;

use crate::spec::json::{JsonError, Kind, Scanner};

/// The key in `_meta` of a request's revision.
pub(super) const PROTOCOL_VERSION: &str = "io.modelcontextprotocol/protocolVersion";

/// The key in `_meta` of what the client of a request can do.
pub(super) const CLIENT_CAPABILITIES: &str = "io.modelcontextprotocol/clientCapabilities";

/// Messages in one frame; more would let a small frame ask for a large answer.
pub(super) const BATCH_LIMIT: usize = 100;

/// What one frame holds.
#[derive(Debug)]
pub(super) enum Envelope<'a> {
    /// One message.
    One(Message<'a>),
    /// An array of messages. Of one that is too long only so many are kept that it shows.
    Batch(Vec<Message<'a>>),
}

/// One message.
#[derive(Debug)]
pub(super) enum Message<'a> {
    /// It wants an answer.
    Request(Request<'a>),
    /// It wants none.
    Notification(Notification<'a>),
    /// The answer to a request of ours; there are none, so that nobody waits for it.
    Response,
    /// JSON, but no message.
    Invalid {
        /// The id, where it has a valid one.
        id: Option<&'a str>,
        /// What is wrong.
        problem: &'static str,
    },
}

/// A message that wants an answer.
#[derive(Debug)]
pub(super) struct Request<'a> {
    /// The JSON text of the id, which goes back unchanged.
    pub(super) id: &'a str,
    pub(super) method: Cow<'a, str>,
    pub(super) params: Params<'a>,
}

/// A message that wants no answer.
#[derive(Debug)]
pub(super) struct Notification<'a> {
    pub(super) method: Cow<'a, str>,
    pub(super) params: Params<'a>,
}

/// The parameters of all methods that there are, each the JSON text of its value.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Params<'a> {
    /// They are there, but no object.
    pub(super) malformed: bool,
    /// A key that stands twice: whoever reads the first would see another message than we do.
    twice: bool,
    pub(super) name: Option<&'a str>,
    pub(super) arguments: Option<&'a str>,
    pub(super) cursor: Option<&'a str>,
    pub(super) protocol_version: Option<&'a str>,
    pub(super) request_id: Option<&'a str>,
    pub(super) meta: Meta<'a>,
}

/// What a request says about itself in `_meta`, each the JSON text of its value.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Meta<'a> {
    pub(super) protocol_version: Option<&'a str>,
    pub(super) client_capabilities: Option<&'a str>,
    pub(super) progress_token: Option<&'a str>,
    pub(super) traceparent: Option<&'a str>,
    pub(super) tracestate: Option<&'a str>,
}

/// Reads a frame. The error is that of a text which is no JSON.
pub(super) fn parse(text: &[u8]) -> Result<Envelope<'_>, JsonError> {
    let mut scanner = Scanner::new(text);
    let envelope = if scanner.peek()? == Kind::Array {
        let mut batch = Vec::new();
        scanner.begin_array()?;
        while scanner.next_element()? {
            let message = message(&mut scanner)?;
            // A message takes a hundred times the memory of the shortest text of one.
            if batch.len() <= BATCH_LIMIT {
                batch.push(message);
            }
        }
        Envelope::Batch(batch)
    } else {
        Envelope::One(message(&mut scanner)?)
    };
    scanner.end()?;
    Ok(envelope)
}

/// Reads parameters that stand alone.
#[cfg(feature = "http")]
pub(super) fn parse_params(text: &[u8]) -> Result<Params<'_>, JsonError> {
    let mut scanner = Scanner::new(text);
    let params = params(&mut scanner)?;
    scanner.end()?;
    Ok(params)
}

/// The string behind the JSON text of a value; `None` where it is no string.
pub(super) fn string(text: &str) -> Option<Cow<'_, str>> {
    let inner = text.strip_prefix('"')?;
    if inner.contains('\\') {
        return Scanner::new(text.as_bytes()).string().ok();
    }
    inner.strip_suffix('"').map(Cow::Borrowed)
}

/// The members of a message, before it is known what it is.
#[derive(Default)]
struct Members<'a> {
    version: Option<&'a str>,
    id: Option<&'a str>,
    method: Option<&'a str>,
    params: Option<Params<'a>>,
    answers: bool,
    twice: bool,
}

fn message<'a>(scanner: &mut Scanner<'a>) -> Result<Message<'a>, JsonError> {
    if scanner.peek()? != Kind::Object {
        scanner.skip()?;
        let problem = "a message is an object";
        return Ok(Message::Invalid { id: None, problem });
    }
    let mut members = Members::default();
    scanner.begin_object()?;
    while let Some(key) = scanner.next_key()? {
        match &*key {
            "jsonrpc" => members.twice |= members.version.replace(scanner.raw()?).is_some(),
            "id" => members.twice |= members.id.replace(scanner.raw()?).is_some(),
            "method" => members.twice |= members.method.replace(scanner.raw()?).is_some(),
            "params" => members.twice |= members.params.replace(params(scanner)?).is_some(),
            "result" | "error" => {
                members.answers = true;
                scanner.skip()?;
            }
            _ => scanner.skip()?,
        }
    }
    Ok(members.into_message())
}

impl<'a> Members<'a> {
    fn into_message(self) -> Message<'a> {
        let id = self.id.filter(|id| is_id(id));
        let invalid = |problem| Message::Invalid { id, problem };
        let params = self.params.unwrap_or_default();
        if self.twice || params.twice {
            return invalid("a member of the message stands twice");
        }
        if self.version != Some("\"2.0\"") {
            return invalid("`jsonrpc` must be \"2.0\"");
        }
        if self.id.is_some() && id.is_none() {
            return invalid("`id` must be a string or a number");
        }
        let method = match self.method {
            Some(method) => string(method),
            None if self.answers => return Message::Response,
            None => return invalid("`method` is missing"),
        };
        match (id, method) {
            (_, None) => invalid("`method` must be a string"),
            (Some(id), Some(method)) => Message::Request(Request { id, method, params }),
            (None, Some(method)) => Message::Notification(Notification { method, params }),
        }
    }
}

/// Whether the JSON text of a value is that of a string or a number.
pub(super) fn is_id(text: &str) -> bool {
    matches!(text.as_bytes().first(), Some(b'"' | b'-' | b'0'..=b'9'))
}

fn params<'a>(scanner: &mut Scanner<'a>) -> Result<Params<'a>, JsonError> {
    let mut params = Params::default();
    if scanner.peek()? != Kind::Object {
        params.malformed = true;
        scanner.skip()?;
        return Ok(params);
    }
    let mut has_meta = false;
    scanner.begin_object()?;
    while let Some(key) = scanner.next_key()? {
        let place = match &*key {
            "name" => &mut params.name,
            "arguments" => &mut params.arguments,
            "cursor" => &mut params.cursor,
            "protocolVersion" => &mut params.protocol_version,
            "requestId" => &mut params.request_id,
            "_meta" => {
                params.twice |= std::mem::replace(&mut has_meta, true);
                meta(scanner, &mut params)?;
                continue;
            }
            _ => {
                scanner.skip()?;
                continue;
            }
        };
        params.twice |= place.replace(scanner.raw()?).is_some();
    }
    Ok(params)
}

fn meta<'a>(scanner: &mut Scanner<'a>, params: &mut Params<'a>) -> Result<(), JsonError> {
    if scanner.peek()? != Kind::Object {
        params.malformed = true;
        return scanner.skip();
    }
    scanner.begin_object()?;
    while let Some(key) = scanner.next_key()? {
        let meta = &mut params.meta;
        let place = match &*key {
            PROTOCOL_VERSION => &mut meta.protocol_version,
            CLIENT_CAPABILITIES => &mut meta.client_capabilities,
            "progressToken" => &mut meta.progress_token,
            "traceparent" => &mut meta.traceparent,
            "tracestate" => &mut meta.tracestate,
            _ => {
                scanner.skip()?;
                continue;
            }
        };
        params.twice |= place.replace(scanner.raw()?).is_some();
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use serde_json::{Value, json};

    use super::*;

    fn pieces() -> impl Strategy<Value = String> {
        let piece = prop::sample::select(vec![
            "{",
            "}",
            "[",
            "]",
            ",",
            ":",
            "\"",
            "\\",
            "null",
            "7",
            "-1e9",
            "\"2.0\"",
            "\"jsonrpc\"",
            "\"id\"",
            "\"method\"",
            "\"params\"",
            "\"_meta\"",
            "\"name\"",
            "\"arguments\"",
            "\\ud800",
            "é",
            " ",
            "\n",
        ]);
        prop::collection::vec(piece, 0..40).prop_map(|pieces| pieces.concat())
    }

    /// Whether serde_json takes a text for JSON. Beyond its depth and ours the two may differ.
    fn is_json(text: &[u8]) -> bool {
        serde_json::from_slice::<Value>(text).is_ok()
    }

    proptest! {
        #[test]
        fn no_bytes_are_too_odd(bytes in prop::collection::vec(any::<u8>(), 0..200)) {
            prop_assert_eq!(parse(&bytes).is_ok(), is_json(&bytes));
        }

        #[test]
        fn no_text_is_too_odd(text in pieces()) {
            prop_assert_eq!(parse(text.as_bytes()).is_ok(), is_json(text.as_bytes()));
        }

        #[test]
        fn what_a_request_says_is_read(id in ".*", method in ".*", name in ".*", number in any::<i64>(), cut in any::<prop::sample::Index>()) {
            let arguments = json!({"number": number, "name": {"id": 1, "_meta": []}});
            let params = json!({"name": name, "arguments": arguments, "_meta": {PROTOCOL_VERSION: method}});
            let text = json!({"jsonrpc": "2.0", "id": id, "method": method, "params": params}).to_string();
            let Ok(Envelope::One(Message::Request(request))) = parse(text.as_bytes()) else {
                panic!("a request");
            };
            prop_assert_eq!(serde_json::from_str::<String>(request.id).unwrap(), id);
            prop_assert_eq!(&request.method, &method);
            prop_assert_eq!(string(request.params.name.unwrap()).unwrap(), name);
            prop_assert_eq!(string(request.params.meta.protocol_version.unwrap()).unwrap(), method);
            let read: Value = serde_json::from_str(request.params.arguments.unwrap()).unwrap();
            prop_assert_eq!(read, arguments);
            // A message that breaks off is none.
            prop_assert!(parse(&text.as_bytes()[..cut.index(text.len())]).is_err());
        }
    }

    #[test]
    fn of_an_endless_batch_little_is_kept() {
        let text = format!("[{}1]", "1,".repeat(100_000));
        let Ok(Envelope::Batch(messages)) = parse(text.as_bytes()) else {
            panic!("a batch");
        };
        assert_eq!(messages.len(), BATCH_LIMIT + 1);
        // What follows is still read.
        assert!(parse(text.replace("1]", "1,}]").as_bytes()).is_err());
    }
}
