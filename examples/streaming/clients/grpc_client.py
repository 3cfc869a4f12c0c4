"""Follows a weather station over gRPC, knowing nothing of it but its address: the server describes itself.

Run `cargo run -p streaming`, and beside it: python3 examples/streaming/clients/grpc_client.py 127.0.0.1:8080

Needs `grpcio-reflection`, which brings `grpcio` and `protobuf`.
"""

import sys

import grpc
from google.protobuf import descriptor_pool, message_factory
from grpc_reflection.v1alpha.proto_reflection_descriptor_database import ProtoReflectionDescriptorDatabase


def main(address: str = "127.0.0.1:8080") -> None:
    with grpc.insecure_channel(address) as channel:
        pool = descriptor_pool.DescriptorPool(ProtoReflectionDescriptorDatabase(channel))
        method = pool.FindServiceByName("weather.v1.Station").FindMethodByName("Follow")
        request = message_factory.GetMessageClass(method.input_type)
        reading = message_factory.GetMessageClass(method.output_type)
        follow = channel.unary_stream(
            "/weather.v1.Station/Follow", request.SerializeToString, reading.FromString
        )
        for item in follow(request(limit=3)):
            print(f"{item.number}: {item.temperature:g} °C")


if __name__ == "__main__":
    main(*sys.argv[1:])
