//! A server that answers what it is told to, byte for byte.

use std::collections::VecDeque;
use std::net::SocketAddr;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};

use tokio::io::{AsyncBufReadExt, AsyncReadExt, AsyncWriteExt, BufReader};
use tokio::net::{TcpListener, TcpStream};

/// What the server does when a request has come.
#[derive(Clone, Debug)]
pub(crate) enum Step {
    /// Sends these bytes and waits for the next request.
    Send(String),
    /// Sends these bytes and closes the connection.
    SendAndClose(String),
    /// Sends nothing, ever.
    Hang,
}

/// A request, its header names in lower case.
#[derive(Clone, Debug)]
pub(crate) struct Request {
    pub(crate) line: String,
    pub(crate) headers: Vec<(String, String)>,
    pub(crate) body: String,
}

impl Request {
    /// The only header of this name.
    pub(crate) fn header(&self, name: &str) -> Option<&str> {
        let mut values = self.headers.iter().filter(|(key, _)| key == name);
        let (_, value) = values.next()?;
        assert!(values.next().is_none(), "more than one `{name}`");
        Some(value)
    }
}

#[derive(Clone)]
pub(crate) struct Script {
    pub(crate) address: SocketAddr,
    shared: Arc<Shared>,
}

#[derive(Default)]
struct Shared {
    steps: Mutex<VecDeque<Step>>,
    requests: Mutex<Vec<Request>>,
    accepted: AtomicUsize,
    ended: AtomicUsize,
}

impl Script {
    /// A server that answers its requests with these steps, one each, over all its connections; then it hangs.
    pub(crate) async fn start(steps: impl IntoIterator<Item = Step>) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = listener.local_addr().unwrap();
        let shared = Arc::new(Shared {
            steps: Mutex::new(steps.into_iter().collect()),
            ..Shared::default()
        });
        let own = shared.clone();
        tokio::spawn(async move {
            while let Ok((stream, _)) = listener.accept().await {
                own.accepted.fetch_add(1, Ordering::SeqCst);
                let shared = own.clone();
                tokio::spawn(async move {
                    serve(&shared, stream).await;
                    shared.ended.fetch_add(1, Ordering::SeqCst);
                });
            }
        });
        Self { address, shared }
    }

    pub(crate) fn url(&self) -> String {
        format!("http://{}", self.address)
    }

    /// How many connections came.
    pub(crate) fn accepted(&self) -> usize {
        self.shared.accepted.load(Ordering::SeqCst)
    }

    /// How many connections have ended, by whichever side.
    pub(crate) fn ended(&self) -> usize {
        self.shared.ended.load(Ordering::SeqCst)
    }

    /// The requests that came, in their order.
    pub(crate) fn requests(&self) -> Vec<Request> {
        self.shared.requests.lock().unwrap().clone()
    }

    pub(crate) fn only_request(&self) -> Request {
        let mut requests = self.requests();
        assert_eq!(requests.len(), 1);
        requests.remove(0)
    }
}

async fn serve(shared: &Shared, stream: TcpStream) {
    let mut stream = BufReader::new(stream);
    while let Some(request) = read(&mut stream).await {
        shared.requests.lock().unwrap().push(request);
        let step = shared.steps.lock().unwrap().pop_front();
        match step {
            Some(Step::Send(bytes)) => {
                if stream.get_mut().write_all(bytes.as_bytes()).await.is_err() {
                    return;
                }
            }
            Some(Step::SendAndClose(bytes)) => {
                let _ = stream.get_mut().write_all(bytes.as_bytes()).await;
                return;
            }
            Some(Step::Hang) | None => {
                // Until the other side closes.
                let mut rest = Vec::new();
                let _ = stream.read_to_end(&mut rest).await;
                return;
            }
        }
    }
}

async fn line(stream: &mut BufReader<TcpStream>) -> Option<String> {
    let mut line = String::new();
    match stream.read_line(&mut line).await {
        Ok(0) | Err(_) => None,
        Ok(_) => Some(line.trim_end().to_owned()),
    }
}

async fn read(stream: &mut BufReader<TcpStream>) -> Option<Request> {
    let mut request = Request {
        line: line(stream).await?,
        headers: Vec::new(),
        body: String::new(),
    };
    loop {
        let line = line(stream).await?;
        let Some((name, value)) = line.split_once(':') else {
            break;
        };
        let name = name.to_ascii_lowercase();
        request.headers.push((name, value.trim().to_owned()));
    }
    let mut body = Vec::new();
    if request.header("transfer-encoding") == Some("chunked") {
        loop {
            let size = usize::from_str_radix(&line(stream).await?, 16).ok()?;
            let mut chunk = vec![0; size];
            stream.read_exact(&mut chunk).await.ok()?;
            body.extend_from_slice(&chunk);
            line(stream).await?;
            if size == 0 {
                break;
            }
        }
    } else if let Some(length) = request.header("content-length") {
        body = vec![0; length.parse().ok()?];
        stream.read_exact(&mut body).await.ok()?;
    }
    request.body = String::from_utf8(body).unwrap();
    Some(request)
}

/// An answer of this status, type and body.
pub(crate) fn answer(status: &str, media: &str, body: &str) -> String {
    answer_with(status, &format!("Content-Type: {media}\r\n"), body)
}

/// An answer with these header lines.
pub(crate) fn answer_with(status: &str, headers: &str, body: &str) -> String {
    let length = body.len();
    format!("HTTP/1.1 {status}\r\nContent-Length: {length}\r\n{headers}\r\n{body}")
}

/// A reply of this JSON.
pub(crate) fn ok(json: &str) -> String {
    answer("200 OK", "application/json", json)
}
