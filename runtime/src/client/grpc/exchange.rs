//! One call on its way: its attempts, and what answers each.

use std::future::poll_fn;
use std::sync::Arc;

use h2::SendStream;
use h2::client::ResponseFuture;
use http::response::Parts;
use http::{HeaderMap, StatusCode, Version};

use super::incoming::{Broken, Messages};
use super::line::{Line, Load};
use super::lines::Way;
use super::outgoing::{Form, Framed, Pump};
use super::status::{by_http, is_untouched, no_json, of_http2, of_trailers, unsent};
use super::{Inner, payload};
use crate::Status;
use crate::client::failed::{Failed, broken, of_other_type, too_large};
use crate::client::head::{Asked, media_type, metadata_of};
use crate::client::items::{Items, Stopped};
use crate::grpc::media;
use crate::service::{Encoding, Payload, Reply};
use crate::spec::{Code, MethodSpec};

/// How many connections that take no more calls one call meets before it fails.
const CONNECTIONS: usize = 3;

/// A call, as often as it is made.
pub(super) struct Asking {
    pub(super) asked: Asked,
    pub(super) method: Arc<MethodSpec>,
    pub(super) service: String,
    pub(super) form: Form,
}

/// What a server answered that is no failure.
pub(super) enum Answer {
    Reply(Reply),
    /// A stream that has begun.
    Stream {
        metadata: Vec<(String, String)>,
        source: Source,
    },
}

/// Where the rest of a reply comes from.
pub(super) struct Source {
    pub(super) line: Arc<Line>,
    /// `None` where the head of the reply was its end.
    pub(super) messages: Option<Messages>,
    _pump: Option<Pump>,
    _load: Load,
}

/// Why an attempt failed.
pub(super) enum Fault {
    /// The service has not seen the call.
    Untouched(Failed),
    Other(Failed),
}

impl<F: Into<Failed>> From<F> for Fault {
    fn from(failed: F) -> Self {
        Self::Other(failed.into())
    }
}

impl Fault {
    fn of_http2(server: &str, error: h2::Error) -> Self {
        let is_untouched = is_untouched(&error);
        let failed = Failed::from(of_http2(server, error));
        if is_untouched {
            Self::Untouched(failed)
        } else {
            Self::Other(failed)
        }
    }

    pub(super) fn into_failed(self) -> Failed {
        let (Self::Untouched(failed) | Self::Other(failed)) = self;
        failed
    }
}

impl Inner {
    /// Makes a call, again if that is allowed and may help.
    pub(super) async fn attempts(
        &self,
        asking: &Asking,
        payload: Payload,
    ) -> Result<Answer, Status> {
        let (mut made, mut is_first) = (0, true);
        let framed = asking.form.frame(payload)?;
        loop {
            let request = Outgoing::One(framed.clone());
            let failed = match self.attempt(asking, request).await {
                Ok(answer) => {
                    self.retrying.answered();
                    return Ok(answer);
                }
                // It was not carried out, so that it may be made again whatever it is, once.
                Err(Fault::Untouched(_)) if is_first => {
                    is_first = false;
                    continue;
                }
                Err(fault) => fault.into_failed(),
            };
            made += 1;
            let Some(until) = self.retrying.next(&asking.asked, made, &failed) else {
                return Err(failed.status);
            };
            tokio::time::sleep_until(until.into()).await;
        }
    }

    /// Makes a call once.
    pub(super) async fn attempt(
        &self,
        asking: &Asking,
        request: Outgoing,
    ) -> Result<Answer, Fault> {
        let (begun, mut source) = self.send(asking, request).await?;
        let line = source.line.clone();
        let server = line.server();
        let reply = begun.await;
        let (head, body) = reply
            .map_err(|error| Fault::of_http2(server, error))?
            .into_parts();
        let end = of_trailers(&head.headers, &asking.service);
        check(server, &head, asking.form.encoding, end.as_ref())?;
        let metadata = metadata_of_call(&head.headers);
        if let Some(end) = end {
            end?;
        } else {
            let limit = if asking.asked.streams {
                self.limits.item
            } else {
                self.limits.reply
            };
            source.messages = Some(Messages::new(&head.headers, body, limit));
        }
        if asking.asked.streams {
            return Ok(Answer::Stream { metadata, source });
        }
        let mut reply = source.whole(asking, self.limits.reply).await?;
        reply.metadata.splice(..0, metadata);
        Ok(Answer::Reply(reply))
    }

    /// Sends a request, on a connection that is open already if there is one.
    ///
    /// Such a one may turn out to take no more. Nothing of the request was sent then, and it goes out on another one.
    async fn send(
        &self,
        asking: &Asking,
        request: Outgoing,
    ) -> Result<(ResponseFuture, Source), Fault> {
        let mut tried = 0;
        loop {
            let Way {
                line,
                connection,
                load,
            } = self.lines.choose().await?;
            let uri = line.uri(&asking.method.grpc_path)?;
            let mut head = asking.asked.request(uri, asking.form.media(), ());
            *head.version_mut() = Version::HTTP_2;
            match connection.send(head) {
                Ok((begun, stream)) => {
                    let source = Source {
                        line,
                        messages: None,
                        _pump: request.send(stream, asking.form),
                        _load: load,
                    };
                    return Ok((begun, source));
                }
                Err(error) => {
                    line.leave(&connection);
                    tried += 1;
                    if tried == CONNECTIONS {
                        return Err(unsent(line.server(), error).into());
                    }
                }
            }
        }
    }
}

/// The messages of a request.
pub(super) enum Outgoing {
    One(Framed),
    Items(Items, Stopped),
}

impl Outgoing {
    fn send(self, mut stream: SendStream<Framed>, form: Form) -> Option<Pump> {
        match self {
            Self::One(framed) => {
                // Where it fails, the reply says why.
                let _ = stream.send_data(framed, true);
                None
            }
            Self::Items(items, stopped) => Some(Pump::start(stream, items, form, stopped)),
        }
    }
}

impl Source {
    /// The only message of a reply, and what stands behind it.
    async fn whole(&mut self, asking: &Asking, limit: usize) -> Result<Reply, Fault> {
        let server = self.line.server();
        let Some(messages) = &mut self.messages else {
            return Err(broken(server, "it has no message").into());
        };
        let failed = |fault| match fault {
            Broken::Stream(error) => Fault::of_http2(server, error),
            Broken::Message(why) => broken(server, &why).into(),
            Broken::TooLarge => too_large(server, "the reply", limit).into(),
        };
        let message = poll_fn(|task| messages.poll(task)).await.map_err(failed)?;
        if message.is_some() {
            let more = poll_fn(|task| messages.poll(task)).await.map_err(failed)?;
            if more.is_some() {
                return Err(broken(server, "it has more than one message").into());
            }
        }
        let trailers = poll_fn(|task| messages.poll_trailers(task)).await;
        let trailers = trailers.map_err(|error| Fault::of_http2(server, error))?;
        ended(server, &trailers, &asking.service)?;
        let Some(message) = message else {
            return Err(broken(server, "it has no message").into());
        };
        let mut reply = Reply::new(payload(asking.form.encoding, message));
        reply.metadata = metadata_of_call(&trailers);
        Ok(reply)
    }
}

/// What the end of a reply says. One without a word is none.
pub(super) fn ended(server: &str, trailers: &HeaderMap, service: &str) -> Result<(), Failed> {
    of_trailers(trailers, service).unwrap_or_else(|| {
        let why = "it ends without `grpc-status`";
        Err(without_status(server, why).into())
    })
}

/// A reply that is not of gRPC (code 200 in its mapping of HTTP statuses).
fn without_status(server: &str, why: &str) -> Status {
    let broken = broken(server, why);
    Status::new(Code::Unknown, broken.message().to_owned())
        .with_reason("unexpected_reply")
        .with_cause(broken)
}

/// Fails where a reply is none of gRPC, or not in the form that was asked for.
fn check(
    server: &str,
    head: &Parts,
    wanted: Encoding,
    end: Option<&Result<(), Failed>>,
) -> Result<(), Status> {
    let is_json = wanted == Encoding::Json;
    let got = media_type(&head.headers);
    let fits = media::encoding(got) == Some(wanted);
    match end {
        // A service that knows the method would have said so in JSON.
        Some(Err(failed)) if is_json && !fits && failed.status.code() == Code::Unimplemented => {
            return Err(no_json(server));
        }
        Some(_) => return Ok(()),
        None if is_json && head.status == StatusCode::UNSUPPORTED_MEDIA_TYPE => {
            return Err(no_json(server));
        }
        None if head.status != StatusCode::OK => {
            return Err(by_http(server, head.status, &head.headers));
        }
        None if fits => return Ok(()),
        None => {}
    }
    let why = of_other_type(got, media::name(wanted));
    Err(without_status(server, &why))
}

/// The headers and trailers of a reply that are for the caller.
fn metadata_of_call(headers: &HeaderMap) -> Vec<(String, String)> {
    let mut metadata = metadata_of(headers);
    metadata.retain(|(name, _)| !name.starts_with("grpc-"));
    metadata
}
