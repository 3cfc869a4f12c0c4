//! Runs the real program, each time on a database of its own.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Output, Stdio};
use std::sync::Mutex;
use std::sync::atomic::{AtomicU32, Ordering};
use std::sync::mpsc::{Receiver, channel};
use std::time::Duration;

/// Nothing takes longer, unless it hangs.
const DEADLINE: Duration = Duration::from_secs(30);

/// What the program reads of the environment.
const VARIABLES: [&str; 6] = [
    "TASKS_ADMIN_TOKEN",
    "TRAITWIRE_ALLOW_HOST",
    "TRAITWIRE_ALLOW_ORIGIN",
    "TRAITWIRE_LISTEN",
    "TRAITWIRE_LOG",
    "TRAITWIRE_TOKEN",
];

/// A folder of its own for a test, with nothing in it but what the program writes.
pub(crate) struct Folder(PathBuf);

impl Folder {
    pub(crate) fn new() -> Self {
        static COUNT: AtomicU32 = AtomicU32::new(0);
        let name = format!(
            "{}-{}",
            std::process::id(),
            COUNT.fetch_add(1, Ordering::Relaxed)
        );
        let path = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
        std::fs::create_dir_all(&path).unwrap();
        Self(path)
    }

    pub(crate) fn path(&self) -> &Path {
        &self.0
    }

    pub(crate) fn has(&self, file: &str) -> bool {
        self.0.join(file).exists()
    }

    /// The program with these arguments, in this folder.
    pub(crate) fn command(&self, arguments: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_tasks"));
        command
            .args(arguments)
            .current_dir(&self.0)
            .stdin(Stdio::null());
        for name in VARIABLES {
            command.env_remove(name);
        }
        command
    }

    /// Runs the program to its end.
    pub(crate) fn run(&self, arguments: &[&str]) -> Ended {
        Ended::of(self.command(arguments))
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.0);
    }
}

/// How a run of the program has ended.
#[derive(Debug, PartialEq)]
pub(crate) struct Ended {
    pub(crate) code: Option<i32>,
    pub(crate) stdout: String,
    pub(crate) stderr: String,
}

impl Ended {
    pub(crate) fn of(mut command: Command) -> Self {
        Self::from(command.output().unwrap())
    }

    /// As [`of`](Self::of), with this text on stdin.
    pub(crate) fn of_input(mut command: Command, input: &str) -> Self {
        let piped = command
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped());
        let mut child = piped.spawn().unwrap();
        child
            .stdin
            .take()
            .unwrap()
            .write_all(input.as_bytes())
            .unwrap();
        Self::from(child.wait_with_output().unwrap())
    }

    fn from(output: Output) -> Self {
        Self {
            code: output.status.code(),
            stdout: String::from_utf8(output.stdout).unwrap(),
            stderr: String::from_utf8(output.stderr).unwrap(),
        }
    }

    /// The program did what it was told, with this on stdout and nothing on stderr.
    #[track_caller]
    pub(crate) fn printed(&self, stdout: &str) {
        assert_eq!(
            (self.code, self.stdout.as_str(), self.stderr.as_str()),
            (Some(0), stdout, "")
        );
    }

    /// The program ended with this code, these lines on stderr and nothing on stdout.
    #[track_caller]
    pub(crate) fn failed(&self, code: i32, stderr: &[&str]) {
        let lines: Vec<_> = self.stderr.lines().collect();
        assert_eq!(
            (self.code, lines, self.stdout.as_str()),
            (Some(code), stderr.to_vec(), "")
        );
    }
}

/// `tasks serve` on a port of its own; killed at the end.
pub(crate) struct Server {
    child: Child,
    pub(crate) address: String,
    lines: Mutex<Receiver<String>>,
}

impl Server {
    pub(crate) fn start(folder: &Folder, arguments: &[&str]) -> Self {
        let mut command = folder.command(&["serve", "--listen", "127.0.0.1:0"]);
        Self::of(command.args(arguments))
    }

    pub(crate) fn of(command: &mut Command) -> Self {
        let mut child = command
            .stdout(Stdio::null())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        let stderr = BufReader::new(child.stderr.take().unwrap());
        let (send, lines) = channel();
        std::thread::spawn(move || {
            stderr
                .lines()
                .map_while(Result::ok)
                .try_for_each(|line| send.send(line))
        });
        let first: String = lines.recv_timeout(DEADLINE).unwrap();
        let address = first
            .strip_prefix("listening on http://")
            .unwrap_or_else(|| panic!("{first}"));
        Self {
            address: address.to_owned(),
            child,
            lines: Mutex::new(lines),
        }
    }

    /// The next line of the log.
    pub(crate) fn line(&self) -> String {
        self.lines.lock().unwrap().recv_timeout(DEADLINE).unwrap()
    }

    /// Posts JSON, and gives the status and the body of the answer.
    pub(crate) fn post(&self, path: &str, headers: &str, body: &str) -> (u16, String) {
        let mut stream = TcpStream::connect(&self.address).unwrap();
        stream.set_read_timeout(Some(DEADLINE)).unwrap();
        let (host, length) = (&self.address, body.len());
        let host = if headers.contains("Host:") {
            String::new()
        } else {
            format!("Host: {host}\r\n")
        };
        let head = format!(
            "POST {path} HTTP/1.1\r\n{host}Content-Type: application/json\r\nContent-Length: {length}\r\n"
        );
        write!(stream, "{head}Connection: close\r\n{headers}\r\n{body}").unwrap();
        let mut answer = String::new();
        stream.read_to_string(&mut answer).unwrap();
        let (head, body) = answer.split_once("\r\n\r\n").unwrap();
        (
            head.split(' ').nth(1).unwrap().parse().unwrap(),
            body.to_owned(),
        )
    }

    /// Ends the process at once, as a crash would, and gives the lines that are left of its log.
    pub(crate) fn kill_and_read(mut self) -> Vec<String> {
        self.child.kill().unwrap();
        self.child.wait().unwrap();
        self.lines.lock().unwrap().iter().collect()
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}
