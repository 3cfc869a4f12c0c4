package interop

import (
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/tls"
	"crypto/x509"
	"encoding/pem"
	"math/big"
	"net"
	"os"
	"path/filepath"
	"testing"
	"time"

	"google.golang.org/grpc"
	"google.golang.org/grpc/codes"
	"google.golang.org/grpc/credentials"

	tasks "interop/tasks/v1"
)

func TestGrpcCallsGoThroughTls(t *testing.T) {
	roots, options := certificate(t)
	server := serveTasks(t, options, nil)
	equal(t, server.scheme, "https")
	trusting := grpc.WithTransportCredentials(credentials.NewTLS(&tls.Config{RootCAs: roots}))
	task, err := tasks.NewTasksClient(connect(t, server, trusting)).Create(within(t), &tasks.CreateTask{Title: "In secret"})
	must(t, err)
	equal(t, task.GetTitle(), "In secret")
	stranger := grpc.WithTransportCredentials(credentials.NewTLS(&tls.Config{RootCAs: x509.NewCertPool()}))
	_, err = tasks.NewTasksClient(connect(t, server, stranger)).Create(within(t), &tasks.CreateTask{Title: "To whom?"})
	refused(t, err, codes.Unavailable)
}

// A certificate that vouches for itself: who trusts it, and the options of a server that shows it.
func certificate(t *testing.T) (*x509.CertPool, []string) {
	t.Helper()
	key, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	must(t, err)
	template := &x509.Certificate{
		SerialNumber:          big.NewInt(1),
		NotBefore:             time.Now().Add(-time.Hour),
		NotAfter:              time.Now().Add(time.Hour),
		IPAddresses:           []net.IP{net.IPv4(127, 0, 0, 1)},
		IsCA:                  true,
		BasicConstraintsValid: true,
	}
	signed, err := x509.CreateCertificate(rand.Reader, template, template, &key.PublicKey, key)
	must(t, err)
	secret, err := x509.MarshalPKCS8PrivateKey(key)
	must(t, err)
	shown := pem.EncodeToMemory(&pem.Block{Type: "CERTIFICATE", Bytes: signed})
	folder := t.TempDir()
	cert, private := filepath.Join(folder, "cert.pem"), filepath.Join(folder, "key.pem")
	must(t, os.WriteFile(cert, shown, 0o600))
	must(t, os.WriteFile(private, pem.EncodeToMemory(&pem.Block{Type: "PRIVATE KEY", Bytes: secret}), 0o600))
	roots := x509.NewCertPool()
	roots.AppendCertsFromPEM(shown)
	return roots, []string{"--tls-cert", cert, "--tls-key", private}
}
