//! Where lines go: each at once, or while a server runs the access lines in batches.
//!
//! Writing a line takes the system as long as a small call takes us. Under load there are thousands a second, of which
//! nobody needs each by itself.

use std::io::{self, Write};
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::thread::Thread;
use std::time::Duration;

/// Time between two batches. A line that comes when there was none for so long is written at once.
const PAUSE: Duration = Duration::from_millis(10);

/// Bytes that may wait. Beyond it whoever writes a line waits until they are gone.
const MOST: usize = 256 * 1024;

/// Lines on their way to `W`, in the order in which they came.
pub(super) struct Output<W> {
    waiting: Mutex<Waiting>,
    /// Locked while lines are written, and before `waiting` wherever both are.
    writer: Mutex<Writer<W>>,
}

struct Waiting {
    lines: Vec<u8>,
    /// Writes them now and then; nobody does where lines do not wait.
    flusher: Option<Thread>,
}

struct Writer<W> {
    to: W,
    /// The batch that is written, kept for its memory.
    batch: Vec<u8>,
}

impl<W: Write> Output<W> {
    pub(super) const fn new(to: W) -> Self {
        Self {
            waiting: Mutex::new(Waiting {
                lines: Vec::new(),
                flusher: None,
            }),
            writer: Mutex::new(Writer {
                to,
                batch: Vec::new(),
            }),
        }
    }

    /// Writes a line, after those that wait.
    pub(super) fn write(&self, line: &str) {
        lock(&self.waiting).lines.extend_from_slice(line.as_bytes());
        self.flush();
    }

    /// Lets a line wait for others for a short time, if there is somebody to write it then.
    pub(super) fn write_soon(&self, line: &str) {
        let mut waiting = lock(&self.waiting);
        waiting.lines.extend_from_slice(line.as_bytes());
        match &waiting.flusher {
            Some(_) if waiting.lines.len() > MOST => {}
            Some(flusher) => {
                if waiting.lines.len() == line.len() {
                    flusher.unpark();
                }
                return;
            }
            None => {}
        }
        drop(waiting);
        self.flush();
    }

    /// Writes what waits; tells whether there was anything.
    fn flush(&self) -> bool {
        let mut writer = lock(&self.writer);
        let Writer { to, batch } = &mut *writer;
        std::mem::swap(batch, &mut lock(&self.waiting).lines);
        // There is nowhere to report a failure to.
        let _ = to.write_all(batch);
        let any = !batch.is_empty();
        batch.clear();
        any
    }
}

impl<W: Write + Send + 'static> Output<W> {
    /// Lets lines wait from now on, until what this gives is dropped. Then all that waits is written.
    pub(super) fn in_batches(&'static self) -> Batches<W> {
        let thread = std::thread::Builder::new().name("traitwire-log".to_owned());
        // Without a thread no line waits.
        if let Ok(flusher) = thread.spawn(move || self.flush_now_and_then()) {
            lock(&self.waiting).flusher = Some(flusher.thread().clone());
        }
        Batches(self)
    }

    fn flush_now_and_then(&self) {
        loop {
            std::thread::park();
            while self.flush() {
                std::thread::sleep(PAUSE);
            }
            if lock(&self.waiting).flusher.is_none() {
                return;
            }
        }
    }
}

/// As long as this lives, lines may wait.
pub(in crate::app) struct Batches<W: Write + Send + 'static>(&'static Output<W>);

impl<W: Write + Send + 'static> Drop for Batches<W> {
    fn drop(&mut self) {
        let flusher = lock(&self.0.waiting).flusher.take();
        self.0.flush();
        if let Some(flusher) = flusher {
            flusher.unpark();
        }
    }
}

/// What standard error is to a program that writes to it now and then.
pub(in crate::app) struct Stderr;

impl Write for Stderr {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        io::stderr().write(bytes)
    }

    fn write_all(&mut self, bytes: &[u8]) -> io::Result<()> {
        // Under one lock, so that nothing else that the program writes comes between.
        io::stderr().write_all(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        io::stderr().flush()
    }
}

/// A panic under the lock leaves lines, and lines can be written.
fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

#[cfg(test)]
mod tests {
    use std::sync::mpsc::{Receiver, Sender, channel};

    use super::*;

    /// Hands out what is written.
    struct Sent(Sender<String>);

    impl Write for Sent {
        fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
            let text = String::from_utf8(bytes.to_vec()).unwrap();
            let _ = self.0.send(text);
            Ok(bytes.len())
        }

        fn flush(&mut self) -> io::Result<()> {
            Ok(())
        }
    }

    fn output() -> (&'static Output<Sent>, Receiver<String>) {
        let (sent, written) = channel();
        (Box::leak(Box::new(Output::new(Sent(sent)))), written)
    }

    fn soon(written: &Receiver<String>) -> String {
        written.recv_timeout(Duration::from_secs(30)).unwrap()
    }

    #[test]
    fn without_batches_each_line_is_written_at_once() {
        let (output, written) = output();
        output.write("a\n");
        output.write_soon("b\n");
        assert_eq!(written.try_iter().collect::<Vec<_>>(), ["a\n", "b\n"]);
    }

    #[test]
    fn a_line_that_waits_is_written_soon_although_no_other_comes() {
        let (output, written) = output();
        let _batches = output.in_batches();
        for line in ["a\n", "b\n", "c\n"] {
            output.write_soon(line);
            assert_eq!(soon(&written), line);
        }
    }

    #[test]
    fn nothing_waits_behind_a_line_that_does_not_wait_or_behind_the_end() {
        let (output, written) = output();
        let batches = output.in_batches();
        output.write_soon("a\n");
        output.write("b\n");
        assert_eq!(written.try_iter().collect::<String>(), "a\nb\n");
        output.write_soon("c\n");
        drop(batches);
        output.write_soon("d\n");
        assert_eq!(written.try_iter().collect::<String>(), "c\nd\n");
        // Its end was not its last one.
        let _batches = output.in_batches();
        output.write_soon("e\n");
        assert_eq!(soon(&written), "e\n");
    }

    #[test]
    fn the_lines_of_a_thread_keep_their_order_and_all_lines_stay_whole() {
        let (output, written) = output();
        let batches = output.in_batches();
        let write = |name: usize| {
            move || {
                for number in 0..2000 {
                    let line = format!("{name} {number} {}\n", "x".repeat(number % 300));
                    if number % 100 == 7 {
                        output.write(&line);
                    } else {
                        output.write_soon(&line);
                    }
                }
            }
        };
        let threads: Vec<_> = (0..4).map(|name| std::thread::spawn(write(name))).collect();
        for thread in threads {
            thread.join().unwrap();
        }
        drop(batches);
        let all: String = written.try_iter().collect();
        let mut next = [0; 4];
        for line in all.lines() {
            let mut words = line.split(' ');
            let name: usize = words.next().unwrap().parse().unwrap();
            let number: usize = words.next().unwrap().parse().unwrap();
            assert_eq!(number, next[name]);
            assert_eq!(words.next().unwrap().len(), number % 300);
            next[name] += 1;
        }
        assert_eq!(next, [2000; 4]);
    }
}
