//! Items cut out of text as it arrives.

use bytes::{Bytes, BytesMut};

use crate::Status;
use crate::spec::Code;

/// Cuts JSON lines, or the elements of one JSON array, out of what arrives. What an item holds is looked at only as far
/// as its end has to be found.
#[derive(Debug)]
pub(crate) struct Cutter {
    form: Form,
    text: BytesMut,
    /// How much of the text is known to hold no end.
    seen: usize,
    /// The number of the line or element that begins the text.
    number: u64,
    /// The bytes that an item may have.
    limit: usize,
}

#[derive(Debug)]
enum Form {
    Lines,
    Array(Array),
}

/// Where in an array the text begins.
#[derive(Debug, Default)]
struct Array {
    place: Place,
    depth: usize,
    in_string: bool,
    is_escaped: bool,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Place {
    #[default]
    Before,
    First,
    Further,
    After,
}

impl Cutter {
    /// One item a line; blank lines are passed over.
    pub(crate) fn lines(limit: usize) -> Self {
        Self::new(Form::Lines, limit)
    }

    /// One array of all items.
    pub(crate) fn array(limit: usize) -> Self {
        Self::new(Form::Array(Array::default()), limit)
    }

    fn new(form: Form, limit: usize) -> Self {
        Self {
            form,
            text: BytesMut::new(),
            seen: 0,
            number: 1,
            limit,
        }
    }

    /// Takes what has arrived.
    pub(crate) fn push(&mut self, text: &[u8]) {
        self.text.extend_from_slice(text);
    }

    /// The next item, if all of it is there.
    pub(crate) fn next(&mut self) -> Result<Option<Bytes>, Status> {
        let item = match &mut self.form {
            Form::Lines => self.next_line(),
            Form::Array(_) => self.next_element()?,
        };
        let length = match &item {
            Some(item) => item.len(),
            None if self.is_after() => 0,
            None => self.text.len(),
        };
        if length > self.limit {
            // Its own number: the one that was cut is counted already.
            return Err(self.too_large(self.number - u64::from(item.is_some())));
        }
        Ok(item)
    }

    /// The item that the end of the text ends, where there is one.
    pub(crate) fn end(&mut self) -> Result<Option<Bytes>, Status> {
        if matches!(self.form, Form::Lines) {
            let line = self.text.split().freeze();
            self.seen = 0;
            return Ok((!line.trim_ascii().is_empty()).then_some(line));
        }
        if self.is_after() {
            return Ok(None);
        }
        Err(wrong(format!(
            "the array ends before its `]`, in item {}",
            self.number
        )))
    }

    fn is_after(&self) -> bool {
        matches!(&self.form, Form::Array(array) if array.place == Place::After)
    }

    fn next_line(&mut self) -> Option<Bytes> {
        while let Some(end) = find(&self.text[self.seen..], |byte| byte == b'\n') {
            let line = self.cut(self.seen + end);
            self.number += 1;
            if !line.trim_ascii().is_empty() {
                return Some(line);
            }
        }
        self.seen = self.text.len();
        None
    }

    /// Takes the text up to the byte that ends an item, and that byte with it.
    fn cut(&mut self, end: usize) -> Bytes {
        let mut item = self.text.split_to(end + 1);
        item.truncate(end);
        self.seen = 0;
        item.freeze()
    }

    fn next_element(&mut self) -> Result<Option<Bytes>, Status> {
        let Form::Array(array) = &mut self.form else {
            return Ok(None);
        };
        if array.place == Place::Before {
            match find(&self.text, |byte| !byte.is_ascii_whitespace()) {
                None => self.text.clear(),
                Some(start) if self.text[start] == b'[' => {
                    let _ = self.text.split_to(start + 1);
                    array.place = Place::First;
                }
                Some(_) => {
                    return Err(wrong(
                        "expected one array of all items, such as `[{..}, {..}]`",
                    ));
                }
            }
        }
        match array.place {
            Place::Before => Ok(None),
            Place::After => self.nothing_more(),
            Place::First | Place::Further => {
                if let Some(end) = find(&self.text[self.seen..], |byte| array.ends_at(byte)) {
                    return self.element(self.seen + end);
                }
                self.seen = self.text.len();
                Ok(None)
            }
        }
    }

    /// The element that ends at a comma or at the end of the array.
    fn element(&mut self, end: usize) -> Result<Option<Bytes>, Status> {
        let is_last = self.text[end] == b']';
        let element = self.cut(end);
        let is_empty = element.trim_ascii().is_empty();
        let Form::Array(array) = &mut self.form else {
            return Ok(None);
        };
        let was = array.place;
        array.place = if is_last {
            Place::After
        } else {
            Place::Further
        };
        if is_empty && is_last && was == Place::First {
            return self.nothing_more();
        }
        if is_empty {
            return Err(wrong(format!("item {} of the array is empty", self.number)));
        }
        self.number += 1;
        Ok(Some(element))
    }

    fn nothing_more(&mut self) -> Result<Option<Bytes>, Status> {
        if self.text.trim_ascii().is_empty() {
            self.text.clear();
            return Ok(None);
        }
        Err(wrong("something stands after the array of items"))
    }

    fn too_large(&self, number: u64) -> Status {
        let what = match self.form {
            Form::Lines => "line",
            Form::Array(_) => "item",
        };
        let message = format!("{what} {number} is larger than {} bytes", self.limit);
        Status::new(Code::ResourceExhausted, message)
            .with_reason("item_too_large")
            .with_retryable(false)
    }
}

impl Array {
    /// Follows one byte; whether an element ends with it.
    fn ends_at(&mut self, byte: u8) -> bool {
        if self.in_string {
            match byte {
                _ if self.is_escaped => self.is_escaped = false,
                b'\\' => self.is_escaped = true,
                b'"' => self.in_string = false,
                _ => {}
            }
            return false;
        }
        match byte {
            b',' | b']' if self.depth == 0 => return true,
            b'"' => self.in_string = true,
            b'[' | b'{' => self.depth += 1,
            // One too many is found by whoever reads the element.
            b']' | b'}' => self.depth = self.depth.saturating_sub(1),
            _ => {}
        }
        false
    }
}

fn find(text: &[u8], is_it: impl FnMut(u8) -> bool) -> Option<usize> {
    text.iter().copied().position(is_it)
}

fn wrong(message: impl Into<std::borrow::Cow<'static, str>>) -> Status {
    Status::invalid_argument(message).with_reason("invalid_request")
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn all(mut cutter: Cutter, text: &[u8], piece: usize) -> Result<Vec<String>, Status> {
        let mut items = Vec::new();
        let mut keep = |item: Bytes| items.push(String::from_utf8(item.to_vec()).unwrap());
        for piece in text.chunks(piece) {
            cutter.push(piece);
            while let Some(item) = cutter.next()? {
                keep(item);
            }
        }
        if let Some(item) = cutter.end()? {
            keep(item);
        }
        assert!(matches!(
            (cutter.next(), cutter.end()),
            (Ok(None), Ok(None))
        ));
        Ok(items)
    }

    #[test]
    fn lines_are_cut_wherever_they_break() {
        let text = b"{\"a\":1}\r\n\n  \n[2]\n\"\\n\"\nlast";
        for piece in 1..=text.len() {
            let items = all(Cutter::lines(10), text, piece).unwrap();
            assert_eq!(items, ["{\"a\":1}\r", "[2]", "\"\\n\"", "last"]);
        }
    }

    #[test]
    fn what_is_too_large_is_refused_before_all_of_it_is_there() {
        for (cutter, text, message) in [
            (
                Cutter::lines(4),
                "1\n\n12345\n",
                "line 3 is larger than 4 bytes",
            ),
            (
                Cutter::lines(4),
                "1\n12345",
                "line 2 is larger than 4 bytes",
            ),
            (
                Cutter::array(4),
                "[1,2,\"12345",
                "item 3 is larger than 4 bytes",
            ),
            (
                Cutter::array(4),
                "[1,12345]",
                "item 2 is larger than 4 bytes",
            ),
        ] {
            let piece = text.len();
            let refused = all(cutter, text.as_bytes(), piece).unwrap_err();
            assert_eq!(refused.message(), message);
            assert_eq!(refused.code(), Code::ResourceExhausted);
        }
        // An array is no item.
        assert_eq!(all(Cutter::array(4), b" [1,2,3,4] ", 99).unwrap().len(), 4);
    }

    #[test]
    fn an_array_that_is_none_is_refused() {
        for (text, message) in [
            ("", "the array ends before its `]`, in item 1"),
            ("[", "the array ends before its `]`, in item 1"),
            ("[1,", "the array ends before its `]`, in item 2"),
            ("[1,]", "item 2 of the array is empty"),
            ("[,1]", "item 1 of the array is empty"),
            ("[1] 2", "something stands after the array of items"),
            ("[] ]", "something stands after the array of items"),
            (
                "{}",
                "expected one array of all items, such as `[{..}, {..}]`",
            ),
        ] {
            for piece in 1..=text.len().max(1) {
                let refused = all(Cutter::array(99), text.as_bytes(), piece).unwrap_err();
                assert_eq!(refused.message(), message, "{text}");
            }
        }
        for text in ["[]", " [ ] \n"] {
            assert!(
                all(Cutter::array(99), text.as_bytes(), 1)
                    .unwrap()
                    .is_empty()
            );
        }
    }

    fn value() -> impl Strategy<Value = serde_json::Value> {
        let leaf = prop_oneof![
            any::<i64>().prop_map(Into::into),
            ".*".prop_map(Into::into),
            r#"[\\"\[\]{},]*"#.prop_map(Into::into),
        ];
        leaf.prop_recursive(3, 20, 4, |inner| {
            prop_oneof![
                prop::collection::vec(inner.clone(), 0..4).prop_map(Into::into),
                prop::collection::btree_map(".*", inner, 0..4)
                    .prop_map(|map| serde_json::Value::Object(map.into_iter().collect())),
            ]
        })
    }

    proptest! {
        #[test]
        fn elements_are_those_of_another_reader(values in prop::collection::vec(value(), 0..6), piece in 1..50_usize, pretty: bool) {
            let text = if pretty { serde_json::to_string_pretty(&values) } else { serde_json::to_string(&values) };
            let items = all(Cutter::array(usize::MAX), text.unwrap().as_bytes(), piece).unwrap();
            let read: Vec<serde_json::Value> = items.iter().map(|item| serde_json::from_str(item).unwrap()).collect();
            prop_assert_eq!(read, values);
        }

        #[test]
        fn no_bytes_are_too_odd(bytes in prop::collection::vec(any::<u8>(), 0..100), piece in 1..20_usize) {
            for cutter in [Cutter::lines(50), Cutter::array(50)] {
                let mut cutter = cutter;
                for piece in bytes.chunks(piece) {
                    cutter.push(piece);
                    while let Ok(Some(_)) = cutter.next() {}
                }
                let _ = cutter.end();
            }
        }
    }
}
