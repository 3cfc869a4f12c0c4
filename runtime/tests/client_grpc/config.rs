//! What a client is told before its first call.

use traitwire::Grpc;

#[test]
fn what_is_wrong_is_said() {
    let address = "http://127.0.0.1:1";
    for (builder, said) in [
        (
            Grpc::builder("127.0.0.1:8080"),
            "the address `127.0.0.1:8080` has no scheme; write `http://127.0.0.1:8080`",
        ),
        (
            Grpc::builder("https://alice:s3cret@example.com"),
            "the address has a user name before its host; leave it out, and give a token with `GrpcBuilder::bearer(..)`",
        ),
        (
            Grpc::builder(address).balance(["ftp://example.com"]),
            "the address `ftp://example.com` has the scheme `ftp`; write `http://` or `https://`",
        ),
        (
            Grpc::builder(address).header("authorization", "x"),
            "the header `authorization` is set by `GrpcBuilder::bearer(..)`; give the token there",
        ),
        (
            Grpc::builder(address).header("te", "x"),
            "the header `te` is set by `Grpc` itself; leave it out",
        ),
        (
            Grpc::builder(address).header("grpc-tags-bin", "x"),
            "the header `grpc-tags-bin` is one of gRPC's own; leave it out",
        ),
        (
            Grpc::builder(address).header("x-digest-bin", "no base64"),
            "the value of the metadata `x-digest-bin` is no base64; gRPC has values of names that end with `-bin` as \
             bytes, so encode it, or name it otherwise",
        ),
    ] {
        assert_eq!(builder.build().unwrap_err().to_string(), said);
    }
}

#[test]
fn secrets_are_not_shown() {
    let builder = Grpc::builder("http://127.0.0.1:1").bearer("s3cret");
    let shown = format!("{builder:?}") + &format!("{:?}", builder.build().unwrap());
    assert!(!shown.contains("s3cret"), "{shown}");
    assert!(shown.contains("authorization"), "{shown}");
}
