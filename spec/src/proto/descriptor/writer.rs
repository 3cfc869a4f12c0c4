//! The few forms of protobuf's encoding that descriptors need
//! (<https://protobuf.dev/programming-guides/encoding/>).

/// A message as it is written.
#[derive(Debug, Default)]
pub(super) struct Writer(Vec<u8>);

impl Writer {
    pub(super) fn finish(self) -> Vec<u8> {
        self.0
    }

    /// A field with a number, an enum or a truth value.
    pub(super) fn number(&mut self, field: u32, value: u32) {
        self.varint(field << 3);
        self.varint(value);
    }

    pub(super) fn flag(&mut self, field: u32) {
        self.number(field, 1);
    }

    pub(super) fn text(&mut self, field: u32, text: &str) {
        self.bytes(field, text.as_bytes());
    }

    pub(super) fn message(&mut self, field: u32, write: impl FnOnce(&mut Self)) {
        let mut inner = Self::default();
        write(&mut inner);
        self.bytes(field, &inner.0);
    }

    fn bytes(&mut self, field: u32, bytes: &[u8]) {
        self.varint(field << 3 | 2);
        // A descriptor is far below 4 GiB, which no message may have.
        self.varint(u32::try_from(bytes.len()).unwrap_or(u32::MAX));
        self.0.extend_from_slice(bytes);
    }

    fn varint(&mut self, mut value: u32) {
        loop {
            let [seven, ..] = (value & 0x7F).to_le_bytes();
            value >>= 7;
            if value == 0 {
                self.0.push(seven);
                return;
            }
            self.0.push(seven | 0x80);
        }
    }
}
