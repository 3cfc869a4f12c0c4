//! The messages of a body as they come: cut out of its pieces, and decompressed.

use std::task::{Context, Poll, ready};

use bytes::Bytes;

use super::coding::{self, Coding};
use super::frame::{self, Cutter, Frame};

/// What there is of the messages of a body. Nothing is read before somebody asks.
#[derive(Debug)]
pub(crate) struct Messages {
    cutter: Cutter,
    /// How messages are compressed; an error is the name of what is not known.
    coding: Result<Option<Coding>, String>,
    /// How many bytes a message may have, as it is sent and as it is.
    limit: usize,
}

/// Why there is no next message.
#[derive(Debug)]
pub(crate) enum Fault {
    /// This is no sequence of messages.
    Frame(frame::Fault),
    /// A message is none in this coding.
    Coding(Coding, coding::Fault),
    /// A message is compressed, and nothing says how.
    NoCoding,
    /// A message is compressed in a way of this name.
    UnknownCoding(String),
}

impl Messages {
    pub(crate) fn new(coding: Result<Option<Coding>, String>, limit: usize) -> Self {
        Self {
            cutter: Cutter::default(),
            coding,
            limit,
        }
    }

    /// The next message; `None` after the last. `more` gives the next piece of the body.
    pub(crate) fn poll<E>(
        &mut self,
        task: &mut Context<'_>,
        mut more: impl FnMut(&mut Context<'_>) -> Poll<Option<Result<Bytes, E>>>,
        failed: impl Fn(&Fault) -> E,
    ) -> Poll<Result<Option<Bytes>, E>> {
        loop {
            match self.cut() {
                Ok(None) => {}
                message => return Poll::Ready(message.map_err(|fault| failed(&fault))),
            }
            let Some(piece) = ready!(more(task)) else {
                let end = self.cutter.end().map(|()| None);
                return Poll::Ready(end.map_err(|fault| failed(&Fault::Frame(fault))));
            };
            self.cutter.push(piece?);
        }
    }

    fn cut(&mut self) -> Result<Option<Bytes>, Fault> {
        let frame = self.cutter.next(self.limit).map_err(Fault::Frame)?;
        frame.map(|frame| self.message(frame)).transpose()
    }

    fn message(&self, frame: Frame) -> Result<Bytes, Fault> {
        match &self.coding {
            _ if !frame.compressed => Ok(frame.bytes),
            Ok(Some(coding)) => coding
                .decompress(&frame.bytes, self.limit)
                .map_err(|fault| Fault::Coding(*coding, fault)),
            Ok(None) => Err(Fault::NoCoding),
            Err(name) => Err(Fault::UnknownCoding(name.clone())),
        }
    }
}
