//! Messages that are compressed.

use traitwire::{Context, Retry};

use crate::channel::{call, echo};
use crate::script::{Arrived, JSON, Script, framed, header};

/// `[1,2,3]`, compressed by the program `zstd` and by Python's `gzip`.
const ZSTD: &[u8] = b"\x28\xb5\x2f\xfd\x04\x58\x39\0\0[1,2,3]\xf1\xc6\xe1\x83";
const GZIP: &[u8] =
    b"\x1f\x8b\x08\0\0\0\0\0\x02\x03\x8b\x36\xd4\x31\xd2\x31\x8e\x05\0\xe9\xb3\x6d\xfd\x07\0\0\0";

/// A server whose reply is this message with the first byte 1.
async fn compressed(name: &'static str, data: &'static [u8]) -> Script {
    Script::start(move |arrived: Arrived| async move {
        let lines = [("content-type", JSON), ("grpc-encoding", name)];
        let mut sending = arrived.begin_with(200, &lines);
        let mut message = framed(data).to_vec();
        message[0] = 1;
        sending.send(message);
        sending.end(&[("grpc-status", "0")]);
    })
    .await
}

#[tokio::test]
async fn replies_may_be_compressed() {
    for (name, data) in [("gzip", GZIP), ("zstd", ZSTD)] {
        let script = compressed(name, data).await;
        let got = call(&script.grpc(), &echo(), Context::new(), "1").await;
        assert_eq!(got.unwrap(), "[1,2,3]");
        let head = script.only_head();
        assert_eq!(
            header(&head.headers, "grpc-accept-encoding"),
            Some("identity,gzip,zstd")
        );
        assert_eq!(header(&head.headers, "grpc-encoding"), None);
        let small = script.builder().reply_limit(6).build().unwrap();
        let status = call(&small, &echo(), Context::new(), "1")
            .await
            .unwrap_err();
        assert_eq!(status.reason(), Some("reply_too_large"));
    }
    for (name, data, said) in [
        (
            "snappy",
            GZIP,
            "it is compressed as `snappy`, which was not asked for",
        ),
        ("gzip", ZSTD, "a message is said to be gzip, and is not"),
        (
            "zstd",
            &ZSTD[..9],
            "a message is said to be zstd, and is not",
        ),
    ] {
        let script = compressed(name, data).await;
        let called = call(&script.grpc(), &echo(), Context::new(), "1").await;
        let status = called.unwrap_err();
        assert_eq!(status.reason(), Some("unexpected_reply"));
        assert!(status.message().contains(said), "{status}");
    }
}

#[tokio::test]
async fn large_requests_are_compressed_and_small_ones_are_not() {
    let script = Script::start(async |mut arrived: Arrived| {
        let first = arrived.body.data().await.unwrap().unwrap();
        arrived.reply(&format!("[{},{}]", first[0], first.len()));
    })
    .await;
    let large = format!("\"{}\"", "x".repeat(10_000));
    let builder = || script.builder().retry(Retry::off());
    for (grpc, name) in [
        (builder().gzip().build().unwrap(), "gzip"),
        (builder().zstd().build().unwrap(), "zstd"),
    ] {
        let got = call(&grpc, &echo(), Context::new(), "1").await.unwrap();
        assert_eq!(got, "[0,6]");
        let got = call(&grpc, &echo(), Context::new(), &large).await.unwrap();
        let (flag, length) = got[1..got.len() - 1].split_once(',').unwrap();
        assert_eq!(flag, "1");
        assert!(length.parse::<usize>().unwrap() < 1000, "{got}");
        let head = script.heads().pop().unwrap();
        assert_eq!(header(&head.headers, "grpc-encoding"), Some(name));
    }
}
