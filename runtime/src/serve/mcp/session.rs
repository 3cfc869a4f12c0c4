//! One client on a stream of its own: what it agreed on, and what runs for it.

use std::collections::HashMap;
use std::future::Future;
use std::sync::Arc;
use std::time::Duration;

use bytes::Bytes;
use tokio::sync::mpsc;
use tokio::sync::mpsc::error::TrySendError;
use tokio::task::JoinSet;
use tokio::time::timeout;

use super::batch::Batch;
use super::envelope::{Envelope, Message, Notification, Request, parse};
use super::fault::Fault;
use super::framing::Frame;
use super::job::{Answer, Job, Started, Task};
use super::revision::Revision;
use super::server::Mcp;
use super::{legacy, modern};
use crate::endpoint::{Endpoint, Transport};
use crate::{CancelToken, Context, Credentials};

/// How long calls may go on after the end of the input, before they are cancelled. Clients kill a server that has
/// not ended two seconds after they closed its input.
const DRAIN: Duration = Duration::from_secs(1);

/// How long calls get to tidy up that were cancelled at the end.
const TIDY: Duration = Duration::from_millis(700);

/// How long a call may go on that its client has cancelled.
const GRACE: Duration = Duration::from_secs(5);

/// Frames whose requests run at the same time; further ones wait to be read.
const RUNNING: usize = 1000;

/// A client on a stream of its own.
pub(super) struct Session {
    runner: Arc<Runner>,
    /// What `initialize` led to.
    agreed: Option<Revision>,
    /// Cancelled at the end of the session; the tokens of the calls are its children.
    open: CancelToken,
    /// The requests that run, by the JSON text of their ids.
    running: HashMap<String, CancelToken>,
    /// What runs; each gives the ids of its requests.
    calls: JoinSet<Vec<String>>,
    out: mpsc::Sender<String>,
}

impl Session {
    pub(super) fn new(
        endpoint: &Arc<Endpoint>,
        credentials: Credentials,
        out: mpsc::Sender<String>,
    ) -> Self {
        Self {
            runner: Arc::new(Runner {
                mcp: Mcp::new(endpoint),
                credentials,
            }),
            agreed: None,
            open: endpoint.closing.child(),
            running: HashMap::new(),
            calls: JoinSet::new(),
            out,
        }
    }

    /// Whether another frame can be taken.
    pub(super) fn has_room(&self) -> bool {
        self.calls.len() < RUNNING
    }

    /// Takes a frame: answers it, begins what it asks for, or ends what runs.
    pub(super) fn take(&mut self, frame: Frame) {
        let answer = match frame {
            Frame::Message(frame) => match parse(&frame) {
                Ok(Envelope::One(message)) => self.message(message, &frame),
                Ok(Envelope::Batch(messages)) => self.batch(&messages, &frame),
                Err(error) => Some(Answer::error(None, Fault::parse(&error))),
            },
            Frame::TooLarge => {
                let limit = self.runner.mcp.endpoint.limits.body;
                let message = format!("the message is larger than {limit} bytes");
                Some(Answer::error(None, Fault::invalid_request(message)))
            }
        };
        if let Some(answer) = answer {
            self.send(answer.text);
        }
    }

    /// Sends an answer. Where it has to wait for its reader it does so beside the rest, so that the end of the input is
    /// seen all the same.
    fn send(&mut self, text: String) {
        // It fails where nobody reads any more; the session is about to end then.
        if let Err(TrySendError::Full(text)) = self.out.try_send(text) {
            let out = self.out.clone();
            self.calls.spawn(async move {
                let _ = out.send(text).await;
                Vec::new()
            });
        }
    }

    /// Waits until something that runs has ended; for ever where nothing runs.
    pub(super) async fn one_ended(&mut self) {
        match self.calls.join_next().await {
            Some(ended) => self.forget(&ended.unwrap_or_default()),
            None => std::future::pending().await,
        }
    }

    /// Lets what runs end, and cancels what does not.
    pub(super) async fn end(mut self) {
        if timeout(DRAIN, self.all_ended()).await.is_err() {
            self.open.cancel();
            let _ = timeout(TIDY, self.all_ended()).await;
        }
    }

    async fn all_ended(&mut self) {
        while self.calls.join_next().await.is_some() {}
    }

    fn forget(&mut self, ids: &[String]) {
        for id in ids {
            self.running.remove(id);
        }
    }

    fn message(&mut self, message: Message<'_>, frame: &Bytes) -> Option<Answer> {
        match message {
            Message::Request(request) => self.request(&request, frame),
            Message::Notification(notification) => {
                self.notified(&notification);
                None
            }
            Message::Response => None,
            Message::Invalid { id, problem } => {
                Some(Answer::error(id, Fault::invalid_request(problem)))
            }
        }
    }

    fn notified(&mut self, notification: &Notification<'_>) {
        if notification.method == "notifications/cancelled"
            && let Some(id) = notification.params.request_id
            && let Some(running) = self.running.get(id)
        {
            running.cancel();
        }
    }

    fn request(&mut self, request: &Request<'_>, frame: &Bytes) -> Option<Answer> {
        let (revision, task) = match self.task(request, frame) {
            Ok(understood) => understood,
            Err(fault) => return Some(Answer::error(Some(request.id), fault)),
        };
        if let Ok(Task::Initialize(revision)) = task {
            self.agreed = Some(revision);
        }
        let job = Job::new(request.id, revision, task);
        let token = self.token(&self.open.clone(), request.id);
        let (runner, out) = (self.runner.clone(), self.out.clone());
        self.begin(vec![request.id.to_owned()], token.clone(), async move {
            let cancelled = token.clone();
            let feed = match runner.start(job, token).await {
                Started::Answered(answer) => return Some(answer.text),
                Started::Streams(feed) => feed,
            };
            // Dropped where its client wants no more of it, which ends the stream.
            tokio::select! {
                biased;
                () = cancelled.cancelled() => None,
                answer = feed.forward(&out) => answer.map(|answer| answer.text),
            }
        });
        None
    }

    /// What a request asks for, in the revision that it speaks.
    fn task(
        &self,
        request: &Request<'_>,
        frame: &Bytes,
    ) -> Result<(Revision, Result<Task, Fault>), Fault> {
        let meta = &request.params.meta;
        let revision = match (modern::named(meta), self.agreed) {
            (Some(_), _) => modern::revision(meta)?,
            (None, Some(agreed)) => agreed,
            (None, None) if matches!(&*request.method, "initialize" | "ping") => {
                Revision::NEWEST_LEGACY
            }
            (None, None) => return Err(Fault::no_version()),
        };
        let task = if revision.is_modern() {
            modern::task(request, revision, frame)
        } else {
            legacy::task(request, revision, frame)
        };
        Ok((revision, task))
    }

    fn batch(&mut self, messages: &[Message<'_>], frame: &Bytes) -> Option<Answer> {
        let revision = self.agreed.unwrap_or(Revision::NEWEST);
        for message in messages {
            if let Message::Notification(notification) = message {
                self.notified(notification);
            }
        }
        let batch = match Batch::new(messages, revision, frame) {
            Ok(batch) if batch.is_silent() => return None,
            Ok(batch) => batch,
            Err(fault) => return Some(Answer::error(None, fault)),
        };
        let whole = self.open.child();
        let ids: Vec<_> = batch.jobs().map(|job| job.id().to_owned()).collect();
        let tokens: HashMap<_, _> = ids
            .iter()
            .map(|id| (id.clone(), self.token(&whole, id)))
            .collect();
        let runner = self.runner.clone();
        self.begin(ids, whole, async move {
            let token = |job: &Job| tokens.get(job.id()).cloned().unwrap_or_default();
            let run = async |job: Job| {
                let token = token(&job);
                runner.start(job, token).await.whole().await
            };
            Some(batch.run(run).await)
        });
        None
    }

    /// The token of a request, by which it can be cancelled.
    fn token(&mut self, parent: &CancelToken, id: &str) -> CancelToken {
        let token = parent.child();
        self.running.insert(id.to_owned(), token.clone());
        token
    }

    /// Begins what ends with an answer, unless nobody reads it. When it is cancelled it may go on for a while, and its answer is not sent.
    fn begin(
        &mut self,
        ids: Vec<String>,
        token: CancelToken,
        work: impl Future<Output = Option<String>> + Send + 'static,
    ) {
        let out = self.out.clone();
        self.calls.spawn(async move {
            tokio::pin!(work);
            tokio::select! {
                answer = &mut work => if let Some(answer) = answer
                    && !token.is_cancelled()
                {
                    // It fails where nobody reads any more.
                    let _ = out.send(answer).await;
                },
                () = token.cancelled() => {
                    let _ = timeout(GRACE, work).await;
                }
            }
            ids
        });
    }
}

/// Whose requests are run, and where.
struct Runner {
    mcp: Arc<Mcp>,
    credentials: Credentials,
}

impl Runner {
    /// Finds out who asks, as far as it matters, and does what they ask for. Credentials can expire, so that each
    /// request looks at them.
    async fn start(&self, job: Job, token: CancelToken) -> Started {
        let mut cx = Context::new().with_cancel(token);
        if job.needs_caller() {
            let credentials = self.credentials.clone();
            match self.mcp.endpoint.authenticate(credentials).await {
                Ok(Some(caller)) => cx = cx.with_caller(caller),
                Ok(None) => {}
                Err(status) => {
                    let answer = Answer::error(Some(job.id()), Fault::refused(status));
                    return Started::Answered(answer);
                }
            }
        }
        job.start(&self.mcp, cx, Transport::McpStdio).await
    }
}
