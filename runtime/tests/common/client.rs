//! An HTTP/1.1 client that sends exactly what it is told to.

use std::fmt::Write;
use std::net::SocketAddr;

use tokio::io::{AsyncBufReadExt, AsyncReadExt, AsyncWriteExt, BufReader};
use tokio::net::TcpStream;

use super::{json, soon};

pub struct Client {
    stream: BufReader<TcpStream>,
    address: SocketAddr,
}

/// An answer, its names in lower case.
#[derive(Debug)]
pub struct Answer {
    pub status: u16,
    pub headers: Vec<(String, String)>,
    pub body: Vec<u8>,
}

impl Client {
    pub async fn connect(address: SocketAddr) -> Self {
        let stream = soon("connecting", TcpStream::connect(address))
            .await
            .unwrap();
        Self {
            stream: BufReader::new(stream),
            address,
        }
    }

    /// Sends these bytes as they are.
    pub async fn send(&mut self, bytes: impl AsRef<[u8]>) {
        let write = self.stream.get_mut().write_all(bytes.as_ref());
        soon("writing", write).await.unwrap();
    }

    /// A call of JSON; `headers` are lines such as `Accept: text/plain`.
    pub async fn post(&mut self, path: &str, headers: &[&str], body: &str) -> Answer {
        let mut lines = vec!["Content-Type: application/json"];
        lines.extend(headers);
        self.request("POST", path, &lines, body).await
    }

    pub async fn get(&mut self, path: &str, headers: &[&str]) -> Answer {
        self.request("GET", path, headers, "").await
    }

    /// A request with its `Host`, unless the headers have one, and its `Content-Length`.
    pub async fn request(
        &mut self,
        method: &str,
        path: &str,
        headers: &[&str],
        body: &str,
    ) -> Answer {
        self.send(self.head(method, path, headers, body.len()))
            .await;
        self.send(body).await;
        self.answer_to(method).await
    }

    pub fn head(&self, method: &str, path: &str, headers: &[&str], length: usize) -> String {
        let mut head = format!("{method} {path} HTTP/1.1\r\n");
        if !headers.iter().any(|line| line.starts_with("Host:")) {
            let _ = write!(head, "Host: {}\r\n", self.address);
        }
        if length > 0 || method == "POST" {
            let _ = write!(head, "Content-Length: {length}\r\n");
        }
        for line in headers {
            let _ = write!(head, "{line}\r\n");
        }
        head + "\r\n"
    }

    /// The next answer.
    pub async fn answer(&mut self) -> Answer {
        self.answer_to("POST").await
    }

    async fn answer_to(&mut self, method: &str) -> Answer {
        soon("an answer", self.read_answer(method))
            .await
            .expect("the connection ended before an answer")
    }

    /// The next answer; `None` where the connection ends, or is reset, before its first byte.
    pub async fn try_answer(&mut self) -> Option<Answer> {
        soon("an answer or the end", self.read_answer("POST")).await
    }

    /// Waits for the end of the connection, and fails where something else comes.
    pub async fn ended(&mut self) {
        let answer = self.try_answer().await;
        assert!(answer.is_none(), "an answer instead of the end: {answer:?}");
    }

    /// The next answer without its body.
    pub async fn answer_head(&mut self) -> Answer {
        soon("the head of an answer", self.read_head())
            .await
            .expect("the connection ended before an answer")
    }

    /// A piece of the body of an answer in pieces; `None` at its end.
    pub async fn chunk(&mut self) -> Option<Vec<u8>> {
        let chunk = soon("a piece of an answer", self.read_chunk()).await;
        chunk.expect("the connection ended inside an answer")
    }

    async fn line(&mut self) -> Option<String> {
        let mut line = String::new();
        match self.stream.read_line(&mut line).await {
            Ok(0) | Err(_) => None,
            Ok(_) => Some(line.trim_end().to_owned()),
        }
    }

    async fn read_head(&mut self) -> Option<Answer> {
        let first = self.line().await?;
        let status = first.split(' ').nth(1)?.parse().ok()?;
        let mut headers = Vec::new();
        loop {
            let line = self.line().await?;
            let Some((name, value)) = line.split_once(':') else {
                break;
            };
            headers.push((name.to_ascii_lowercase(), value.trim().to_owned()));
        }
        Some(Answer {
            status,
            headers,
            body: Vec::new(),
        })
    }

    async fn read_answer(&mut self, method: &str) -> Option<Answer> {
        let mut answer = self.read_head().await?;
        if answer.header("transfer-encoding") == Some("chunked") {
            while let Some(chunk) = self.read_chunk().await? {
                answer.body.extend(chunk);
            }
        } else if method != "HEAD"
            && let Some(length) = answer.header("content-length")
        {
            answer.body = vec![0; length.parse().ok()?];
            self.stream.read_exact(&mut answer.body).await.ok()?;
        }
        Some(answer)
    }

    /// `None` where the connection ends; `Some(None)` at the end of the answer.
    async fn read_chunk(&mut self) -> Option<Option<Vec<u8>>> {
        let size = usize::from_str_radix(&self.line().await?, 16).ok()?;
        let mut chunk = vec![0; size];
        self.stream.read_exact(&mut chunk).await.ok()?;
        self.line().await?;
        Some((size > 0).then_some(chunk))
    }
}

impl Answer {
    /// The only header of this name.
    pub fn header(&self, name: &str) -> Option<&str> {
        let mut values = self.headers.iter().filter(|(key, _)| key == name);
        let (_, value) = values.next()?;
        assert!(values.next().is_none(), "more than one `{name}`");
        Some(value)
    }

    pub fn text(&self) -> &str {
        std::str::from_utf8(&self.body).unwrap()
    }

    pub fn json(&self) -> serde_json::Value {
        json::parse(&self.body)
    }

    /// Checks that this is the problem document of a status and a reason.
    #[track_caller]
    pub fn is_problem(&self, status: u16, reason: &str) -> serde_json::Value {
        assert_eq!(self.status, status, "{}", self.text());
        assert_eq!(
            self.header("content-type"),
            Some("application/problem+json")
        );
        let problem = self.json();
        assert_eq!(problem["status"], status, "{problem}");
        assert_eq!(problem["reason"], reason, "{problem}");
        problem
    }
}
