// grpc-go calls the servers with code that protoc has generated from the `.proto` files that their programs print.
package interop

import (
	"context"
	"encoding/json"
	"fmt"
	"io"
	"os"
	"regexp"
	"strings"
	"testing"
	"time"

	"google.golang.org/grpc"
	"google.golang.org/grpc/codes"
	"google.golang.org/grpc/encoding/gzip"
	healthpb "google.golang.org/grpc/health/grpc_health_v1"
	"google.golang.org/grpc/metadata"
	"google.golang.org/protobuf/encoding/prototext"
	"google.golang.org/protobuf/proto"
	"google.golang.org/protobuf/reflect/protoreflect"
	"google.golang.org/protobuf/reflect/protoregistry"
	"google.golang.org/protobuf/types/known/emptypb"

	tasks "interop/tasks/v1"
	values "interop/values/v1"
)

// The least integer above 2^53 that a double cannot hold.
const exact = 9007199254740993

const text = "é\u2028😀\n"

func TestGrpcCallHasOneAnswer(t *testing.T) {
	server := serveTasks(t, nil, nil)
	client := tasks.NewTasksClient(connect(t, server))
	task, err := client.Create(within(t), &tasks.CreateTask{Title: "Review \"it\" é 漢字 😀", Assignee: proto.String("alice")})
	must(t, err)
	equal(t, task.GetTitle(), "Review \"it\" é 漢字 😀")
	equal(t, task.GetState(), tasks.TaskState_TASK_STATE_TODO)
	equal(t, task.CreatedBy, nil)
	var shown struct{ Title, Assignee string }
	must(t, json.Unmarshal([]byte(server.post(t, "/api/tasks/get", fmt.Sprintf(`{"id": %d}`, task.GetId()))), &shown))
	equal(t, shown.Title, task.GetTitle())
	equal(t, shown.Assignee, "alice")
	nothing, err := client.Delete(within(t), &tasks.TasksDeleteRequest{Id: task.GetId()})
	must(t, err)
	equal(t, proto.Equal(nothing, &emptypb.Empty{}), true)
}

func TestGrpcChangeIsHeardOfWhileItHappens(t *testing.T) {
	server := serveTasks(t, nil, nil)
	watching, err := tasks.NewTasksClient(connect(t, server)).Watch(within(t), &tasks.WatchTasks{Assignee: proto.String("carol")})
	must(t, err)
	// The answer's head is there once the call listens.
	_, err = watching.Header()
	must(t, err)
	server.post(t, "/api/tasks/create", `{"title": "Watch me", "assignee": "carol"}`)
	event, err := watching.Recv()
	must(t, err)
	equal(t, event.GetCreated().GetTask().GetTitle(), "Watch me")
}

func TestGrpcStreamHasAllItemsAndEnds(t *testing.T) {
	client := values.NewStreamsClient(connect(t, serveValues(t)))
	ticks, err := client.Count(within(t), &values.StreamsCountRequest{From: exact, Many: 3, End: values.End_END_WELL})
	must(t, err)
	for sent := range uint64(3) {
		tick, err := ticks.Recv()
		must(t, err)
		equal(t, tick.GetNumber(), exact+sent)
		equal(t, tick.GetText(), text)
	}
	_, err = ticks.Recv()
	equal(t, err, io.EOF)
}

func TestGrpcRequestsAreStreamed(t *testing.T) {
	sum, err := values.NewStreamsClient(connect(t, serveValues(t))).Sum(within(t))
	must(t, err)
	for _, number := range []uint64{1, exact} {
		must(t, sum.Send(&values.Tick{Number: number}))
	}
	answer, err := sum.CloseAndRecv()
	must(t, err)
	equal(t, answer.GetResult(), exact+1)
}

func TestGrpcBothSidesStreamInTurn(t *testing.T) {
	echo, err := values.NewStreamsClient(connect(t, serveValues(t))).Echo(within(t))
	must(t, err)
	for sent := range uint64(3) {
		must(t, echo.Send(&values.Tick{Number: exact + sent}))
		tick, err := echo.Recv()
		must(t, err)
		equal(t, tick.GetNumber(), exact+sent)
	}
	must(t, echo.CloseSend())
	_, err = echo.Recv()
	equal(t, err, io.EOF)
}

func TestGrpcErrorIsTheVariantThatItWas(t *testing.T) {
	client := tasks.NewTasksClient(connect(t, serveTasks(t, nil, nil)))
	_, err := client.Get(within(t), &tasks.TasksGetRequest{Id: exact})
	failed := refused(t, err, codes.NotFound)
	typed, info := details[*tasks.TaskError](t, failed)
	equal(t, typed.GetNoSuchTask().GetId(), exact)
	equal(t, info.GetReason(), "NO_SUCH_TASK")
	equal(t, info.GetDomain(), "tasks.v1.Tasks")
	equal(t, strings.Contains(failed.Message(), fmt.Sprint(exact)), true)
}

func TestGrpcErrorInsideAStreamComesBehindItsItems(t *testing.T) {
	client := values.NewStreamsClient(connect(t, serveValues(t)))
	ticks, err := client.Count(within(t), &values.StreamsCountRequest{From: 1, Many: 2, End: values.End_END_FAIL})
	must(t, err)
	for range 2 {
		_, err = ticks.Recv()
		must(t, err)
	}
	_, err = ticks.Recv()
	typed, info := details[*values.StreamError](t, refused(t, err, codes.NotFound))
	equal(t, typed.GetNoMore().GetSent(), 2)
	equal(t, info.GetReason(), "NO_MORE")
}

func TestGrpcDeadlinePassesInsideAStream(t *testing.T) {
	client := values.NewStreamsClient(connect(t, serveValues(t)))
	ctx, cancel := context.WithTimeout(context.Background(), 300*time.Millisecond)
	defer cancel()
	ticks, err := client.Count(ctx, &values.StreamsCountRequest{Many: 1, End: values.End_END_NEVER})
	for err == nil {
		_, err = ticks.Recv()
	}
	refused(t, err, codes.DeadlineExceeded)
}

func TestGrpcCallerThatLeavesCancelsItsCall(t *testing.T) {
	server := serveValues(t)
	ctx, cancel := context.WithCancel(within(t))
	request := &values.StreamsCountRequest{Many: 1, End: values.End_END_NEVER}
	ticks, err := values.NewStreamsClient(connect(t, server)).Count(ctx, request)
	must(t, err)
	_, err = ticks.Recv()
	must(t, err)
	equal(t, server.counted(t, "traitwire_calls_running"), 1)
	cancel()
	_, err = ticks.Recv()
	refused(t, err, codes.Canceled)
	eventually(t, "the call has ended", func() bool { return server.counted(t, "traitwire_calls_running") == 0 })
}

func TestGrpcMetadataGoesBothWays(t *testing.T) {
	const trace = "0af7651916cd43dd8448eb211c80319c"
	client := tasks.NewTasksClient(connect(t, serveTasks(t, nil, nil)))
	var head metadata.MD
	_, err := client.List(within(t, "traceparent", "00-"+trace+"-b7ad6b7169203331-01"), &tasks.ListTasks{}, grpc.Header(&head))
	must(t, err)
	answered := strings.Join(head.Get("traceparent"), " ")
	equal(t, regexp.MustCompile("^00-"+trace+"-[0-9a-f]{16}-01$").MatchString(answered), true)
	equal(t, strings.Contains(answered, "b7ad6b7169203331"), false)
}

func TestGrpcTokenOpensWhatItMay(t *testing.T) {
	client := tasks.NewTasksClient(connect(t, serveTasks(t, nil, []string{"TASKS_ADMIN_TOKEN=secret"})))
	_, err := client.Purge(within(t), &tasks.TasksPurgeRequest{})
	refused(t, err, codes.Unauthenticated)
	_, err = client.Purge(within(t, "authorization", "Bearer guess"), &tasks.TasksPurgeRequest{})
	refused(t, err, codes.Unauthenticated)
	_, err = client.Purge(within(t, "authorization", "Bearer secret"), &tasks.TasksPurgeRequest{})
	must(t, err)
	guarded := values.NewEchoClient(connect(t, serveValues(t, "VALUES_TOKENS=1")))
	_, err = guarded.Guarded(within(t, "authorization", "Bearer guest"), &values.EchoGuardedRequest{})
	refused(t, err, codes.PermissionDenied)
	_, err = guarded.Guarded(within(t, "authorization", "Bearer keeper"), &values.EchoGuardedRequest{})
	must(t, err)
}

// Sends the values of `echo.json`, beside which other clients send them as well.
func TestGrpcValuesOfAllFormsComeBack(t *testing.T) {
	file, err := os.ReadFile(os.Getenv("ECHO_JSON"))
	must(t, err)
	var texts map[string][]string
	must(t, json.Unmarshal(file, &texts))
	connection := connect(t, serveValues(t))
	found, err := protoregistry.GlobalFiles.FindDescriptorByName("values.v1.Echo")
	must(t, err)
	for name, samples := range texts {
		method := found.(protoreflect.ServiceDescriptor).Methods().ByName(protoreflect.Name(name))
		for number, sample := range samples {
			t.Run(fmt.Sprintf("%s/%d", name, number), func(t *testing.T) {
				request, reply := message(t, method.Input()), message(t, method.Output())
				must(t, prototext.Unmarshal([]byte(sample), request))
				must(t, connection.Invoke(within(t), "/values.v1.Echo/"+name, request, reply))
				if !proto.Equal(as(t, request, reply), reply) {
					t.Fatalf("sent %v, got %v", request, reply)
				}
			})
		}
	}
}

func message(t *testing.T, descriptor protoreflect.MessageDescriptor) proto.Message {
	t.Helper()
	found, err := protoregistry.GlobalTypes.FindMessageByName(descriptor.FullName())
	must(t, err)
	return found.New().Interface()
}

// A request in the type of its reply: the two are alike, but for the names of their fields.
func as(t *testing.T, request, reply proto.Message) proto.Message {
	t.Helper()
	bytes, err := proto.Marshal(request)
	must(t, err)
	same := reply.ProtoReflect().New().Interface()
	must(t, proto.Unmarshal(bytes, same))
	return same
}

func TestGrpcMessagesAreCompressedBothWays(t *testing.T) {
	seen := &observed{}
	connection := connect(t, serveValues(t), grpc.WithStatsHandler(seen), grpc.WithDefaultCallOptions(grpc.UseCompressor(gzip.Name)))
	page := &values.PageInner{Items: []*values.Inner{{Name: strings.Repeat("x", 100_000)}}}
	reply, err := values.NewEchoClient(connection).Page(within(t), page)
	must(t, err)
	equal(t, proto.Equal(reply, page), true)
	equal(t, seen.compression, gzip.Name)
	if seen.wire > 1000 || seen.unpacked < 100_000 {
		t.Fatalf("%d bytes were %d on the wire", seen.unpacked, seen.wire)
	}
}

func TestGrpcLimitsHoldAndSayWhere(t *testing.T) {
	client := tasks.NewTasksClient(connect(t, serveTasks(t, nil, nil)))
	_, err := client.Create(within(t), &tasks.CreateTask{})
	equal(t, strings.Contains(refused(t, err, codes.InvalidArgument).Message(), "`title`"), true)
	_, err = client.Create(within(t), &tasks.CreateTask{Title: strings.Repeat("x", 4<<20)})
	refused(t, err, codes.ResourceExhausted)
}

func TestGrpcUnknownMethodIsUnimplemented(t *testing.T) {
	connection := connect(t, serveTasks(t, nil, nil))
	for _, path := range []string{"/tasks.v1.Tasks/Creat", "/nobody.v1.Nothing/At"} {
		err := connection.Invoke(within(t), path, &emptypb.Empty{}, &emptypb.Empty{})
		refused(t, err, codes.Unimplemented)
	}
}

func TestGrpcServerAndItsServicesAreHealthy(t *testing.T) {
	server := serveTasks(t, nil, nil)
	health := healthpb.NewHealthClient(connect(t, server))
	for _, service := range []string{"", "tasks.v1.Tasks"} {
		answer, err := health.Check(within(t), &healthpb.HealthCheckRequest{Service: service})
		must(t, err)
		equal(t, answer.GetStatus(), healthpb.HealthCheckResponse_SERVING)
	}
	_, err := health.Check(within(t), &healthpb.HealthCheckRequest{Service: "nobody"})
	refused(t, err, codes.NotFound)
	watching, err := health.Watch(within(t), &healthpb.HealthCheckRequest{})
	must(t, err)
	answer, err := watching.Recv()
	must(t, err)
	equal(t, answer.GetStatus(), healthpb.HealthCheckResponse_SERVING)
	must(t, server.process.Process.Signal(os.Interrupt))
	answer, err = watching.Recv()
	must(t, err)
	equal(t, answer.GetStatus(), healthpb.HealthCheckResponse_NOT_SERVING)
}

func TestGrpcFailureIsNotTold(t *testing.T) {
	_, err := values.NewEchoClient(connect(t, serveValues(t))).Panic(within(t), &values.EchoPanicRequest{})
	equal(t, strings.Contains(refused(t, err, codes.Internal).Message(), "as it was asked to"), false)
}
