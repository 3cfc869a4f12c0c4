package interop

import (
	"context"
	"testing"

	"google.golang.org/genproto/googleapis/rpc/errdetails"
	"google.golang.org/grpc"
	"google.golang.org/grpc/codes"
	"google.golang.org/grpc/credentials/insecure"
	"google.golang.org/grpc/metadata"
	"google.golang.org/grpc/stats"
	"google.golang.org/grpc/status"
)

// Opens a connection, which closes with its test.
func connect(t *testing.T, server *server, options ...grpc.DialOption) *grpc.ClientConn {
	t.Helper()
	options = append([]grpc.DialOption{grpc.WithTransportCredentials(insecure.NewCredentials())}, options...)
	connection, err := grpc.NewClient(server.address, options...)
	must(t, err)
	t.Cleanup(func() { connection.Close() })
	return connection
}

// What a call has to end within, with metadata in pairs.
func within(t *testing.T, pairs ...string) context.Context {
	t.Helper()
	ctx, cancel := context.WithTimeout(context.Background(), deadline)
	t.Cleanup(cancel)
	return metadata.AppendToOutgoingContext(ctx, pairs...)
}

// The status of a call that has to fail with a code.
func refused(t *testing.T, err error, code codes.Code) *status.Status {
	t.Helper()
	if status.Code(err) != code {
		t.Fatalf("got %v, wanted %s", err, code)
	}
	return status.Convert(err)
}

// What an error says of itself: the message of its service, unpacked as what it is, and gRPC's own.
func details[T any](t *testing.T, failed *status.Status) (T, *errdetails.ErrorInfo) {
	t.Helper()
	found := failed.Details()
	if len(found) != 2 {
		t.Fatalf("details: %v", found)
	}
	typed, isTyped := found[0].(T)
	info, isInfo := found[1].(*errdetails.ErrorInfo)
	if !isTyped || !isInfo {
		t.Fatalf("details: %v", found)
	}
	return typed, info
}

// Notes how messages of calls were compressed, and how many bytes answers had on the wire and in memory.
type observed struct {
	compression    string
	wire, unpacked int
}

func (observed *observed) TagRPC(ctx context.Context, _ *stats.RPCTagInfo) context.Context {
	return ctx
}

func (observed *observed) TagConn(ctx context.Context, _ *stats.ConnTagInfo) context.Context {
	return ctx
}

func (observed *observed) HandleConn(context.Context, stats.ConnStats) {}

func (observed *observed) HandleRPC(_ context.Context, event stats.RPCStats) {
	switch event := event.(type) {
	case *stats.InHeader:
		observed.compression = event.Compression
	case *stats.InPayload:
		observed.wire, observed.unpacked = event.CompressedLength, event.Length
	}
}
