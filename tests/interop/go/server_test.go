package interop

import (
	"bufio"
	"fmt"
	"io"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"testing"
	"time"
)

// Nothing here takes longer, unless it hangs.
const deadline = 30 * time.Second

// A running server on a port of its own, which ends with its test.
type server struct {
	scheme  string
	address string
	process *exec.Cmd
}

// Serves a board of tasks, with more options and environment for it.
func serveTasks(t *testing.T, options, env []string) *server {
	t.Helper()
	board := []string{"--db", filepath.Join(t.TempDir(), "tasks.db")}
	return serve(t, os.Getenv("TASKS_BINARY"), append(board, options...), env)
}

// Serves what gives back values and streams.
func serveValues(t *testing.T, env ...string) *server {
	t.Helper()
	return serve(t, os.Getenv("VALUES_BINARY"), nil, env)
}

func serve(t *testing.T, binary string, options, env []string) *server {
	t.Helper()
	command := exec.Command(binary, append([]string{"serve", "--listen", "127.0.0.1:0"}, options...)...)
	command.Env = append(os.Environ(), env...)
	stderr, err := command.StderrPipe()
	must(t, err)
	must(t, command.Start())
	t.Cleanup(func() {
		command.Process.Kill()
		command.Wait()
	})
	lines := make(chan string, 1)
	go func() {
		reader := bufio.NewReader(stderr)
		first, _ := reader.ReadString('\n')
		lines <- first
		io.Copy(io.Discard, reader)
	}()
	select {
	case first := <-lines:
		found := regexp.MustCompile(`^listening on (https?)://(\S+)\n$`).FindStringSubmatch(first)
		if found == nil {
			t.Fatalf("first line on stderr: %q", first)
		}
		return &server{found[1], found[2], command}
	case <-time.After(deadline):
		t.Fatal("the server does not listen")
		return nil
	}
}

// Posts JSON to plain HTTP, and gives the answer.
func (server *server) post(t *testing.T, path, body string) string {
	t.Helper()
	client := http.Client{Timeout: deadline}
	answer, err := client.Post(fmt.Sprintf("http://%s%s", server.address, path), "application/json", strings.NewReader(body))
	must(t, err)
	defer answer.Body.Close()
	text, err := io.ReadAll(answer.Body)
	must(t, err)
	if answer.StatusCode != http.StatusOK {
		t.Fatalf("%s %s", answer.Status, text)
	}
	return string(text)
}

// A value of the page at `/metrics`, by name and labels as they stand there; 0 where it is not.
func (server *server) counted(t *testing.T, metric string) float64 {
	t.Helper()
	client := http.Client{Timeout: deadline}
	answer, err := client.Get(fmt.Sprintf("http://%s/metrics", server.address))
	must(t, err)
	defer answer.Body.Close()
	text, err := io.ReadAll(answer.Body)
	must(t, err)
	for line := range strings.Lines(string(text)) {
		if value, found := strings.CutPrefix(strings.TrimSpace(line), metric+" "); found {
			number, err := strconv.ParseFloat(value, 64)
			must(t, err)
			return number
		}
	}
	return 0
}

// Asks again and again until something is true.
func eventually(t *testing.T, what string, isTrue func() bool) {
	t.Helper()
	for end := time.Now().Add(deadline); !isTrue(); {
		if time.Now().After(end) {
			t.Fatalf("not within %s: %s", deadline, what)
		}
	}
}

func must(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

func equal[T comparable](t *testing.T, got, wanted T) {
	t.Helper()
	if got != wanted {
		t.Fatalf("got %v, wanted %v", got, wanted)
	}
}
